"""The guard: refuses whatever no test verifies.

Each finding is a warning that names file and line, so that one build shows
them all; ``make html`` turns warnings into a failure.
"""

import re
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from claims import ClaimError, all_claims
from recordings import EXAMPLES, ROOT, Example, RecordingError, all_examples

logger = logging.getLogger(__name__)

# A shell command may be typed where it is one of these, because the tests run
# every example and try every target of the Makefile.
COMMAND = re.compile(
    r"\$ (?:python (?P<example>examples/\S+)|make(?: (?P<target>[a-z]+))?"
    r"(?: [A-Z]+=(?:\S+|\"[^\"]*\"))*)"
)
# These, too: tests/test_project.py runs each server with the client.
SERVERS = [
    "examples/learn/project/shutdown.py 8888 notes.json",
    "examples/learn/project/watching.py 8888 notes.json",
]
CLIENT = "examples/learn/project/waiter.py 8888"
TARGET = re.compile(r"(?m)^([a-z]+):.*## ")

# A page that passed is read again when a rule, a directive or a figure
# changes.
MODULES = [str(path) for path in sorted(Path(__file__).parent.rglob("*.py"))]


def refused_command(line: str) -> str:
    """Say why a line of a shell session is not verified; empty if it is."""
    if line.removeprefix("$ python ") in {*SERVERS, CLIENT}:
        return ""
    command = COMMAND.fullmatch(line)
    if not command:
        return f"no test runs {line!r}"
    if command["example"] and not (ROOT / command["example"]).is_file():
        return f"there is no example {command['example']}"
    targets = TARGET.findall((ROOT / "Makefile").read_text("utf-8"))
    if command["target"] and command["target"] not in targets:
        return f"the Makefile has no target {command['target']!r}"
    return ""


def check_page(app: Sphinx, doctree: nodes.document) -> None:
    """Refuse what the author typed and nothing verifies."""
    for module in MODULES:
        app.env.note_dependency(module)
    for node in doctree.findall():
        if isinstance(node.parent, nodes.system_message):
            continue  # an error message quotes the source of a directive
        if isinstance(node, nodes.raw):
            _warn("raw content is refused; nothing verifies it", node)
        elif isinstance(node, nodes.doctest_block):
            _warn("a typed session is refused; include an example", node)
        elif isinstance(node, nodes.literal_block):
            _check_block(node)
    _check_changes(doctree)


class RefusedInclude(SphinxDirective):
    """``include`` could bring in any file; the guard allows none."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Refuse."""
        raise self.error(
            f"{self.arguments[0].splitlines()[0]}: include is refused; use "
            "literalinclude for an example or a claim"
        )


def _check_block(node: nodes.literal_block) -> None:
    source = node.get("source")
    if source is not None:
        path = Path(source).resolve()
        if path.is_relative_to(EXAMPLES) and path.suffix == ".py":
            try:
                Example(path).recording()
            except RecordingError as error:
                _warn(str(error), node)
    elif node.get("language") == "console":
        for line in node.astext().splitlines():
            if why := refused_command(line):
                _warn(f"{why}, so it is refused", node)
    else:
        _warn(
            "code or output typed into a page is refused; put the code into a "
            "file below examples/ and use literalinclude and recording",
            node,
        )


def _check_changes(doctree: nodes.document) -> None:
    """Refuse a page that shows some of what has changed in an example."""
    cards: dict[str, list[nodes.container]] = {}
    for node in doctree.findall(nodes.container):
        if "unseen" in node:
            cards.setdefault(node["path"], []).append(node)
    for path, shown in cards.items():
        # What none of its cards shows.
        if unseen := set.intersection(*(card["unseen"] for card in shown)):
            _warn(
                f"{path}:{min(unseen)} has changed, and the page does not "
                "show it",
                shown[-1],
            )


def check_site(app: Sphinx, env: BuildEnvironment) -> None:
    """Refuse examples that no page shows and claims that no page states."""
    shown = {
        (Path(env.srcdir) / dependency).resolve()
        for dependency in set().union(*env.dependencies.values())
    }
    for example in all_examples():
        if example.path not in shown:
            _warn("no page shows this example", f"{example.path}:1")
    try:
        claims = all_claims()
    except ClaimError as error:
        _warn(str(error), None)
        return
    stated = env.domains.standard_domain.objects
    for claim in claims.values():
        if ("claim", claim.title) not in stated:
            _warn(
                f"no page states the claim {claim.name}",
                f"{claim.path}:{claim.line}",
            )


def _warn(text: str, location: nodes.Node | str | None) -> None:
    logger.warning(text, location=location, type="guard")


def setup(app: Sphinx) -> dict:
    """Put the guard in its place."""
    app.add_directive("include", RefusedInclude, override=True)
    app.connect("doctree-read", check_page)
    app.connect("env-check-consistency", check_site)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
