"""``example-list`` and ``claim-list``: everything the pages show, in order."""

from collections.abc import Callable, Iterator, Set
from typing import NamedTuple

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
        return [listing(kind=self.name)]


class Card(NamedTuple):
    """An example as a page shows it first, and where."""

    path: str
    anchor: str
    summary: str


class Stated(NamedTuple):
    """The sentence of a claim, and where the page states it."""

    sentence: nodes.Element
    anchor: str

    def __str__(self) -> str:
        """Return what changes with it."""
        return f"{self.anchor} {self.sentence.pformat()}"


class Shown(NamedTuple):
    """What one page shows; kept in the environment as ``shown``."""

    has_list: bool
    cards: list[Card]
    claims: list[Stated]

    @classmethod
    def by(cls, doctree: nodes.document) -> "Shown":
        """Collect it from the page."""
        cards = {}
        for card in doctree.findall(_is("example")):
            path = card["path"]
            cards.setdefault(path, Card(path, card["ids"][0], card["summary"]))
        claims = []
        for claim in doctree.findall(_is("claim")):
            sentence = claim.children[0].deepcopy()
            for permalink in list(sentence.findall(nodes.reference)):
                if "headerlink" in permalink["classes"]:
                    permalink.parent.remove(permalink)
            claims.append(Stated(sentence, claim["ids"][0]))
        has_list = any(True for _ in doctree.findall(listing))
        return cls(has_list, list(cards.values()), claims)


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
                items = list(items_of[mark["kind"]](page))
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

    def _examples(self, page: str) -> Iterator[nodes.list_item]:
        for card in self.env.shown[page].cards:
            name = nodes.literal("", card.path)
            line = nodes.paragraph("", "", self._link(page, card.anchor, name))
            line += nodes.Text(f": {card.summary}")
            yield nodes.list_item("", line)

    def _claims(self, page: str) -> Iterator[nodes.list_item]:
        here = self.env.current_document.docname
        for claim in self.env.shown[page].claims:
            sentence = claim.sentence.deepcopy()
            for reference in sentence.findall(addnodes.pending_xref):
                reference["refdoc"] = here
            link = self._link(page, claim.anchor, nodes.Text("in context"))
            sentence.children[-1].extend([nodes.Text(" ("), link])
            sentence.children[-1].append(nodes.Text(")"))
            yield nodes.list_item("", *sentence.children)


def prepare(app: Sphinx) -> None:
    """Begin with nothing where no page was read before."""
    if not hasattr(app.env, "shown"):
        app.env.shown, app.env.listed = {}, None


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Take note of what a page shows when it is read."""
    app.env.shown[app.env.docname] = Shown.by(doctree)


def forget(app: Sphinx, env: BuildEnvironment, page: str) -> None:
    """Forget a page that will be read again, or is gone."""
    env.shown.pop(page, None)


def merge(
    app: Sphinx,
    env: BuildEnvironment,
    pages: Set[str],
    other: BuildEnvironment,
) -> None:
    """Take over what another process has read."""
    env.shown.update((page, other.shown[page]) for page in pages)


def write_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that have a list, where the lists have changed."""
    listed = [
        (
            page,
            env.titles[page].astext(),
            env.shown[page].cards,
            [str(claim) for claim in env.shown[page].claims],
        )
        for page in _pages_in_order(env)
    ]
    if listed == env.listed:
        return []
    env.listed = listed
    return [page for page, shown in env.shown.items() if shown.has_list]


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
    app.connect("builder-inited", prepare)
    app.connect("doctree-read", collect)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("env-updated", write_again)
    return {
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
