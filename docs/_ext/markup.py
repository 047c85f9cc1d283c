"""Mend what the HTML of Sphinx and of its extensions lacks."""

from contextlib import redirect_stdout
from functools import cache
from io import StringIO

import sphinx_sitemap
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish


def make_code_reachable(app, page, template, context, doctree) -> None:
    """Let the keyboard scroll each block of code that is wider than its box.

    WCAG 2.1.1; axe calls the rule ``scrollable-region-focusable``.
    """
    if "body" in context:
        context["body"] = context["body"].replace(
            "<pre>", '<pre tabindex="0">'
        )


class SearchEnglishOnce(SearchEnglish):
    """Stem each word of the index once, not once for each page."""

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self.stem = cache(super().stem)


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
    """Register these; set up the extension that needs mending."""
    # It prints that it lacks matplotlib, for cards that are turned off.
    with redirect_stdout(StringIO()):
        app.setup_extension("sphinxext.opengraph")
    app.add_search_language(SearchEnglishOnce)
    app.connect("html-page-context", make_code_reachable)
    # Before sphinx-sitemap writes the file.
    app.connect("build-finished", list_every_page, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
