"""Claims: sentences about behaviour, each with the test that proves it.

A claim is a test function in ``tests/claims/``. Its docstring is the sentence,
its body the proof, and its mark ``mutation`` a change to the proof that makes
it fail. One more mark says who stands behind the sentence: ``promised`` names
where Python's documentation promises it, ``today`` says that it happens to be
so, and ``ours`` that it is about a program of this site. The mark ``unless``
says, with a reason, in which mode the sentence does not hold.

``.. claim:: test_tasks.py::test_gather_keeps_the_order``
    states the claim on a page, with the proof folded below.
``:claim:`gather keeps the order```
    links to the page and place that states it.
"""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.ext.intersphinx import InventoryAdapter
from sphinx.util.docutils import SphinxDirective, switch_source_input
from sphinx.util.nodes import make_id

from folds import fold
from recordings import ROOT

CLAIMS = ROOT / "tests" / "claims"
# In what a claim may not hold, as the keyword of the mark and as pages say it.
MODES = {
    "debug": "in debug mode",
    "eager": "where the loop starts tasks eagerly",
    "free_threaded": "on a free-threaded Python",
}
STANDINGS = ("promised", "today", "ours")


class ClaimError(Exception):
    """A test cannot serve as a claim; the text says what to do."""


class Mark(NamedTuple):
    """One mark of a test, as it is written."""

    name: str
    args: tuple[str, ...]
    keywords: dict[str, str]


@dataclass(frozen=True)
class Claim:
    """One test function of ``tests/claims/``."""

    path: Path
    name: str
    line: int
    sentence: str
    sentence_line: int
    proof: str
    proof_lines: tuple[int, int]  # first and end, from 0, in the file
    mutation: tuple[str, str]
    standing: str  # one of STANDINGS
    grounds: tuple[str, ...]  # where it is promised, or why it is so today
    unless: dict[str, str]  # reasons, by mode, as in "eager" or "eager 3.14"

    @property
    def title(self) -> str:
        """The name in words, as links and the search show it."""
        return self.name.removeprefix("test_").replace("_", " ")

    @property
    def location(self) -> str:
        """The file and line, as a reader can find them."""
        return f"{self.path.relative_to(ROOT).as_posix()}:{self.line}"


def read_claims(path: Path) -> dict[str, Claim]:
    """Return the claims of one file by the name of their function.

    Raises ClaimError where the file is no Python, where a test has no
    docstring or no mutation, or where its mutation does not change exactly
    one place of the proof.
    """
    return _read(path, path.read_text("utf-8"))


@cache
def _read(path: Path, text: str) -> dict[str, Claim]:
    # A page asks for each of its claims, and all are in one file.
    try:
        module = ast.parse(text)
    except SyntaxError as error:
        name = path.relative_to(ROOT).as_posix()
        raise ClaimError(f"{name}:{error.lineno}: {error.msg}") from error
    tests = [
        node
        for node in module.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    return {test.name: _claim(path, text, test) for test in tests}


def all_claims() -> dict[str, Claim]:
    """Return every claim by name.

    Raises ClaimError where two share a name, since links are made of it.
    """
    found = {}
    for path in sorted(CLAIMS.glob("test_*.py")):
        for name, claim in read_claims(path).items():
            if name in found:
                raise ClaimError(
                    f"{claim.location}: {name} is also a claim at "
                    f"{found[name].location}; give one another name"
                )
            found[name] = claim
    return found


def _claim(path: Path, text: str, test: ast.FunctionDef) -> Claim:
    where = f"{path.relative_to(ROOT).as_posix()}:{test.lineno}: {test.name}"
    sentence = ast.get_docstring(test)
    if not sentence:
        raise ClaimError(f"{where} has no docstring; write the sentence there")
    docstring, *body = test.body
    if not body:
        raise ClaimError(f"{where} proves nothing; write the proof")
    first, last = docstring.end_lineno, test.end_lineno
    proof = dedent("".join(text.splitlines(keepends=True)[first:last]))
    marks = _marks(test, where)
    mutation = _mutation(marks, where)
    if proof.count(mutation[0]) != 1:
        raise ClaimError(
            f"{where}: the text {mutation[0]!r} of its mutation stands "
            f"{proof.count(mutation[0])} times in the proof, not once"
        )
    standing, grounds = _standing(marks, where)
    return Claim(
        path=path,
        name=test.name,
        line=test.lineno,
        sentence=sentence,
        sentence_line=docstring.lineno,
        proof=proof.strip("\n") + "\n",
        proof_lines=(first, last),
        mutation=mutation,
        standing=standing,
        grounds=grounds,
        unless=_unless(marks, where),
    )


def _marks(test: ast.FunctionDef, where: str) -> list[Mark]:
    """Return the marks that are those of a claim, and leave pytest its own."""
    found = []
    for mark in test.decorator_list:
        call = mark if isinstance(mark, ast.Call) else None
        name = ast.unparse(call.func if call else mark)
        name = name.removeprefix("pytest.mark.")
        if name not in ("mutation", *STANDINGS, "unless"):
            continue
        call = call or ast.Call(mark, [], [])
        try:
            args = [ast.literal_eval(each) for each in call.args]
            reasons = {
                each.arg: ast.literal_eval(each.value)
                for each in call.keywords
            }
            strings = [*args, *reasons.values()]
        except ValueError:
            strings = [None]
        if not all(isinstance(each, str) for each in strings):
            raise ClaimError(f"{where}: {name} takes strings, written out")
        found.append(Mark(name, tuple(args), reasons))
    return found


def _mutation(marks: list[Mark], where: str) -> tuple[str, str]:
    """Return what becomes what in the proof, so that it fails."""
    match [mark.args for mark in marks if mark.name == "mutation"]:
        case [(old, new)]:
            return old, new
    raise ClaimError(
        f"{where} has no mutation; mark it with one "
        "@pytest.mark.mutation(old, new), a change that makes it fail"
    )


def _standing(marks: list[Mark], where: str) -> tuple[str, tuple[str, ...]]:
    """Return who stands behind the sentence, and where or why."""
    found = [mark for mark in marks if mark.name in STANDINGS]
    if len(found) > 1:
        raise ClaimError(
            f"{where} is marked {' and '.join(mark.name for mark in found)}; "
            f"keep one of {', '.join(STANDINGS)}"
        )
    if not found:
        raise ClaimError(
            f"{where}: say who stands behind the sentence, by one of the "
            f"marks {', '.join(STANDINGS)}"
        )
    name, args, keywords = found[0]
    if (
        keywords
        or (name == "promised" and not args)
        or (name == "ours" and args)
    ):
        raise ClaimError(
            f"{where}: promised names where in Python's documentation; "
            "today may give a reason, and ours names nothing"
        )
    return name, args


def _unless(marks: list[Mark], where: str) -> dict[str, str]:
    """Return why the sentence does not hold, by the mode in which it fails."""
    found = {}
    for _, args, reasons in (mark for mark in marks if mark.name == "unless"):
        modes = reasons.keys() - {"before"}
        before = reasons.get("before", "0.0")
        if (
            args
            or not modes
            or not modes <= MODES.keys()
            or not all(reasons.values())
            or not re.fullmatch(r"\d+\.\d+", before)
        ):
            raise ClaimError(
                f"{where}: unless takes a reason for each mode, such as "
                "debug='...', and before='3.14' where only older ones fail; "
                f"the modes are {', '.join(MODES)}"
            )
        for mode in sorted(modes):
            key = f"{mode} {before}" if "before" in reasons else mode
            found[key] = reasons[mode]
    return found


class ClaimDirective(SphinxDirective):
    """``.. claim:: FILE::FUNCTION``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the sentence, and its proof folded below."""
        file, _, name = self.arguments[0].partition("::")
        path = CLAIMS / file
        if not path.is_file():
            raise self.error(f"there is no file tests/claims/{file}")
        self.env.note_dependency(str(path))
        try:
            found = read_claims(path)
        except ClaimError as error:
            raise self.error(str(error)) from error
        if name not in found:
            raise self.error(f"tests/claims/{file} has no test {name!r}")
        try:
            return [self._shown(found[name])]
        except ClaimError as error:
            raise self.error(str(error)) from error

    def _shown(self, claim: Claim) -> nodes.Node:
        anchor = make_id(
            self.env,
            self.state.document,
            "claim",
            claim.name.removeprefix("test_"),
        )
        result = nodes.container(classes=["claim"], ids=[anchor])
        self.env.domains.standard_domain.note_object(
            "claim", claim.title, anchor, location=self.get_location()
        )
        lines = claim.sentence.splitlines()
        places = [
            (str(claim.path), claim.sentence_line - 1 + offset)
            for offset in range(len(lines))
        ]
        sentence = nodes.container(classes=["claim-sentence"])
        content = StringList(lines, items=places)
        with switch_source_input(self.state, content):
            self.state.nested_parse(content, 0, sentence)
        permalink = nodes.reference(
            "",
            "¶",
            refid=anchor,
            reftitle="Link to this claim",
            classes=["headerlink"],
        )
        sentence.children[-1].append(permalink)
        result += sentence
        if notes := self._notes(claim):
            result += nodes.paragraph("", "", *notes, classes=["claim-notes"])
        result += fold("proof", *_proof(claim), classes=["proof"])
        return result

    def _notes(self, claim: Claim) -> list[nodes.Node]:
        """Return how far the sentence holds, as the line below it."""
        notes = []
        if claim.standing == "promised":
            notes.append(nodes.Text("Promised: "))
            for number, name in enumerate(claim.grounds):
                notes += [nodes.Text(", ")] if number else []
                notes.append(self._promise(claim, name))
            notes.append(nodes.Text(". "))
        elif claim.standing == "today":
            notes += [self._explained("So today"), nodes.Text(". ")]
            notes += [nodes.Text(f"{reason} ") for reason in claim.grounds]
        for key, reason in claim.unless.items():
            mode, _, before = key.partition(" ")
            until = f"before Python {before} " if before else ""
            notes.append(nodes.Text(f"Not {until}{MODES[mode]}: {reason}. "))
        return notes

    def _explained(self, text: str) -> nodes.Node:
        return addnodes.pending_xref(
            "",
            nodes.inline("", text),
            refdomain="std",
            reftype="ref",
            reftarget="promised-or-so-today",
            refexplicit=True,
            refwarn=True,
            refdoc=self.env.current_document.docname,
        )

    def _promise(self, claim: Claim, name: str) -> nodes.Node:
        """Return a link into Python's documentation, or to a PEP."""
        if pep := re.fullmatch(r"PEP (\d+)", name):
            number = int(pep[1])
            uri = f"https://peps.python.org/pep-{number:04}/"
            return nodes.reference("", name, refuri=uri, internal=False)
        inventory = InventoryAdapter(self.env).named_inventory["python"]
        for kind, names in inventory.items():
            if name in names and kind.startswith(("py:", "std:")):
                item = names[name]
                text = name if item.display_name == "-" else item.display_name
                node = (
                    nodes.literal if kind.startswith("py:") else nodes.inline
                )
                return nodes.reference(
                    "", "", node("", text), refuri=item.uri, internal=False
                )
        raise ClaimError(
            f"{claim.location}: {claim.name}: Python's documentation has no "
            f"{name!r}; promised takes an object, a label or a PEP"
        )


def _proof(claim: Claim) -> list[nodes.Node]:
    old, new = claim.mutation
    return [
        nodes.literal_block(
            claim.proof,
            claim.proof,
            source=str(claim.path),
            language="python",
        ),
        nodes.paragraph(
            "",
            "",
            nodes.literal("", claim.location),
            nodes.Text(" fails when "),
            nodes.literal("", old),
            nodes.Text(" becomes "),
            nodes.literal("", new),
            nodes.Text("."),
            classes=["mutation"],
        ),
    ]


def forget(app: Sphinx, env: BuildEnvironment, names: list[str]) -> None:
    """Forget the claims of all pages that will be read.

    Sphinx does so page by page: a claim that moves to a page which is read
    earlier would stand on both for a while.
    """
    for name in names:
        env.domains.standard_domain.clear_doc(name)


def setup(app: Sphinx) -> dict:
    """Register the directives and the role."""
    app.add_object_type(
        "claim", "claim", objname="claim", ref_nodeclass=nodes.inline
    )
    app.connect("env-before-read-docs", forget)
    app.add_directive_to_domain("std", "claim", ClaimDirective, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
