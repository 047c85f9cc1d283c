"""The site in a real Chromium: for every reader, in every view."""

import http
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from views import ALL_VIEWS, NARROW, SEEN, WIDE, view

import recordings

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip(
    "playwright.sync_api", reason="browser tests need Playwright: make test"
).expect

PAGES = sorted(
    path.relative_to(recordings.ROOT / "docs").with_suffix(".html").as_posix()
    for path in (recordings.ROOT / "docs").rglob("*.rst")
)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "page", [pytest.param(view(NARROW, "light"), id="360")], indirect=True
)
def test_page_is_for_every_reader(
    page: "Page",
    address: str,
    name: str,
    violations: list[str],
    check_accessible: Callable,
) -> None:
    """Find no violation of WCAG 2.2 AA, with every fold open, in both themes
    and widths; at 360 px only code scrolls, in its own box; and the page asks
    nobody else.

    All of that of one load, because loading is what takes long. What a theme
    and a width cannot change is looked at once.
    """
    _check_requests(page, address, name, violations)
    _unfold(page)
    # In Furo the content scrolls, not the document.
    widths = page.evaluate(
        "[...document.querySelectorAll('html, body, .content')]"
        ".map(element => element.scrollWidth)"
    )
    assert max(widths) <= NARROW
    check_accessible(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": WIDE, "height": 800})
    check_accessible(page, rules=SEEN)


@pytest.mark.parametrize("page", ALL_VIEWS, indirect=True)
def test_one_page_is_accessible_in_every_view(
    page: "Page", address: str, check_accessible: Callable
) -> None:
    """The page with one of everything, with all rules."""
    page.goto(f"{address}learn/tasks.html")
    _unfold(page)
    check_accessible(page)


def test_search_asks_nobody_else_and_breaks_no_policy(
    page: "Page", address: str, violations: list[str]
) -> None:
    """It has no source, and is not among the pages."""
    _check_requests(page, address, "search.html", violations)


def _check_requests(
    page: "Page", address: str, name: str, violations: list[str]
) -> None:
    """Open a page: every request goes to the site and succeeds, and no script
    is refused.
    """
    requested, failed = [], []
    page.on("request", lambda request: requested.append(request.url))
    page.on(
        "response",
        lambda response: (
            failed.append(response.url)
            if response.status >= http.HTTPStatus.BAD_REQUEST
            else None
        ),
    )
    page.goto(address + name)
    page.wait_for_load_state("networkidle")
    assert [url for url in requested if not url.startswith(address)] == []
    assert failed == []
    # The icons of Furo carry style attributes, which only tint and hide.
    assert set(violations) <= {"style-src-attr"}


def _unfold(page: "Page") -> None:
    page.evaluate(
        "document.querySelectorAll('details').forEach(d => d.open = true)"
    )


GATHER = (recordings.EXAMPLES / "learn/tasks/gather.py").read_text("utf-8")


@pytest.mark.parametrize(
    "page", [{"permissions": ["clipboard-read"]}], indirect=True
)
@pytest.mark.parametrize(
    ("name", "block", "text"),
    [
        pytest.param(
            "learn/tasks.html",
            "#example-gather",
            GATHER[GATHER.index("import") :],
            id="code without line numbers",
        ),
        pytest.param(
            "reference/how-this-is-verified.html",
            ".highlight-console",
            "make html\n",
            id="command without prompt",
        ),
    ],
)
def test_copy_button_copies_the_code_alone(
    page: "Page", address: str, name: str, block: str, text: str
) -> None:
    """It copies what one would type; output has no button."""
    page.goto(address + name)
    found = page.locator(block).first
    found.hover()
    found.locator("button.copybtn").click()
    page.wait_for_selector(".copybtn.success")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.rstrip() == text.rstrip()
    assert page.locator(".recording button.copybtn").count() == 0


def test_chosen_theme_is_kept(page: "Page", address: str) -> None:
    """The button changes the theme, and the next page has it, too."""
    page.goto(f"{address}learn/tasks.html")
    toggle = page.locator(".theme-toggle-content button")
    before = page.evaluate("document.body.dataset.theme")
    toggle.click()
    chosen = page.evaluate("document.body.dataset.theme")
    assert chosen != before
    page.goto(f"{address}learn/await.html")
    assert page.evaluate("document.body.dataset.theme") == chosen


def test_proof_unfolds_by_keyboard(page: "Page", address: str) -> None:
    """A reader without a mouse opens a proof."""
    page.goto(f"{address}learn/tasks.html")
    summary = page.locator(".proof summary").first
    summary.focus()
    assert not page.locator(".proof pre").first.is_visible()
    page.keyboard.press("Enter")
    assert page.locator(".proof pre").first.is_visible()


def test_claim_can_be_linked_to(page: "Page", address: str) -> None:
    """The address of a claim leads to it, from the list of claims too."""
    page.goto(f"{address}reference/claims.html")
    page.locator("a[href$='#claim-gather_keeps_the_order']").click()
    page.wait_for_url("**/learn/tasks.html#claim-gather_keeps_the_order")
    expect(page.locator(":target")).to_be_in_viewport()


def test_search_finds_a_word(page: "Page", address: str) -> None:
    """Search works under the policy."""
    page.goto(f"{address}index.html")
    page.locator("input.sidebar-search").fill("backpressure")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results li a[href*='queues']")


@pytest.mark.parametrize(
    "page", [{"java_script_enabled": False}], indirect=True
)
def test_page_reads_without_javascript(page: "Page", address: str) -> None:
    """Everything is there; only search, copying and the theme are not."""
    page.goto(f"{address}learn/coroutines.html")
    page.locator(".recording .answer > summary").click()
    assert page.locator(".recording .answer pre").first.is_visible()
    page.locator(".proof summary").first.click()
    assert page.locator(".proof pre").first.is_visible()
