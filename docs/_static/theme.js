// Before the first paint, so that a page never flashes in the other theme.
document.body.dataset.theme = localStorage.getItem("theme") || "auto";
