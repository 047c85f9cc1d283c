"""Show examples and their recordings.

``literalinclude``
    is Sphinx's own, for examples and claims only. It shows an example from
    below its docstring, with the file's own line numbers and a link to the
    file. ``:emphasize:`` names the lines to highlight by a piece of their
    text, one piece a line. ``:changed-since:`` names an earlier state of the
    program instead, and highlights what that lacks; the page must then show
    all of it.
``recording``
    shows what the named example printed, and the figure of what its event loop
    did. ``:fold:`` hides both below a question, to which a reader can write a
    guess. What is indented below that is about the answer, and is shown when
    the answer is.
"""

from difflib import SequenceMatcher
from os.path import relpath
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.directives.code import LiteralInclude
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_id
from sphinx.writers.html5 import HTML5Translator

from claims import CLAIMS
from folds import fold
from recordings import (
    EXAMPLES,
    NEVER,
    ROOT,
    Example,
    Recording,
    RecordingError,
    load_events,
)
from running import hindrance
from timeline import figure, words

# What would let a page show a line that nothing ran, or point at a line by a
# number that the next edit makes wrong.
REFUSED = {
    "lines": "choose the part by :pyobject:, :start-at: or :end-before:",
    "emphasize-lines": "name the text of the line: ':emphasize: await'",
    "prepend": "the file itself must hold the line",
    "append": "the file itself must hold the line",
    "diff": "show both files",
    "lineno-start": "the file's own line numbers are shown",
}

# The page that explains a figure.
HELP = "reference/reading-a-timeline"

SELECTING = {"pyobject", "start-after", "start-at", "end-before", "end-at"}


class VerifiedInclude(LiteralInclude):
    """``literalinclude`` of a file that the tests run."""

    option_spec: ClassVar = LiteralInclude.option_spec | {
        "emphasize": directives.unchanged_required,
        "changed-since": directives.path,
    }

    def run(self) -> list[nodes.Node]:
        """Return the code, in a card with a link to its file."""
        path = self._path(self.arguments[0])
        for option in sorted(REFUSED.keys() & self.options.keys()):
            raise self.error(f":{option}: is refused; {REFUSED[option]}")
        if path.is_relative_to(CLAIMS):
            return super().run()
        if not path.is_relative_to(EXAMPLES):
            raise self.error(
                f"{self.arguments[0]} is included from outside examples/ "
                "and tests/claims/, so nothing verifies it"
            )
        if path.suffix != ".py":
            raise self.error(
                f"{self.arguments[0]} is no example; to show what one "
                "printed, use recording"
            )
        try:
            return [self._card(Example(path))]
        except RecordingError as error:
            raise self.error(str(error)) from error

    def _path(self, name: str) -> Path:
        return Path(self.env.relfn2path(name)[1]).resolve()

    def _card(self, example: Example) -> nodes.container:
        self.options["lineno-match"] = None
        self.options["language"] = "python"
        self.options["dedent"] = None  # a method stands at the margin
        if not SELECTING & self.options.keys():
            self.options["lines"] = f"{example.first_line}-"
        shown = super().run()
        changed = self._changed(example)
        unseen = set(changed)
        for code in nodes.container("", *shown).findall(nodes.literal_block):
            code.rawsource = code.astext().rstrip() + "\n"
            code[:] = [nodes.Text(code.rawsource)]
            first = code["highlight_args"]["linenostart"]
            end = first + code.rawsource.count("\n")
            marked = [line for line in changed if first <= line < end]
            if changed and not marked:
                raise self.error(
                    ":changed-since: nothing that is shown here has changed"
                )
            unseen.difference_update(marked)
            code["highlight_args"]["hl_lines"] = [
                *self._emphasized(code),
                *(line - first + 1 for line in marked),
            ]
        anchor = make_id(
            self.env, self.state.document, "example", example.path.stem
        )
        card = nodes.container(
            classes=["example"],
            ids=[anchor],
            path=example.shown_path,
            summary=example.summary,
        )
        # Another card of this example gets another id.
        self.state.document.set_id(card)
        self.set_source_info(card)
        if changed:
            card["unseen"] = unseen
        card += [_head(example, self.env), *shown]
        if example.local:
            self.env.note_dependency(str(example.beside(".local")))
        if why := hindrance(example):
            card += nodes.paragraph(
                "",
                f"{why} Run it on your machine: ",
                nodes.literal("", f"python {example.shown_path}"),
                classes=["run-locally"],
            )
        return card

    def _changed(self, example: Example) -> list[int]:
        """Return the numbers of the lines that the earlier state lacks."""
        if "changed-since" not in self.options:
            return []
        earlier = Example(self._path(self.options["changed-since"]))
        if not earlier.exists:
            raise self.error(
                f":changed-since: {self.options['changed-since']} is no "
                "example"
            )
        self.env.note_dependency(str(earlier.path))
        before, after = (
            each.path.read_text("utf-8").splitlines()
            for each in (earlier, example)
        )
        return [
            index + 1
            for kind, _, _, first, end in SequenceMatcher(
                None, before, after, autojunk=False
            ).get_opcodes()
            if kind in {"replace", "insert"}
            for index in range(first, end)
            if after[index].strip() and index + 1 >= example.first_line
        ]

    def _emphasized(self, code: nodes.literal_block) -> list[int]:
        """Return the numbers, from 1, of the lines to highlight."""
        lines = code.astext().splitlines()
        found = []
        for text in self.options.get("emphasize", "").splitlines():
            # A whole line, if there is one; else every line with the text.
            numbers = [
                number
                for number, line in enumerate(lines, 1)
                if text == line.strip()
            ] or [
                number for number, line in enumerate(lines, 1) if text in line
            ]
            if not numbers:
                raise self.error(
                    f":emphasize: no line shown here has the text {text!r}"
                )
            found += numbers
        return found


class RecordingDirective(SphinxDirective):
    """``.. recording:: learn/tasks/gather.py``."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {"fold": directives.unchanged_required}
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return what the example printed and did."""
        example = Example((EXAMPLES / self.arguments[0]).resolve())
        if not example.exists:
            raise self.error(f"there is no example {self.arguments[0]}")
        if self.content and "fold" not in self.options:
            raise self.error(
                "what is indented below a recording is about the answer to a "
                "question; ask it with :fold:, or do not indent"
            )
        try:
            recording = example.recording()
            content = self._content(example, recording)
        except RecordingError as error:
            raise self.error(str(error)) from error
        if "fold" in self.options:
            # Only what it prints can be guessed, and compared.
            classes = ["answer", "question"] if recording.out else ["answer"]
            content = [fold(self.options["fold"], *content, classes=classes)]
        shown = [nodes.container("", *content, classes=["recording"])]
        if self.content:
            about = self.parse_content_to_nodes()
            shown.append(nodes.container("", *about, classes=["afterwards"]))
        return shown

    def _content(
        self, example: Example, recording: Recording
    ) -> list[nodes.Node]:
        content = []
        for label, suffix, stream, text in [
            ("prints", ".out", "stdout", recording.out),
            ("on standard error", ".err", "stderr", recording.err),
        ]:
            path = example.beside(suffix)
            if path.exists():
                self.env.note_dependency(str(path))
            if text:
                content += [
                    _label(label),
                    nodes.literal_block(
                        text,
                        text,
                        source=str(path),
                        language="text",
                        classes=[stream],
                    ),
                ]
        if recording.status:
            self.env.note_dependency(str(example.beside(".exit")))
            ended = f"exit status {recording.status}"
            if recording.status == NEVER:
                ended = "never ends"
            content.append(_label(ended))
        content = content or [_label("prints nothing")]
        return content + self._timelines(example)

    def _timelines(self, example: Example) -> list[nodes.Node]:
        """Return the figure, and folded the one of each Python that differs.

        Raises RecordingError where a file of events is no JSON.
        """
        figures = []
        for version, path in example.all_events().items():
            self.env.note_dependency(str(path))
            key = make_id(self.env, self.state.document, "timeline", path.stem)
            drawn = timeline(path=str(path), ids=[key])
            self.state.document.set_id(drawn)
            drawn += _label(words.summary(load_events(path)))
            figures.append(
                fold(f"On Python {version}", drawn, classes=["version"])
                if version
                else drawn
            )
        return figures


class timeline(nodes.General, nodes.Element):  # noqa: N801 (as in docutils)
    """The figure of a recording; its child tells the same in a sentence."""


def _visit_timeline(translator: HTML5Translator, node: timeline) -> None:
    """Draw the figure."""
    here = translator.docnames[-1]
    help_link = ""
    if here != HELP:
        address = translator.builder.get_relative_uri(here, HELP)
        help_link = f' <a href="{address}">How to read this</a>'
    recording = load_events(Path(node["path"]))
    key = node["ids"][0]
    translator.body.append(figure.html(recording, key, help_link))
    raise nodes.SkipNode


def _visit_plain(translator: nodes.NodeVisitor, node: timeline) -> None:
    """Where nothing can be drawn, the sentence stands."""


def _label(text: str) -> nodes.paragraph:
    return nodes.paragraph("", text, classes=["recording-label"])


def _head(example: Example, env: BuildEnvironment) -> nodes.paragraph:
    """Return the head of a card: the file, and what it asks for."""
    link = addnodes.download_reference(
        "",
        "",
        nodes.literal("", example.shown_path),
        refdoc=env.docname,
        reftarget="/" + relpath(example.path, env.srcdir),
        reftype="download",
        refexplicit=True,
    )
    head = nodes.paragraph("", "", link, classes=["example-head"])
    if example.requires_python:
        head += nodes.inline(
            "", f"Python {example.requires_python}", classes=["needs"]
        )
    return head


def _add_scripts(app: Sphinx, page, template, context, doctree) -> None:
    """Give pages with recordings their player and their questions."""
    if doctree and any(
        "recording" in node["classes"]
        for node in doctree.findall(nodes.container)
    ):
        app.add_css_file("player.css")
        app.add_js_file("player.js", loading_method="defer")
        app.add_js_file("question.js", loading_method="defer")


def setup(app: Sphinx) -> dict:
    """Register the directives."""
    if not EXAMPLES.is_dir():
        raise ExtensionError(f"{EXAMPLES.relative_to(ROOT)}/ is missing")
    app.add_directive("literalinclude", VerifiedInclude, override=True)
    app.add_directive("recording", RecordingDirective)
    plain = (_visit_plain, _visit_plain)
    app.add_node(
        timeline, html=(_visit_timeline, None), latex=plain, text=plain
    )
    app.connect("html-page-context", _add_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
