"""A part of a page that a reader can unfold: HTML's ``<details>``."""

from docutils import nodes
from sphinx.application import Sphinx


class details(nodes.General, nodes.Element):  # noqa: N801 (named as in HTML)
    """Folded content; its first child is a summary."""


class summary(nodes.General, nodes.TextElement):  # noqa: N801
    """The line that stays visible."""


def fold(label: str, *content: nodes.Node, classes: list[str]) -> details:
    """Return the content, folded below the label."""
    return details("", summary("", label), *content, classes=classes)


def _visit(translator, node) -> None:
    translator.body.append(
        translator.starttag(node, type(node).__name__, suffix="")
    )


def _depart(translator, node) -> None:
    translator.body.append(f"</{type(node).__name__}>\n")


def _plain(translator, node) -> None:
    """Where nothing can be folded, the content stands open."""


def setup(app: Sphinx) -> dict:
    """Register the two nodes."""
    for node in (details, summary):
        app.add_node(
            node,
            html=(_visit, _depart),
            latex=(_plain, _plain),
            text=(_plain, _plain),
        )
    return {"parallel_read_safe": True, "parallel_write_safe": True}
