"""The site in a real Chromium, served with a strict policy.

It is served from this machine alone.
"""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "
    "style-src 'self'; worker-src 'self'; "
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
NEEDS = "browser tests need Playwright: make test"


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
def chromium() -> Iterator["Browser"]:
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
    playwright = pytest.importorskip("playwright.sync_api", reason=NEEDS)
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
    request: pytest.FixtureRequest, chromium: "Browser"
) -> Iterator["Page"]:
    """Open a page; ``indirect`` parameters are those of the context."""
    context = chromium.new_context(**getattr(request, "param", {}))
    yield context.new_page()
    context.close()


@pytest.fixture
def check_accessible() -> Callable[..., None]:
    """Return what fails where a page violates WCAG 2.2 AA, or some rules."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason=NEEDS
    )

    def check(page: "Page", rules: list[str] | None = None) -> None:
        only = (
            {"type": "rule", "values": rules}
            if rules
            else {"type": "tag", "values": WCAG}
        )
        # To describe each element that is right would take half of the time.
        options = {"runOnly": only, "resultTypes": ["violations"]}
        # The head stays in sight; elsewhere it may lie on half a button.
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        found = axe.Axe().run(page, options=options)
        assert found.violations_count == 0, found.generate_report()

    return check


@pytest.fixture
def violations(page: "Page") -> list[str]:
    """Return a list that gathers what the policy refuses, and errors."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    # A lambda, because Playwright cannot take the method of a list.
    page.expose_function("noteViolation", lambda name: found.append(name))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', event =>"
        " noteViolation(event.effectiveDirective))"
    )
    return found
