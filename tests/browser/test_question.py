"""Questions, in a real Chromium."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from views import ALL_VIEWS, WIDE, view

import recordings

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

expect = pytest.importorskip(
    "playwright.sync_api", reason="browser tests need Playwright: make test"
).expect


def _asking() -> list[tuple[str, str, str]]:
    """Return what prints most, its page, its question; and all others."""
    docs = recordings.ROOT / "docs"
    found = []
    for path in sorted(docs.rglob("*.rst")):
        page = path.relative_to(docs).with_suffix(".html").as_posix()
        for name, question in re.findall(
            r"\.\. recording:: (\S+)\n +:fold: (.*)", path.read_text("utf-8")
        ):
            out = (recordings.EXAMPLES / name).with_suffix(".out")
            found.append((out.read_text("utf-8"), page, question))
    return sorted(found, key=lambda each: -each[0].count("\n"))


(PRINTED, PAGE, QUESTION), *OTHERS = _asking()
OTHER_PAGE = next(page for _, page, _ in OTHERS if page != PAGE)
LINES = PRINTED.splitlines()
WIDE_ONLY = pytest.mark.parametrize(
    "page", [view(WIDE, "light")], indirect=True
)


def _question(page: "Page", address: str) -> "Locator":
    """Open the page and return its question."""
    page.goto(address + PAGE)
    return page.locator(".recording", has_text=QUESTION).first


def _guess(question: "Locator", text: str) -> list[list[str]]:
    """Compare a guess; return kind and text of each line."""
    question.get_by_label("Your guess at what it prints").fill(text)
    question.get_by_role("button", name="Compare").click()
    return question.locator("li").evaluate_all(
        "items => items.map(item => [item.className,"
        " item.lastElementChild.textContent])"
    )


def _verdict(question: "Locator") -> str:
    return question.locator(".guess").get_by_role("status").inner_text()


@WIDE_ONLY
def test_answer_is_folded_until_asked_for(page: "Page", address: str) -> None:
    """The reader is asked first; "Show me" unfolds, and moves the focus."""
    question = _question(page, address)
    assert question.get_by_text(QUESTION).is_visible()
    assert not question.locator("details.question").is_visible()
    assert not question.get_by_text(LINES[0]).first.is_visible()
    question.get_by_role("button", name="Show me").click()
    assert question.locator(".stdout").is_visible()
    assert question.locator("figure.timeline").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "The answer"
    assert not question.get_by_role("button", name="Show me").is_visible()
    assert question.locator("li").count() == 0


@WIDE_ONLY
@pytest.mark.parametrize(
    "guess",
    [
        pytest.param(PRINTED, id="as printed"),
        pytest.param("\n \n  " + "  \n\t".join(LINES) + "\n\n", id="blanks"),
        pytest.param("\r\n".join(LINES), id="other line ends"),
    ],
)
def test_right_guess(page: "Page", address: str, guess: str) -> None:
    """Blank space around lines does not matter."""
    question = _question(page, address)
    assert _guess(question, guess) == [["right", line] for line in LINES]
    count = len(LINES)
    assert _verdict(question) == f"All is right: {count} lines of {count}."
    assert question.locator(".stdout").is_visible()
    signs = question.locator("li > span:first-child").all_inner_texts()
    assert signs == ["✓ right"] * count


@WIDE_ONLY
@pytest.mark.parametrize(
    ("guess", "expected", "verdict"),
    [
        pytest.param(
            [*LINES[:-1], "more"],
            [["right", line] for line in LINES[:-1]]
            + [["extra", "more"], ["missing", LINES[-1]]],
            f"{len(LINES) - 1} of {len(LINES)} lines right, 1 missing, "
            "1 extra.",
            id="one wrong",
        ),
        pytest.param(
            LINES[1:],
            [["missing", LINES[0]]] + [["right", line] for line in LINES[1:]],
            f"{len(LINES) - 1} of {len(LINES)} lines right, 1 missing.",
            id="one missing",
        ),
        pytest.param(
            [LINES[0], "", *LINES[1:]],
            [["right", LINES[0]], ["extra", "blank line"]]
            + [["right", line] for line in LINES[1:]],
            f"{len(LINES)} of {len(LINES)} lines right, 1 extra.",
            id="blank line inside",
        ),
        pytest.param(
            [LINES[1], LINES[0], *LINES[2:]],
            None,
            "Each line is right, but not their order.",
            id="order",
        ),
        pytest.param(
            ["Überraschung ☕ 🥐", "<b>&amp;</b>"],
            [["extra", "Überraschung ☕ 🥐"], ["extra", "<b>&amp;</b>"]]
            + [["missing", line] for line in LINES],
            f"0 of {len(LINES)} lines right, {len(LINES)} missing, 2 extra.",
            id="beyond ASCII",
        ),
        pytest.param(
            [line.upper() for line in LINES],
            None,
            f"0 of {len(LINES)} lines right, {len(LINES)} missing, "
            f"{len(LINES)} extra.",
            id="letter case",
        ),
        pytest.param(
            ["x"] * 510,
            None,
            f"0 of {len(LINES)} lines right, {len(LINES)} missing, 500 extra.",
            id="far too long",
        ),
    ],
)
def test_wrong_guess(
    page: "Page",
    address: str,
    guess: list[str],
    expected: list | None,
    verdict: str,
) -> None:
    """Each line is told to be right, missing or extra."""
    question = _question(page, address)
    found = _guess(question, "\n".join(guess))
    if expected:
        assert found == expected
    assert _verdict(question) == verdict
    shown = [line for kind, line in found if kind != "extra"]
    assert shown == LINES


@WIDE_ONLY
def test_empty_guess(page: "Page", address: str) -> None:
    """Nothing to compare, so nothing is given away."""
    question = _question(page, address)
    assert _guess(question, " \n ") == []
    expected = "Write your guess first, or choose Show me."
    assert _verdict(question) == expected
    assert not question.locator("details.question").is_visible()
    assert page.evaluate("document.activeElement.localName") == "textarea"


@WIDE_ONLY
def test_by_keyboard_and_once_more(page: "Page", address: str) -> None:
    """Tab leads on from the guess; the focus stays where one compares."""
    question = _question(page, address)
    question.get_by_label("Your guess at what it prints").focus()
    page.keyboard.type(LINES[0])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert _verdict(question).startswith(f"1 of {len(LINES)} lines right")
    assert page.evaluate("document.activeElement.textContent") == "Compare"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+End")
    page.keyboard.type("\n" + "\n".join(LINES[1:]))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert _verdict(question).startswith("All is right")


@WIDE_ONLY
def test_guess_survives_a_reload(page: "Page", address: str) -> None:
    """In this browser only, and each question has its own."""
    sent = []
    question = _question(page, address)
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: sent.append(request.url))
    _guess(question, "ein Tee ☕")
    assert sent == []
    question = _question(page, address)
    guess = question.get_by_label("Your guess at what it prints")
    assert guess.input_value() == "ein Tee ☕"
    assert not question.locator("details.question").is_visible()
    page.goto(address + OTHER_PAGE)
    assert page.locator(".guess textarea").first.input_value() == ""
    question = _question(page, address)
    question.get_by_label("Your guess at what it prints").fill("")
    question = _question(page, address)
    guess = question.get_by_label("Your guess at what it prints")
    assert guess.input_value() == ""
    assert page.evaluate("Object.keys(localStorage)") == []


@WIDE_ONLY
@pytest.mark.parametrize("method", ["getItem", "setItem", "both"])
def test_storage_forbidden(
    page: "Page", address: str, violations: list[str], method: str
) -> None:
    """The guess is not kept, and all else works."""
    methods = ["getItem", "setItem"] if method == "both" else [method]
    for each in methods:
        page.add_init_script(
            f"Storage.prototype.{each} = function (key) {{"
            " if (key.startsWith('guess')) throw new Error('forbidden');"
            " return null; }"
        )
    question = _question(page, address)
    assert _guess(question, PRINTED) == [["right", line] for line in LINES]
    assert set(violations) <= {"style-src-attr"}


@pytest.mark.parametrize("page", ALL_VIEWS, indirect=True)
def test_question_is_accessible(
    page: "Page",
    address: str,
    check_accessible: Callable,
    violations: list[str],
) -> None:
    """Before and after; it breaks no policy and widens no page."""
    question = _question(page, address)
    page.wait_for_load_state("networkidle")
    before = len(violations)
    check_accessible(page)
    _guess(question, f"{LINES[0]}\n{'wide' * 60}")
    check_accessible(page)
    assert violations[before:] == []
    widths = page.evaluate(
        "[...document.querySelectorAll('html, body, .content')]"
        ".map(element => element.scrollWidth)"
    )
    assert max(widths) <= page.viewport_size["width"]


@pytest.mark.parametrize(
    "page", [{"java_script_enabled": False}], indirect=True
)
def test_without_javascript(page: "Page", address: str) -> None:
    """It is a fold, with the question on it and no room for a guess."""
    question = _question(page, address)
    assert question.locator("textarea").count() == 0
    assert question.bounding_box()["height"] < 60
    question.get_by_text(QUESTION).click()
    assert question.locator(".stdout").is_visible()


@WIDE_ONLY
@pytest.mark.parametrize("way", ["Compare", "Show me", "link", "run"])
def test_what_explains_the_answer_waits_for_it(
    page: "Page", address: str, way: str
) -> None:
    """It would give the answer away."""
    page.goto(f"{address}learn/cancellation.html")
    about = page.locator(".afterwards").first
    card = about.locator("xpath=preceding-sibling::*[1]")
    claim = about.locator(".claim").first
    expect(about).to_be_hidden()
    expect(claim).to_be_hidden()
    if way == "Compare":
        _guess(card, "no idea")
    elif way == "Show me":
        card.get_by_role("button", name="Show me").click()
    elif way == "link":
        page.goto(f"{page.url}#{claim.get_attribute('id')}")
        expect(claim).to_be_in_viewport()
    else:
        card.evaluate(
            "card => card.dispatchEvent(new Event('timeline-added'))"
        )
    expect(about).to_be_visible()
    expect(page.locator(".afterwards").nth(1)).to_be_hidden()


@pytest.mark.parametrize(
    "page", [{"java_script_enabled": False}], indirect=True
)
def test_explanation_needs_no_javascript(page: "Page", address: str) -> None:
    """Nothing is hidden but what is folded."""
    page.goto(f"{address}learn/cancellation.html")
    for about in page.locator(".afterwards").all():
        expect(about).to_be_visible()
