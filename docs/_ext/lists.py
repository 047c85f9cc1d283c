"""``example-list`` and ``claim-list``: everything the pages show, in order."""

from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from recordings import all_examples


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
            for page in pages_in_order(self.env):
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
        shown_on = pages_by_example(self.env)
        return [
            nodes.list_item(
                "",
                nodes.paragraph(
                    "",
                    "",
                    nodes.literal("", example.shown_path),
                    nodes.Text(f": {example.summary}"),
                ),
            )
            for example in all_examples()
            if page in shown_on[example.path]
        ]

    def _claims(self, page: str) -> list[nodes.list_item]:
        here = self.env.current_document.docname
        items = []
        for claim in self.env.get_doctree(page).findall(_is_claim):
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


def _is_claim(node: nodes.Node) -> bool:
    return isinstance(node, nodes.container) and "claim" in node["classes"]


def pages_by_example(env: BuildEnvironment) -> dict[Path, set[str]]:
    """Return for each example the names of the pages that show it."""
    shown_on = {example.path: set() for example in all_examples()}
    for page, dependencies in env.dependencies.items():
        for dependency in dependencies:
            path = (Path(env.srcdir) / dependency).resolve()
            if path in shown_on:
                shown_on[path].add(page)
    return shown_on


def pages_in_order(env: BuildEnvironment) -> list[str]:
    """Return the names of all pages, in the order in which one reads them."""
    order = []
    waiting = [env.config.root_doc]
    while waiting:
        page = waiting.pop(0)
        if page not in order:
            order.append(page)
            waiting = env.toctree_includes.get(page, []) + waiting
    return order + sorted(env.found_docs - set(order))


def setup(app: Sphinx) -> dict:
    """Register the two directives."""
    app.add_directive("example-list", ListDirective)
    app.add_directive("claim-list", ListDirective)
    app.add_node(listing)
    app.add_post_transform(FillLists)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
