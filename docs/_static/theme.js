// Before the first paint, so that a page never flashes in the other theme.
(() => {
  "use strict";

  let stored = null;
  try {
    stored = localStorage.getItem("theme");
  } catch {
    // Where nothing may be stored, the system's theme is taken.
  }
  document.body.dataset.theme = stored || "auto";
})();
