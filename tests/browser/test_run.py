"""Editing and running examples in the page, and all that can go wrong."""

import json
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from views import NARROW, WIDE

import recordings
import run_example
import running
from recordings import NEVER, Example, Recording, load_events
from timeline import figure

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

needs_playwright = pytest.importorskip(
    "playwright.sync_api", reason="browser tests need Playwright: make test"
)
expect = needs_playwright.expect

# Loading Python may take so long on a busy machine, in milliseconds; and a
# test, in seconds.
PATIENCE = 120_000
pytestmark = pytest.mark.timeout(400)
HELP = ' <a href="help">Help</a>'
RUNNABLE = [
    example
    for example in recordings.all_examples()
    if not running.hindrance(example)
]
ONE = "#example-gather"
LONG = "import itertools\nprint('before')\nsum(itertools.repeat(1))\n"

# What is kept: the snapshot, as a cache and a name in it; the files.
SNAPSHOT = """
async () => {
  for (const name of await caches.keys()) {
    for (const key of await (await caches.open(name)).keys()) {
      if (key.url.endsWith("snapshot")) return [name, key.url];
    }
  }
}
"""
# The names of all that is kept.
KEPT = """
async () => {
  const names = [];
  for (const name of await caches.keys()) {
    for (const key of await (await caches.open(name)).keys()) {
      names.push(new URL(key.url).pathname);
    }
  }
  return names.sort();
}
"""
ACTIVE = """
async () => Boolean(
  (await navigator.serviceWorker.getRegistration("../_static/"))?.active)
"""
# Ask a worker, such as the page has, for the run of each program.
ASK = """
async ([folder, requests]) => {
  const about = await (await fetch(`${folder}python.json`)).json();
  const worker = new Worker(
    `${folder}worker.js?v=${about.version}&pyodide=${about.pyodide}`,
    { type: "module" },
  );
  const answers = [], phases = [];
  await new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.phase) phases.push(data.phase);
      if (data.failed) reject(new Error(data.failed));
      if (data.done && answers.push(data.done) === requests.length) resolve();
    };
    worker.onerror = (event) => reject(new Error(event.message));
    for (const request of requests) worker.postMessage(request);
  });
  worker.terminate();
  return { answers, phases };
}
"""


@pytest.fixture(scope="module", autouse=True)
def _pyodide() -> None:
    """Skip where the site was built without Pyodide; but fail in CI."""
    if running.PYODIDE.exists():
        return
    lacking = "running examples in the page needs Pyodide: make test"
    if os.environ.get("CI"):
        pytest.fail(lacking, pytrace=False)
    pytest.skip(lacking)


@pytest.fixture(scope="module")
def shared(chromium: "Browser", address: str) -> Iterator["BrowserContext"]:
    """Return a browser that has loaded Python once, and has kept it."""
    context = chromium.new_context(
        permissions=["clipboard-read", "clipboard-write"]
    )
    desk = Desk(context.new_page(), address).open()
    assert "ran in your browser" in desk.run()
    for kept in SNAPSHOT, ACTIVE:
        deadline = time.monotonic() + PATIENCE / 1000
        while not desk.page.evaluate(kept):
            assert time.monotonic() < deadline, "nothing was kept"
            desk.page.wait_for_timeout(100)
    desk.page.close()
    yield context
    context.close()


@pytest.fixture(scope="module")
def answers(
    shared: "BrowserContext", address: str, tested: set[Example]
) -> dict[str, dict]:
    """Run the examples in one worker; return the answers by path."""
    page = shared.new_page()
    page.goto(address)
    requests = [
        {
            "text": example.path.read_text("utf-8"),
            "path": example.shown_path,
            "key": "run",
            "tail": HELP,
        }
        for example in RUNNABLE
        if example in tested
    ]
    found = page.evaluate(ASK, [f"{address}_static/", requests])["answers"]
    page.close()
    return {
        request["path"]: answer
        for request, answer in zip(requests, found, strict=True)
    }


@pytest.mark.parametrize("example", RUNNABLE, ids=lambda example: example.name)
def test_example_does_the_same_in_the_browser(
    example: Example, answers: dict[str, dict]
) -> None:
    """Output, exit status, events and figure are those of the recording."""
    answer = answers[example.shown_path]
    recorded = example.recording()
    status = {"": 0, "never ends": NEVER}.get(answer["status"])
    if status is None:
        status = int(answer["status"].removeprefix("exit status "))
    # What Python itself says on standard error changes with its version.
    did = Recording(run_example.stable(answer["out"]), recorded.err, status)
    assert not run_example.difference(example, recorded, did)
    version = running.version()
    assert not run_example.events_difference(
        example, answer["recording"], version
    )
    path = example.events_path(version)
    if path.exists():
        drawn = figure.html(load_events(path), "run", HELP)
        assert answer["figure"] == drawn
    assert answer["notes"] == []


def test_example_that_cannot_run_says_so(page: "Page", address: str) -> None:
    """It has no buttons, but the command that runs it elsewhere."""
    [example] = [
        each
        for each in recordings.all_examples()
        if each.name == "learn/blocking-code/ask.py"
    ]
    page.goto(f"{address}learn/blocking-code.html")
    card = page.locator("#example-ask")
    assert card.locator("button.run-button").count() == 0
    said = card.locator(".run-locally")
    expect(said).to_contain_text("starts threads of its own")
    expect(said).to_contain_text(f"python {example.shown_path}")


class Desk:
    """The card of one example, and what a reader does there."""

    def __init__(self, page: "Page", address: str, card: str = ONE) -> None:
        self.page = page
        self.address = f"{address}learn/tasks.html"
        self.card = page.locator(card)
        self.area = self.card.locator("textarea")
        self.note = self.card.locator(".run-note")
        self.recording = page.locator(f"{card} + .recording")

    def open(self, fragment: str = "") -> "Desk":
        """Open the page."""
        self.page.goto(self.address + fragment)
        return self

    def press(self, name: str) -> None:
        """Press a button of the card."""
        self.card.get_by_role("button", name=name, exact=True).click()

    def edit(self, text: str) -> None:
        """Replace the whole text."""
        if not self.area.is_visible():
            self.press("Edit")
        self.area.fill(text)

    def ends(self) -> str:
        """Wait until nothing runs; return what is said then."""
        stop = self.card.get_by_role("button", name="Stop", exact=True)
        expect(stop).to_be_hidden(timeout=PATIENCE)
        return self.note.inner_text()

    def run(self) -> str:
        """Run it to the end; return what is said then."""
        self.press("Run")
        return self.ends()

    def printed(self) -> list[str]:
        """Return the texts of the recording's place."""
        return self.recording.locator("pre").all_inner_texts()


@pytest.fixture
def new_desk(page: "Page", address: str) -> Desk:
    """Open a page in a browser that knows nothing."""
    return Desk(page, address).open()


@pytest.fixture
def desk(shared: "BrowserContext", address: str) -> Iterator[Desk]:
    """Open a page where Python was loaded before."""
    desk = Desk(shared.new_page(), address).open()
    desk.page.evaluate("localStorage.clear()")
    yield desk.open()
    shared.set_offline(False)
    desk.page.close()


@pytest.fixture(scope="module")
def running_desk(shared: "BrowserContext", address: str) -> Iterator[Desk]:
    """Open a page with Python in it, for all that may share one."""
    desk = Desk(shared.new_page(), address).open()
    assert "ran in your browser" in desk.run()
    yield desk
    desk.page.close()


GATHER = (recordings.EXAMPLES / "learn/tasks/gather.py").read_text("utf-8")


def test_nothing_is_loaded_before_a_click(page: "Page", address: str) -> None:
    """Neither Pyodide nor the worker nor what goes with it."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    Desk(page, address).open()
    page.wait_for_load_state("networkidle")
    assert any("run.js" in url for url in asked)
    late = re.compile(r"pyodide|worker|offline|timeline\.zip|python\.json")
    assert [url for url in asked if late.search(url)] == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_editing_and_running_is_accessible(
    desk: Desk,
    check_accessible: Callable[["Page"], None],
    width: int,
    scheme: str,
) -> None:
    """While editing, while loading and after a run; no policy is broken."""
    desk.page.set_viewport_size({"width": width, "height": 800})
    desk.page.emulate_media(color_scheme=scheme)
    desk.page.reload()
    console = []
    desk.page.on("console", lambda message: console.append(message.text))
    desk.press("Edit")
    expect(desk.area).to_be_visible()
    check_accessible(desk.page)
    desk.edit(GATHER.replace("return what", "raise RuntimeError(what)"))
    desk.press("Run")
    check_accessible(desk.page)
    assert "ran in your browser" in desk.ends()
    check_accessible(desk.page)
    # The worker tells it nowhere else. axe itself breaks the policy of style.
    assert [text for text in console if "script" in text] == []
    widths = desk.page.evaluate(
        "[...document.querySelectorAll('html, body, .content')]"
        ".map(element => element.scrollWidth)"
    )
    assert max(widths) <= width


def test_run_looks_like_the_book(running_desk: Desk) -> None:
    """The same labels, output and figure; and Reset brings back the book's."""
    desk = running_desk
    desk.page.evaluate("localStorage.clear()")
    desk.open()
    form = (
        "place => [...place.querySelectorAll('.recording-label, pre, svg')]"
        ".map(part => part.textContent.replaceAll(/\\s+/g, ' '))"
    )
    before = desk.recording.evaluate(form)
    book = desk.recording.inner_html()
    assert "ran in your browser" in desk.run()
    assert desk.recording.inner_html() != book
    assert desk.recording.evaluate(form) == before
    desk.press("Reset")
    assert desk.recording.inner_html() == book


def test_edited_program_runs(running_desk: Desk) -> None:
    """Output and figure are those of the reader's text."""
    running_desk.edit(GATHER.replace('"toast", 0.4', '"tea", 0.1'))
    assert running_desk.run() == "This ran in your browser."
    [out] = running_desk.printed()
    assert out.splitlines()[2] == "tea ready"
    lanes = running_desk.recording.locator(".wide svg").first
    assert "make('tea', 0.1)" in lanes.text_content()
    assert running_desk.recording.locator("figure.timeline").count() == 1
    play = running_desk.recording.get_by_role("button", name="Play")
    expect(play).to_be_visible()


# Beside which number of the editor each mark lies, by its own middle.
MARKED = """lines => {
  const { lineHeight, paddingTop } = getComputedStyle(lines);
  const above = lines.getBoundingClientRect().top + parseFloat(paddingTop);
  const marks = lines.parentNode.querySelectorAll(".timeline-marks > div");
  return [...marks].map(mark => {
    const { top, bottom } = mark.getBoundingClientRect();
    const line = ((top + bottom) / 2 - above) / parseFloat(lineHeight);
    return [Math.ceil(line), mark.textContent];
  });
}"""


def test_player_marks_the_readers_lines(running_desk: Desk) -> None:
    """In the reader's version; not while the figure is of another text."""
    desk = running_desk
    desk.edit("# mine\n" * 3 + GATHER)
    desk.run()
    lines = desk.card.locator(".run-lines")
    slider = desk.recording.get_by_role("slider")
    slider.press("Home")
    seen = set()
    for _ in range(int(slider.get_attribute("max"))):
        slider.press("ArrowRight")
        marked = lines.evaluate(MARKED)
        stands = desk.recording.locator(".panels li").all_inner_texts()
        for line, text in marked:
            name = text.partition(" ")[0]
            assert any(
                each.startswith(name) and each.endswith(f", line {line}")
                for each in stands
            ), (line, text, stands)
            seen.add(GATHER.splitlines()[line - 4].strip())
    assert seen >= {
        'print(f"{what} on")',
        "await asyncio.sleep(seconds)",
        "asyncio.run(main())",
    }
    slider.press("ArrowLeft")
    marked = lines.evaluate(MARKED)
    assert marked
    desk.area.press("End")
    desk.area.press("x")
    assert lines.evaluate(MARKED) == []
    desk.area.press("Backspace")
    assert lines.evaluate(MARKED) == marked
    desk.press("Reset")
    assert desk.card.locator(".timeline-marks > div").count() == 0


def test_error_shows_the_readers_lines(running_desk: Desk) -> None:
    """The traceback quotes what stands in the editor."""
    running_desk.edit("def f():\n    return 1 / 0  # mine\n\nf()\n")
    running_desk.run()
    [err] = running_desk.printed()
    assert 'gather.py", line 2, in f\n    return 1 / 0  # mine' in err
    assert err.rstrip().endswith("ZeroDivisionError: division by zero")
    assert "timeline" not in err
    labels = running_desk.recording.locator(".recording-label")
    assert labels.all_inner_texts() == ["on standard error", "exit status 1"]


BAD = {
    "endless loop": (
        "print('before')\nwhile True:\n    pass\n",
        "before",
        "It was ended after",
    ),
    "endless await": (
        (
            "import asyncio\n\n\nasync def main():\n    while True:\n"
            "        await asyncio.sleep(1)\n\n\nasyncio.run(main())\n"
        ),
        "KeyboardInterrupt",
        "It was ended after",
    ),
    "endless calls": (
        (
            "import asyncio\n\n\ndef again():\n    loop.call_soon(again)\n\n\n"
            "loop = asyncio.new_event_loop()\nagain()\nloop.run_forever()\n"
        ),
        "KeyboardInterrupt",
        "It was ended after",
    ),
    "endless loop in C": (LONG, "before", "that Python cannot interrupt"),
    "many lines": (
        "for number in range(1_000_000):\n    print(number)\n",
        "0\n1\n2\n",
        "more than the 50,000 bytes",
    ),
    "long line": ("print(10_000_000 * 'x')\n", "xxx", "more than the 50,000"),
    "input": ("input('Who? ')\n", "EOFError", "Nobody can type an answer"),
    "package": ("import httpx\n", "ModuleNotFoundError", "standard library"),
    "syntax": ("def f(:\n", "SyntaxError: invalid syntax", "ran in"),
    "emoji": (
        "print('☕ žluť 🫖', '\\ud800')\n",
        "☕ žluť 🫖 \\ud800",
        "ran in",
    ),
    "bytes": (
        "import sys\nsys.stdout.buffer.write(b'\\xff')\n",
        "\ufffd",
        "ran in",
    ),
    "depth in C": (
        (
            "deep = []\nfor _ in range(100_000):\n    deep = [deep]\n"
            "print('before', flush=True)\nrepr(deep)\n"
        ),
        "before",
        "Run the file on your machine",
    ),
    "nothing": ("", "", "ran in your browser"),
}


@pytest.mark.parametrize(("text", "printed", "said"), BAD.values(), ids=BAD)
def test_bad_program_gets_a_sentence(
    running_desk: Desk, text: str, printed: str, said: str
) -> None:
    """The page stays usable, and the text is not lost."""
    running_desk.edit(text)
    assert said in running_desk.run()
    assert printed in "".join(running_desk.printed())
    assert running_desk.area.input_value() == text


NOT_SIMULATED = {
    "thread": "import threading\nthreading.Thread().start()\n",
    "process": "import subprocess\nsubprocess.run(['ls'])\n",
    "signal": "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)\n",
    "exit at once": "import os\nos._exit(3)\n",
}


@pytest.mark.parametrize("text", NOT_SIMULATED.values(), ids=NOT_SIMULATED)
def test_program_that_is_not_simulated_shows_no_output(
    running_desk: Desk, text: str
) -> None:
    """A sentence stands there instead, until Reset; nothing old stays."""
    desk = running_desk
    desk.edit(GATHER)
    desk.run()
    assert desk.recording.locator("figure.timeline").count() == 1
    desk.edit(f"print('before', flush=True)\n{text}")
    said = desk.run()
    assert said.startswith("The output of this program is not shown: line 3 ")
    assert said.endswith("python examples/learn/tasks/gather.py")
    assert desk.recording.inner_text() == ""
    assert desk.recording.locator("*").count() == 0
    desk.press("Reset")
    assert desk.recording.locator("figure.timeline").count() == 1


def test_run_that_fails_leaves_nothing_old(running_desk: Desk) -> None:
    """Where Python ends before it prints, the old output and figure go."""
    desk = running_desk
    desk.edit(GATHER)
    desk.run()
    desk.edit("import itertools\nsum(itertools.repeat(1))\n")
    assert "that Python cannot interrupt" in desk.run()
    assert desk.recording.locator("*").count() == 0


def test_program_cannot_spoil_the_next(running_desk: Desk) -> None:
    """What it changes in Python is undone."""
    running_desk.edit(
        "import asyncio, builtins, os, sys\n"
        "asyncio.sleep = builtins.print = None\n"
        "os.chdir('/')\n"
        "sys.setrecursionlimit(60)\n"
    )
    running_desk.run()
    running_desk.edit(GATHER)
    assert running_desk.run() == "This ran in your browser."
    assert "toast ready" in running_desk.printed()[0]


def test_dead_worker_is_replaced(running_desk: Desk) -> None:
    """One that closed itself is found out by its silence."""
    running_desk.edit("import js\njs.close()\n")
    running_desk.run()
    running_desk.edit("print('alive')")
    if "ran in your browser" not in running_desk.run():
        assert "ran in your browser" in running_desk.run()
    assert running_desk.printed() == ["alive\n"]


def test_names_are_no_html(running_desk: Desk) -> None:
    """A program that came with a link cannot put elements into the page."""
    running_desk.edit(
        "import asyncio\n\n\nasync def main():\n"
        "    task = asyncio.sleep(1, '<img src=x onerror=alert(1)>')\n"
        "    await asyncio.create_task(task, name='<b>\"&')\n"
        "    print('</pre><script>alert(1)</script>')\n"
        "    raise ValueError('<i>')\n\n\nasyncio.run(main())\n"
    )
    running_desk.run()
    assert "</pre><script>" in running_desk.printed()[0]
    foreign = running_desk.recording.locator("img, script, b, i")
    assert foreign.count() == 0


def test_stop_keeps_what_was_printed(running_desk: Desk) -> None:
    """It ends the program at once; the next run starts another Python."""
    running_desk.edit(LONG)
    running_desk.press("Run")
    expect(running_desk.recording).to_contain_text("before", timeout=PATIENCE)
    running_desk.press("Stop")
    assert running_desk.ends() == "Stopped."
    assert running_desk.printed() == ["before\n"]
    running_desk.edit("print('again')")
    running_desk.run()
    assert running_desk.printed() == ["again\n"]


def test_programs_take_turns(running_desk: Desk) -> None:
    """A second press changes nothing; another example waits for its turn."""
    other = Desk(running_desk.page, running_desk.address, "#example-keep")
    running_desk.edit(LONG)
    running_desk.press("Run")
    running_desk.press("Run")
    assert "running already" in running_desk.note.inner_text()
    other.press("Run")
    assert "Waiting for" in other.note.inner_text()
    running_desk.press("Stop")
    assert running_desk.ends() == "Stopped."
    assert "ran in your browser" in other.ends()


def test_run_in_the_background_ends(running_desk: Desk) -> None:
    """Another tab may be in front."""
    running_desk.edit("print('behind')")
    front = running_desk.page.context.new_page()
    running_desk.press("Run")
    front.bring_to_front()
    expect(running_desk.recording).to_contain_text("behind", timeout=PATIENCE)
    front.close()


def test_keyboard_alone_will_do(desk: Desk) -> None:
    """Tab leaves the editor, and Control and Enter run."""
    desk.card.get_by_role("button", name="Edit").focus()
    desk.page.keyboard.press("Enter")
    expect(desk.area).to_be_focused()
    desk.page.keyboard.press("Tab")
    expect(
        desk.card.get_by_role("button", name="Copy", exact=True)
    ).to_be_focused()
    desk.area.fill("print('typed')")
    desk.page.keyboard.press("Control+Enter")
    assert "ran in your browser" in desk.ends()
    assert desk.printed() == ["typed\n"]


def test_edit_survives_reload_and_reset_undoes_it(desk: Desk) -> None:
    """What was reset can be brought back, too."""
    book = desk.recording.inner_html()
    desk.edit("print('mine')")
    desk.page.reload()
    expect(desk.area).to_have_value("print('mine')")
    assert "kept in this browser" in desk.note.inner_text()
    desk.press("Reset")
    expect(desk.area).to_be_hidden()
    assert desk.recording.inner_html() == book
    desk.press("Bring my version back")
    expect(desk.area).to_have_value("print('mine')")
    desk.press("Reset")
    desk.page.reload()
    expect(desk.card.get_by_role("button", name="Edit")).to_be_visible()
    expect(desk.area).to_be_hidden()


def test_edit_of_an_older_version_says_so(desk: Desk) -> None:
    """The text is kept when the book changes."""
    desk.page.route("**/gather.py", lambda route: route.fulfill(body="old"))
    desk.edit("mine")
    desk.page.unroute("**/gather.py")
    desk.page.reload()
    expect(desk.area).to_have_value("mine")
    expect(desk.note).to_contain_text("has changed this example since")


def test_link_brings_the_text(desk: Desk, page: "Page", address: str) -> None:
    """It does not run by itself, and what the reader had is kept."""
    desk.edit("print('☕ shared')\n" * 50)
    desk.press("Copy a link to this version")
    expect(desk.note).to_contain_text("Copied: a link of")
    link = desk.page.evaluate("navigator.clipboard.readText()")
    assert len(link) < 250
    fragment = link.removeprefix(desk.address)
    theirs = Desk(page, address).open()
    theirs.edit("print('own')")
    theirs.open(fragment)
    expect(theirs.area).to_have_value("print('☕ shared')\n" * 50)
    expect(theirs.note).to_contain_text("Read it before you run it")
    theirs.page.reload()
    expect(theirs.area).to_have_value("print('☕ shared')\n" * 50)
    theirs.press("Back to my own version")
    expect(theirs.area).to_have_value("print('own')")
    theirs.page.reload()
    expect(theirs.area).to_have_value("print('own')")


@pytest.mark.parametrize(
    "fragment",
    [
        "#edit=example-gather.abc.!!!",
        "#edit=example-gather.abc.AAAA",
        "#edit=example-gather",
        "#edit=example-nonsense.abc.S0ktKc",
        "#edit=",
    ],
)
def test_broken_link_gets_a_sentence(
    page: "Page", address: str, violations: list[str], fragment: str
) -> None:
    """The book's version is shown, and stays usable."""
    desk = Desk(page, address).open(fragment)
    # At the first example of the page, where the link names none of them.
    said = page.locator(".run-note", has_text="is damaged")
    expect(said).to_have_count(1)
    expect(desk.area).to_be_hidden()
    desk.press("Edit")
    expect(desk.area).to_have_value(GATHER)
    assert set(violations) <= {"style-src-attr"}


def test_text_is_copied_and_downloaded(desk: Desk, tmp_path: Path) -> None:
    """As it stands in the editor."""
    desk.edit("print('mine')\n")
    desk.press("Copy")
    expect(desk.note).to_have_text("Copied.")
    copied = desk.page.evaluate("navigator.clipboard.readText()")
    assert copied == "print('mine')\n"
    with desk.page.expect_download() as download:
        desk.press("Download")
    assert download.value.suggested_filename == "gather.py"
    download.value.save_as(tmp_path / "mine.py")
    assert (tmp_path / "mine.py").read_text("utf-8") == "print('mine')\n"


def test_full_storage_is_said(desk: Desk) -> None:
    """The text stays where it is."""
    desk.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new Error('full') }"
    )
    desk.open()
    desk.edit("print('mine')")
    expect(desk.note).to_contain_text("copy or download it before you leave")
    assert "ran in your browser" in desk.run()
    expect(desk.area).to_have_value("print('mine')")


def test_python_starts_where_nothing_can_be_kept(
    page: "Page", address: str
) -> None:
    """Neither a snapshot nor files."""
    page.add_init_script(
        "delete self.caches; delete Navigator.prototype.serviceWorker"
    )
    desk = Desk(page, address).open()
    assert "ran in your browser" in desk.run()


FAULTS = {
    "missing": ("**/pyodide.asm.wasm", {"status": 404, "body": ""}),
    "missing script": ("**/pyodide.mjs", {"status": 404, "body": ""}),
    "missing worker": ("**/worker.js*", {"status": 404, "body": ""}),
    "missing recorder": ("**/timeline.zip*", {"status": 404, "body": ""}),
    "cut off": ("**/pyodide.asm.wasm", {"body": b"\0asm\1\0\0\0\0"}),
    "cut off library": ("**/python_stdlib.zip", {"body": b"PK\3\4"}),
}


# Requests that a service worker answers cannot be changed by a test.
BLOCKED = pytest.mark.parametrize(
    "page", [{"service_workers": "block"}], indirect=True
)


@BLOCKED
@pytest.mark.parametrize(("pattern", "answer"), FAULTS.values(), ids=FAULTS)
def test_broken_python_gets_a_sentence(
    new_desk: Desk, pattern: str, answer: dict
) -> None:
    """The command for one's own machine is named; the page can try again."""
    desk = new_desk
    desk.page.context.route(pattern, lambda route: route.fulfill(**answer))
    desk.edit("print('mine')")
    said = desk.run()
    assert "Python failed" in said
    assert "python examples/learn/tasks/gather.py" in said
    expect(desk.area).to_have_value("print('mine')")
    if pattern == "**/timeline.zip*":
        desk.page.context.unroute(pattern)
        assert "ran in your browser" in desk.run()


@BLOCKED
def test_forbidden_webassembly_gets_a_sentence(new_desk: Desk) -> None:
    """Pyodide alone would wait for ever."""

    def forbid(route) -> None:
        answer = route.fetch()
        policy = "default-src 'self'; script-src 'self'"
        headers = answer.headers | {"content-security-policy": policy}
        route.fulfill(response=answer, headers=headers)

    new_desk.page.context.route("**/worker.js*", forbid)
    assert "WebAssembly is forbidden here" in new_desk.run()


@BLOCKED
def test_slow_start_is_said_and_can_be_stopped(new_desk: Desk) -> None:
    """Python may still come; in the end it is given up."""
    desk = new_desk
    desk.page.clock.install()
    desk.open()
    hanging = []
    desk.page.context.route(
        "**/pyodide.asm.wasm", lambda route: hanging.append(route)
    )
    desk.press("Run")
    _wait_in_vain(desk)
    desk.press("Stop")
    assert desk.ends() == "Stopped."
    desk.press("Run")
    _wait_in_vain(desk)
    desk.page.clock.fast_forward(51_000)
    assert "Python did not start" in desk.ends()


def _wait_in_vain(desk: Desk) -> None:
    """Let 11 seconds pass after the last file that comes."""
    deadline = time.monotonic() + PATIENCE / 1000
    while "taking long to load" not in desk.note.inner_text():
        assert time.monotonic() < deadline, desk.note.inner_text()
        desk.page.wait_for_timeout(500)
        desk.page.clock.fast_forward(11_000)


def test_site_without_pyodide_says_how_to_get_it(new_desk: Desk) -> None:
    """Install Node, and build again."""
    desk = new_desk
    desk.page.context.route(
        "**/python.json",
        lambda route: route.fulfill(body=json.dumps({"version": ""})),
    )
    said = desk.run()
    assert "Install Node" in said
    assert "make html" in said
    assert "python examples/learn/tasks/gather.py" in said


def test_page_from_a_file_says_what_to_type(page: "Page", site: Path) -> None:
    """A browser lets such a page neither fetch nor work."""
    page.goto((site / "learn/tasks.html").as_uri())
    desk = Desk(page, "")
    assert "make serve" in desk.run()
    desk.press("Edit")
    expect(desk.note).to_contain_text("make serve")


@pytest.mark.parametrize(
    "page", [{"java_script_enabled": False}], indirect=True
)
def test_without_javascript_there_are_no_buttons(new_desk: Desk) -> None:
    """None that would do nothing."""
    assert new_desk.card.locator("button").count() == 0


def test_snapshot_is_used_and_a_broken_one_dropped(
    desk: Desk, address: str
) -> None:
    """The second Python need not prepare; after a failure it has to."""
    request = {"text": "print(1)", "path": "a/b.py", "key": "k", "tail": ""}
    arguments = [f"{address}_static/", [request]]
    found = desk.page.evaluate(SNAPSHOT)
    done = desk.page.evaluate(ASK, arguments)
    assert "preparing" not in done["phases"]
    desk.page.evaluate(
        "async ([name, url]) => (await caches.open(name))"
        ".put(url, new Response('broken'))",
        found,
    )
    done = desk.page.evaluate(ASK, arguments)
    assert "preparing" in done["phases"]
    assert done["answers"][0]["out"] == "1\n"


def test_what_was_thrown_away_is_kept_again(desk: Desk) -> None:
    """After a failure the next run brings it back."""
    before = desk.page.evaluate(KEPT)
    assert any(name.endswith("/python.json") for name in before)
    desk.page.evaluate(
        "async () => {"
        " for (const name of await caches.keys()) await caches.delete(name); }"
    )
    assert "ran in your browser" in desk.run()
    deadline = time.monotonic() + PATIENCE / 1000
    # A snapshot may come on top, where another test has dropped it.
    while not set(before) <= set(desk.page.evaluate(KEPT)):
        assert time.monotonic() < deadline, desk.page.evaluate(KEPT)
        desk.page.wait_for_timeout(100)


def test_python_runs_without_a_network(desk: Desk) -> None:
    """Another Python, too, and in a page that has not run it yet."""
    with desk.page.expect_response("**/keep.py"):
        desk.edit("print('offline')")
    desk.page.context.set_offline(True)
    assert "ran in your browser" in desk.run()
    desk.edit(LONG)
    desk.press("Run")
    expect(desk.recording).to_contain_text("before", timeout=PATIENCE)
    desk.press("Stop")
    desk.edit("print('again')")
    desk.run()
    assert desk.printed() == ["again\n"]
    other = Desk(desk.page, desk.address, "#example-keep")
    assert "ran in your browser" in other.run()
