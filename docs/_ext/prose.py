"""Lists sentences that say how something behaves, without a proof.

``make prose`` runs this as a builder: a help for whoever reviews a page, not a
test. A sentence counts where it has a verb of behaviour, and is no claim, has
no link to one, and neither asks nor tells the reader what to do. A sentence
directly below a recording may say what one sees there; it is marked ``seen?``.
"""

import re
from collections.abc import Iterator
from os.path import relpath
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.dummy import DummyBuilder
from sphinx.util.nodes import get_node_line

# Regular verbs, and the forms of the others; a base form comes first.
REGULAR = """
    accept acquire add allow answer appear arrive await block call cancel
    carry catch change check clean clear close collect complete connect
    contain continue convert crash create defer delay deliver depend
    destroy die discard disappear drop empty end enter exit expect expire
    fail fill finish flush follow free freeze guarantee hand handle happen
    ignore interrupt join jump kill last leak limit move notice notify obey
    occur overlap own pass pause pick poll print promise propagate protect
    queue raise reach react refuse release remain remember remove repeat
    replace report reset resume retry return schedule serve share shield
    skip start stay step stop store succeed suspend swallow switch vanish
    wait warn wrap yield
"""
IRREGULAR = """
    begin begins began begun; become becomes became; break breaks broke
    broken; come comes came; fall falls fell; forget forgets forgot
    forgotten; get gets got; give gives gave given; go goes went gone; grow
    grows grew grown; hang hangs hung; hear hears heard; hold holds held;
    keep keeps kept; leave leaves left; let lets; lose loses lost; put
    puts; read reads; run runs ran; send sends sent; set sets; shut shuts;
    sleep sleeps slept; take takes took taken; tell tells told; throw
    throws threw thrown; wake wakes woke woken; write writes wrote written
"""


def _regular(base: str) -> str:
    """Return a pattern for the forms of a regular verb, but not its -ing."""
    stem = re.escape(base.removesuffix("e").removesuffix("y"))
    ending = r"(?:e|es|ed|s)?" if base.endswith("e") else r"(?:e?s|ed|\wed)?"
    return stem + (r"(?:y|ies|ied|ys|yed)" if base[-1] == "y" else ending)


def _alternatives(patterns: list[str]) -> str:
    return rf"\b(?:{'|'.join(patterns)})\b"


IRREGULARS = [forms.split() for forms in IRREGULAR.split(";")]
NOUNS_FOLLOW = "a an each every its no of one own the this"
OTHER_ADVICE = """
    ask build choose click compare copy count edit find guess have install
    learn look make mind note open press prefer record say see show think
    treat try turn type use
"""
# After an article and its like it is a noun: "the call", "a run", "no end".
BEHAVES = re.compile(
    "".join(rf"(?<!\b{each} )(?<!\b{each}\n)" for each in NOUNS_FOLLOW.split())
    + _alternatives(
        [_regular(base) for base in REGULAR.split()]
        + [form for forms in IRREGULARS for form in forms]
    ),
    re.IGNORECASE,
)
# "Then put it there", "Never await it", "Do not wait": advice, or a direction.
TELLS = re.compile(
    r"[\W_]*(?:(?:and|but|then|so|now|first|also|instead|always|never|only"
    r"|still|otherwise|rather|next|or|please)[\s,:]+)*(?:do\s+not\s+)?"
    + _alternatives(
        REGULAR.split()
        + [forms[0] for forms in IRREGULARS]
        + OTHER_ADVICE.split()
    ),
    re.IGNORECASE,
)
SENTENCE = re.compile(r"\S.*?(?:[.!?:]['\")\]]*(?=\s+\S)|\Z)", re.DOTALL)
# Paragraphs that are none of the author's.
MADE = {"recording-label", "example-head", "claim-notes", "mutation"}
# What holds other sentences than those of the page's prose.
PROVEN = {"claim", "example"}
LINKED = "\N{WHITE HEAVY CHECK MARK}"


class Sentence(NamedTuple):
    """A sentence that says how something behaves, and where it stands."""

    source: str
    line: int
    text: str
    is_below_recording: bool

    def __str__(self) -> str:
        """Return it as one line that an editor can jump to."""
        seen = " seen?" if self.is_below_recording else ""
        return f"{self.source}:{self.line}:{seen} {self.text}"


def unproven(doctree: nodes.document, root: Path) -> Iterator[Sentence]:
    """Yield the sentences of a page that need a proof or a recording."""
    for paragraph in doctree.findall(nodes.paragraph):
        if MADE.intersection(paragraph["classes"]) or _is_proven(paragraph):
            continue
        first = get_node_line(paragraph) or 0
        text, checked = paragraph.astext(), _checked(paragraph)
        for found in SENTENCE.finditer(checked):
            words = found[0]
            if (
                not words.rstrip("'\")]").endswith("?")
                and LINKED not in words
                and BEHAVES.search(words)
                and not TELLS.match(words)
            ):
                yield Sentence(
                    relpath(paragraph.source or "", root),
                    first + checked.count("\n", 0, found.start()),
                    " ".join(text[slice(*found.span())].split()),
                    _is_below_recording(paragraph),
                )


def _checked(paragraph: nodes.paragraph) -> str:
    """Return the text, as long as it is, in which code is no word, and what
    links to a claim is marked.
    """
    parts = []
    for text in paragraph.findall(nodes.Text):
        above = list(_ancestors(text))
        if any(node.get("reftype") == "claim" for node in above):
            parts.append(LINKED * len(text))
        elif any(isinstance(node, nodes.literal) for node in above):
            parts.append("_" * len(text))
        else:
            parts.append(text)
    return "".join(parts)


def _is_proven(paragraph: nodes.paragraph) -> bool:
    return any(
        PROVEN.intersection(n["classes"]) for n in _ancestors(paragraph)
    )


def _is_below_recording(paragraph: nodes.paragraph) -> bool:
    above = paragraph.parent[: paragraph.parent.index(paragraph)]
    inside = any("recording" in n["classes"] for n in _ancestors(paragraph))
    return inside or bool(
        above and "recording" in above[-1].get("classes", ())
    )


def _ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    while (node := node.parent) is not None:
        yield node


class ProseBuilder(DummyBuilder):
    """Prints the list, and a count for each page and for all."""

    name = "prose"
    epilog = ""

    def finish(self) -> None:
        """Print what every page has, whether it has changed or not."""
        counts = []
        for page in sorted(self.env.found_docs):
            found = list(
                unproven(self.env.get_doctree(page), Path(self.app.confdir))
            )
            for sentence in found:
                print(sentence)
            below = sum(each.is_below_recording for each in found)
            counts.append((len(found), below, page))
        print(f"\n{'all':>5} {'seen?':>5}  page")
        for number, below, page in counts:
            print(f"{number:5} {below:5}  {page}")
        print(
            f"{sum(number for number, *_ in counts):5} "
            f"{sum(below for _, below, _ in counts):5}  in all"
        )


def setup(app: Sphinx) -> dict:
    """Register the builder."""
    app.add_builder(ProseBuilder)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
