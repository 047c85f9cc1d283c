"""Mend what Sphinx's HTML lacks for readers who use a keyboard."""

from sphinx.application import Sphinx


def make_code_reachable(app, page, template, context, doctree) -> None:
    """Let the keyboard scroll each block of code that is wider than its box.

    WCAG 2.1.1; axe calls the rule ``scrollable-region-focusable``.
    """
    if "body" in context:
        context["body"] = context["body"].replace(
            "<pre>", '<pre tabindex="0">'
        )


def setup(app: Sphinx) -> dict:
    """Register the step."""
    app.connect("html-page-context", make_code_reachable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
