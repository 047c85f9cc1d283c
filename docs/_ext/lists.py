"""``example-list`` and ``claim-list``: everything the pages show, in order."""

from collections.abc import Callable

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode


class listing(nodes.General, nodes.Element):  # noqa: N801 (Sphinx's style)
    """The place of a list, until every page is read."""


class ListDirective(SphinxDirective):
    """Mark the place of the list after which the directive is named."""

    def run(self) -> list[nodes.Node]:
        """Return the mark."""
        # Any page may change the list, so its page is read at each build.
        self.env.note_reread()
        return [listing(kind=self.name)]


class FillLists(SphinxPostTransform):
    """Replace each mark by its list, grouped by page."""

    # Before references are resolved: the sentences of claims hold some.
    default_priority = 5

    def run(self, **kwargs) -> None:
        """Fill the lists of one page."""
        items_of = {
            "example-list": self._examples,
            "claim-list": self._claims,
        }
        for mark in list(self.document.findall(listing)):
            groups = []
            for page in _pages_in_order(self.env):
                items = items_of[mark["kind"]](page)
                if items:
                    groups.append(self._heading(page))
                    groups.append(nodes.bullet_list("", *items))
            mark.replace_self(groups)

    def _link(self, page: str, anchor: str, *text: nodes.Node) -> nodes.Node:
        here = self.env.current_document.docname
        return make_refnode(
            self.app.builder, here, page, anchor, nodes.inline("", "", *text)
        )

    def _heading(self, page: str) -> nodes.Node:
        title = nodes.Text(self.env.titles[page].astext())
        heading = nodes.rubric("", "", self._link(page, "", title))
        heading["heading-level"] = 2
        return heading

    def _examples(self, page: str) -> list[nodes.list_item]:
        items = {}
        for card in self.env.get_doctree(page).findall(_is("example")):
            name = nodes.literal("", card["path"])
            line = nodes.paragraph(
                "", "", self._link(page, card["ids"][0], name)
            )
            line += nodes.Text(f": {card['summary']}")
            items.setdefault(card["path"], nodes.list_item("", line))
        return list(items.values())

    def _claims(self, page: str) -> list[nodes.list_item]:
        here = self.env.current_document.docname
        items = []
        for claim in self.env.get_doctree(page).findall(_is("claim")):
            sentence = claim.children[0].deepcopy()
            for permalink in list(sentence.findall(nodes.reference)):
                if "headerlink" in permalink["classes"]:
                    permalink.parent.remove(permalink)
            for reference in sentence.findall(addnodes.pending_xref):
                reference["refdoc"] = here
            link = self._link(page, claim["ids"][0], nodes.Text("in context"))
            sentence.children[-1].extend([nodes.Text(" ("), link])
            sentence.children[-1].append(nodes.Text(")"))
            items.append(nodes.list_item("", *sentence.children))
        return items


def _is(name: str) -> Callable[[nodes.Node], bool]:
    """Return a test for the containers that have this class."""
    return lambda node: (
        isinstance(node, nodes.container) and name in node["classes"]
    )


def _pages_in_order(env: BuildEnvironment) -> list[str]:
    """Return the names of all pages, in the order in which one reads them."""
    order = list(env.collect_relations())
    return order + sorted(env.found_docs - set(order))


def setup(app: Sphinx) -> dict:
    """Register the two directives."""
    app.add_directive("example-list", ListDirective)
    app.add_directive("claim-list", ListDirective)
    app.add_node(listing)
    app.add_post_transform(FillLists)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
