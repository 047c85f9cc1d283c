"""The site in a real Chromium: for every reader, in every view."""

import http
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from views import NARROW, OTHER_VIEWS, VIEWS, view

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
@pytest.mark.parametrize("page", VIEWS, indirect=True)
def test_page_is_accessible(
    page: "Page",
    address: str,
    name: str,
    check_accessible: Callable,
) -> None:
    """Find no violation of WCAG 2.2 AA, with every fold open."""
    _open_unfolded(page, address + name)
    check_accessible(page)


@pytest.mark.parametrize("page", OTHER_VIEWS, indirect=True)
def test_one_page_is_accessible_in_the_other_views(
    page: "Page", address: str, check_accessible: Callable
) -> None:
    """The page with one of everything, in the two pairs left out above."""
    _open_unfolded(page, f"{address}learn/tasks.html")
    check_accessible(page)


def _open_unfolded(page: "Page", address: str) -> None:
    page.goto(address)
    page.evaluate(
        "document.querySelectorAll('details').forEach(d => d.open = true)"
    )


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "page", [pytest.param(view(NARROW, "light"), id="360")], indirect=True
)
def test_page_does_not_scroll_sideways(
    page: "Page", address: str, name: str
) -> None:
    """At 360 px only code scrolls, in its own box."""
    _open_unfolded(page, address + name)
    # In Furo the content scrolls, not the document.
    widths = page.evaluate(
        "[...document.querySelectorAll('html, body, .content')]"
        ".map(element => element.scrollWidth)"
    )
    assert max(widths) <= NARROW


@pytest.mark.parametrize("name", [*PAGES, "search.html"])
def test_page_asks_nobody_else_and_breaks_no_policy(
    page: "Page", address: str, name: str, violations: list[str]
) -> None:
    """Every request goes to the site and succeeds; no script is refused."""
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
