"""The site in a real Chromium: for every reader, in every view.

It is served with a strict Content-Security-Policy, and from this machine
alone.
"""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import recordings

playwright = pytest.importorskip(
    "playwright.sync_api", reason="browser tests need Playwright: make test"
)
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'"
)
# Without these, Chromium talks to its maker in the background.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = sorted(
    path.relative_to(recordings.ROOT / "docs").with_suffix(".html").as_posix()
    for path in (recordings.ROOT / "docs").rglob("*.rst")
)
WIDE, NARROW = 1280, 360


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serve files with the policy, and in silence."""

    def end_headers(self) -> None:
        """Add the policy to each answer."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *arguments) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the site, and return its address."""
    handler = functools.partial(Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator["playwright.Browser"]:
    """Start the Chromium of this machine, or the one of Playwright."""
    path = os.environ.get("CHROMIUM") or next(
        filter(
            None,
            map(
                shutil.which,
                ["chromium", "chromium-browser", "google-chrome"],
            ),
        ),
        None,
    )
    with playwright.sync_playwright() as started:
        if not path and not Path(started.chromium.executable_path).exists():
            if os.environ.get("CI"):
                pytest.fail("CI must have a Chromium")
            pytest.skip("browser tests need a Chromium, and none was found")
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = started.chromium.launch(
            executable_path=path, args=QUIET, chromium_sandbox=not root
        )
        yield browser
        browser.close()


@pytest.fixture
def page(
    request: pytest.FixtureRequest, chromium: "playwright.Browser"
) -> Iterator["playwright.Page"]:
    """Open a page; ``indirect`` parameters are those of the context."""
    context = chromium.new_context(**getattr(request, "param", {}))
    yield context.new_page()
    context.close()


def _view(width: int, scheme: str) -> dict:
    return {
        "viewport": {"width": width, "height": 800},
        "color_scheme": scheme,
    }


# Both themes and both widths; what the other two pairs would add is tested on
# one page that has one of everything.
VIEWS = [
    pytest.param(_view(NARROW, "light"), id="light-360"),
    pytest.param(_view(WIDE, "dark"), id="dark-1280"),
]
OTHER_VIEWS = [
    pytest.param(_view(WIDE, "light"), id="light-1280"),
    pytest.param(_view(NARROW, "dark"), id="dark-360"),
]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("page", VIEWS, indirect=True)
def test_page_is_accessible(
    page: "playwright.Page", address: str, name: str
) -> None:
    """Find no violation of WCAG 2.2 AA, with every fold open."""
    _check(page, address + name)


@pytest.mark.parametrize("page", OTHER_VIEWS, indirect=True)
def test_one_page_is_accessible_in_the_other_views(
    page: "playwright.Page", address: str
) -> None:
    """The page with one of everything, in the two pairs left out above."""
    _check(page, f"{address}learn/tasks.html")


def _open_unfolded(page: "playwright.Page", address: str) -> None:
    page.goto(address)
    page.evaluate(
        "document.querySelectorAll('details').forEach(d => d.open = true)"
    )


def _check(page: "playwright.Page", address: str) -> None:
    _open_unfolded(page, address)
    rules = {"runOnly": {"type": "tag", "values": WCAG}}
    found = axe.Axe().run(page, options=rules)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "page", [pytest.param(_view(NARROW, "light"), id="360")], indirect=True
)
def test_page_does_not_scroll_sideways(
    page: "playwright.Page", address: str, name: str
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
    page: "playwright.Page", address: str, name: str
) -> None:
    """Every request goes to the site and succeeds; no script is refused."""
    requested, failed, errors, violations = [], [], [], []
    page.on("request", lambda request: requested.append(request.url))
    page.on(
        "response",
        lambda response: (
            failed.append(response.url)
            if response.status >= http.HTTPStatus.BAD_REQUEST
            else None
        ),
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    # A lambda, because Playwright cannot take the method of a list.
    page.expose_function("noteViolation", lambda name: violations.append(name))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', event =>"
        " noteViolation(event.effectiveDirective))"
    )
    page.goto(address + name)
    page.wait_for_load_state("networkidle")
    assert [url for url in requested if not url.startswith(address)] == []
    assert failed == []
    assert errors == []
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
            ".example",
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
    page: "playwright.Page", address: str, name: str, block: str, text: str
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


def test_chosen_theme_is_kept(page: "playwright.Page", address: str) -> None:
    """The button changes the theme, and the next page has it, too."""
    page.goto(f"{address}learn/tasks.html")
    toggle = page.locator(".theme-toggle-content button")
    before = page.evaluate("document.body.dataset.theme")
    toggle.click()
    chosen = page.evaluate("document.body.dataset.theme")
    assert chosen != before
    page.goto(f"{address}learn/await.html")
    assert page.evaluate("document.body.dataset.theme") == chosen


def test_proof_unfolds_by_keyboard(
    page: "playwright.Page", address: str
) -> None:
    """A reader without a mouse opens a proof."""
    page.goto(f"{address}learn/tasks.html")
    summary = page.locator(".proof summary").first
    summary.focus()
    assert not page.locator(".proof pre").first.is_visible()
    page.keyboard.press("Enter")
    assert page.locator(".proof pre").first.is_visible()


def test_claim_can_be_linked_to(page: "playwright.Page", address: str) -> None:
    """The address of a claim leads to it, from the list of claims too."""
    page.goto(f"{address}reference/claims.html")
    page.locator("a[href$='#claim-gather_keeps_the_order']").click()
    page.wait_for_url("**/learn/tasks.html#claim-gather_keeps_the_order")
    page.wait_for_function(
        "() => { const claim = document.querySelector(':target');"
        " const { top } = claim.getBoundingClientRect();"
        " return 0 <= top && top < innerHeight; }"
    )


def test_search_finds_a_word(page: "playwright.Page", address: str) -> None:
    """Search works under the policy."""
    page.goto(f"{address}index.html")
    page.locator("input.sidebar-search").fill("backpressure")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results li a[href*='queues']")


@pytest.mark.parametrize(
    "page", [{"java_script_enabled": False}], indirect=True
)
def test_page_reads_without_javascript(
    page: "playwright.Page", address: str
) -> None:
    """Everything is there; only search, copying and the theme are not."""
    page.goto(f"{address}learn/coroutines.html")
    page.locator(".recording .answer > summary").click()
    assert page.locator(".recording .answer pre").first.is_visible()
    page.locator(".proof summary").first.click()
    assert page.locator(".proof pre").first.is_visible()
