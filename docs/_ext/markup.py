"""Mend what the HTML of Sphinx and of its extensions lacks."""

from contextlib import redirect_stdout
from io import StringIO

import sphinx_codeautolink
import sphinx_sitemap
from sphinx.application import Sphinx
from sphinx_codeautolink.extension import SphinxCodeAutoLink
from sphinx_codeautolink.extension.resolve import (
    CouldNotResolve,
    resolve_location,
)
from sphinx_codeautolink.parse import Name, NameBreak


def make_code_reachable(app, page, template, context, doctree) -> None:
    """Let the keyboard scroll each block of code that is wider than its box.

    WCAG 2.1.1; axe calls the rule ``scrollable-region-focusable``.
    """
    if "body" in context:
        context["body"] = context["body"].replace(
            "<pre>", '<pre tabindex="0">'
        )


def resolve_as_written(name: Name, inventory: dict[str, str]) -> str:
    """Find the documented name that a piece of code refers to.

    sphinx-codeautolink imports modules to find out, which knows neither names
    that are newer than the Python of the build nor that Python documents
    ``asyncio.queues.Queue`` as ``asyncio.Queue``. As it is written, the name
    mostly stands in the inventory.

    Raises CouldNotResolve for what is no name but a variable.
    """
    parts = name.import_components
    if parts[-1] == NameBreak.call:
        raise CouldNotResolve(f"{name.code_str} is a variable")
    written = ".".join(part for part in parts if part != NameBreak.call)
    if written in inventory:
        return written
    return resolve_location(name, inventory)


class LinkEveryWrittenPage(SphinxCodeAutoLink):
    """sphinx-codeautolink that links the code of each page that is written.

    Version 0.19.0 asks the builder at the start which pages are outdated. That
    answer leaves pages out, and the question itself makes the builder forget
    that settings have changed, so that old pages would stay.
    """

    def build_inited(self, app) -> None:
        """Prepare, without the question."""
        builder = app.builder
        builder.get_outdated_docs = list
        try:
            super().build_inited(app)
        finally:
            del builder.get_outdated_docs

    def generate_backref_tables(self, app, doctree, docname) -> None:
        """Take note of each page when it is about to be written."""
        self.outdated_docs.add(docname)
        super().generate_backref_tables(app, doctree, docname)


def list_every_page(app: Sphinx, exception: Exception | None) -> None:
    """Let the sitemap have each page, not only those that were written now.

    sphinx-sitemap 2.9.0 collects pages as they are written, and a second build
    writes only what has changed.
    """
    if app.builder.format != "html":
        return
    while not app.sitemap_links.empty():
        app.sitemap_links.get()
    for page in sorted(app.env.found_docs):
        sphinx_sitemap.add_html_link(app, page, "", {}, None)


def setup(app: Sphinx) -> dict:
    """Register these; set up the two extensions that need mending."""
    sphinx_codeautolink.SphinxCodeAutoLink = LinkEveryWrittenPage
    sphinx_codeautolink.extension.resolve_location = resolve_as_written
    app.setup_extension("sphinx_codeautolink")
    # It prints that it lacks matplotlib, for cards that are turned off.
    with redirect_stdout(StringIO()):
        app.setup_extension("sphinxext.opengraph")
    app.connect("html-page-context", make_code_reachable)
    # Before sphinx-sitemap writes the file.
    app.connect("build-finished", list_every_page, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
