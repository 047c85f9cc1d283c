"""``make prose`` finds the sentences about behaviour that nothing proves."""

from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from sphinx import addnodes

import prose


def _found(text: str) -> list[prose.Sentence]:
    page = publish_doctree(text, source_path="/project/docs/page.rst")
    return list(prose.unproven(page, Path("/project")))


@pytest.mark.parametrize(
    "sentence",
    [
        "A task that ends wakes its waiter.",
        "The loop has called it.",
        "It carried on, and nobody stopped it.",
        "The queue grows until the memory is full.",
        "What the guest left, nobody gets:",
    ],
)
def test_behaviour_is_listed(sentence: str) -> None:
    """A sentence with a verb of behaviour is found, and where it stands."""
    found = _found(f"Title\n=====\n\nHere is a\nqueue. {sentence}")
    assert [str(each) for each in found] == [f"docs/page.rst:5: {sentence}"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Who wakes the waiter?",
        "Then put it into a group, and wait.",
        "Do not cancel it.",
        "A task is an object.",
        "Here is the call that matters.",
        "This is ``wait``.",
    ],
)
def test_questions_advice_and_names_are_not(sentence: str) -> None:
    """Nothing is said there that a program could refute."""
    assert _found(sentence) == []


def test_claims_and_what_links_to_them_are_not() -> None:
    """A proof stands behind both."""
    page = publish_doctree("It waits. Then x it ends.\n\nIt wakes the task.")
    first, second = page.findall(nodes.paragraph)
    link = addnodes.pending_xref("", nodes.Text("x"), reftype="claim")
    before, after = first.astext().split("x")
    first[:] = [nodes.Text(before), link, nodes.Text(after)]
    page.remove(second)
    page += nodes.container("", second, classes=["claim"])
    found = list(prose.unproven(page, Path("/")))
    assert [each.text for each in found] == ["It waits."]


def test_what_stands_below_a_recording_is_marked() -> None:
    """There a reader may see that it is true."""
    text = ".. container:: recording\n\n   1\n\nIt waits.\n\nIt ends."
    found = _found(text)
    assert [each.is_below_recording for each in found] == [True, False]
