"""The step player, in a real Chromium."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from views import ALL_VIEWS, NARROW, WIDE, view

import recordings
import standing
from timeline import words

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

expect = pytest.importorskip(
    "playwright.sync_api", reason="browser tests need Playwright: make test"
).expect

PACE = 1400  # milliseconds from step to step, as in player.js
MOST = 8  # names in a list
PAGES = sorted(
    path.relative_to(recordings.ROOT / "docs").with_suffix(".html").as_posix()
    for path in (recordings.ROOT / "docs").rglob("*.rst")
    if ".. recording::" in path.read_text("utf-8")
)
GATHER = "timeline-gather"
RECORDING = json.loads(
    (recordings.EXAMPLES / "learn/tasks/gather.json").read_text("utf-8")
)
LAST = len(words.tell(RECORDING))
WIDE_ONLY = pytest.mark.parametrize(
    "page", [view(WIDE, "light")], indirect=True
)

# What a reader sees at each step of each figure of the page.
SEEN = """async () => {
  const texts = (items) => [...items].map(item => item.textContent);
  const shown = (box) => [...box.querySelectorAll("li:not(.none)")]
    .map(item => item.textContent);
  const all = [];
  for (const figure of document.querySelectorAll("figure.timeline")) {
    if (figure.closest(".version") || !figure.querySelector("table")) continue;
    for (let at = figure; at; at = at.parentElement) at.open = true;
    const range = figure.querySelector("input");
    const steps = [];
    for (let step = 0; step <= +range.max; step++) {
      range.value = step;
      range.dispatchEvent(new Event("input"));
      const [tasks, queue, timers] = figure.querySelectorAll(".panels > div");
      const prints = figure.querySelectorAll(".printed > pre > span");
      const past = [...prints].filter(
        part => getComputedStyle(part).visibility === "visible");
      const card = figure.closest(".recording").previousElementSibling;
      steps.push({
        said: figure.querySelector(".says > p").textContent,
        tasks: shown(tasks), queue: shown(queue), timers: shown(timers),
        printed: past.map(part => part.textContent).join(""),
        curtains: [...figure.querySelectorAll(".curtain")]
          .map(cloth => cloth.getAttribute("d")),
        lines: texts(card.querySelectorAll(".linenos")),
        marks: [...card.querySelectorAll(".timeline-marks > div")]
          .map(mark => {
            const { top, bottom } = mark.getBoundingClientRect();
            const beside = [...card.querySelectorAll(".linenos")].filter(
              number => {
                const box = number.getBoundingClientRect();
                const middle = (box.top + box.bottom) / 2;
                return top <= middle && middle <= bottom;
              });
            return [texts(beside).map(Number), mark.textContent];
          }),
      });
    }
    const title = figure.querySelector("svg title").textContent;
    const rows = [...figure.querySelectorAll("tbody tr")]
      .map(row => [row.dataset.u, ...texts(row.cells)]);
    all.push({ id: figure.id, title, rows, steps });
  }
  return JSON.stringify(all);
}"""


def _figure(page: "Page", name: str = GATHER) -> "Locator":
    return page.locator(f"#{name}")


def _button(page: "Page", name: str) -> "Locator":
    return _figure(page).get_by_role("button", name=name, exact=True)


def _range(page: "Page") -> "Locator":
    return _figure(page).get_by_role("slider")


def _open_at_rest(page: "Page", address: str) -> None:
    """Open a page whose clock goes on only where the test says so."""
    page.clock.install(time=0)
    page.goto(address)
    page.clock.pause_at(60_000)


def _said(page: "Page") -> str:
    return _figure(page).locator(".says > p").first.inner_text()


def _status(page: "Page") -> str:
    return _figure(page).get_by_role("status").text_content()


def _sentence(step: int) -> str:
    """Return how the player of gather.py tells a step."""
    row = words.tell(RECORDING)[step - 1]
    line = [f"line {row.line}"] if row.line else []
    parts = [f"{step} of {LAST}", words.duration(row.t), *line, row.text]
    return " · ".join(parts)


@pytest.mark.parametrize("name", PAGES)
def test_each_step_shows_what_was_recorded(
    page: "Page", address: str, name: str
) -> None:
    """Places, marks in the code, queue, timers, output, and the curtain."""
    page.goto(address + name)
    # As text, because Playwright takes its time with large objects.
    figures = json.loads(page.evaluate(SEEN))
    assert figures
    for figure in figures:
        path = recordings.ROOT / figure["title"].removeprefix("Timeline of ")
        recording = recordings.load_events(path.with_suffix(".json"))
        rows = standing.rows(recording)
        before, *steps = figure["steps"]
        assert len(steps) == len(rows) == len(figure["rows"])
        assert before["marks"] == before["tasks"] == before["queue"] == []
        assert before["printed"] == ""
        for events, row, step in zip(rows, figure["rows"], steps, strict=True):
            _check_lists(recording, events, step)
            _check_marks(recording, events, step)
            assert step["said"].endswith(row[3])
            assert f" · {row[1]} · " in step["said"]
        _check_curtains(figure)


def _check_lists(recording: dict, events: list[dict], step: dict) -> None:
    for shown, full in (
        (step["queue"], standing.queue(recording, events)),
        (step["timers"], standing.timers(recording, events)),
    ):
        if len(full) > MOST:
            rest = len(full) - MOST + 1
            assert shown == [*full[: MOST - 1], f"and {rest} more"]
        else:
            assert shown == full
    out = standing.printed(events, "out")
    if not standing.printed(events, "err"):
        assert step["printed"] == out


def _check_marks(recording: dict, events: list[dict], step: dict) -> None:
    tasks = standing.tasks(recording, events)
    marked = {}
    for lines, text in step["marks"]:
        assert len(lines) == 1
        marked[lines[0]] = text
    expected = set()
    told = []
    for name, (state, place) in tasks.items():
        # A line of another file has that before it, and no mark here.
        where = f"line {place}" if place.isdigit() else place
        told.append(f"{name} {state}" + (f", {where}" if place else ""))
        if place in map(str.strip, step["lines"]):
            line = int(place)
            assert name in marked[line]
            assert state.removeprefix("is ") in marked[line]
            expected.add(line)
    if len(step["tasks"]) < MOST:
        assert set(told) <= set(step["tasks"])
        others = set(step["tasks"]) - set(told)
        expected |= {
            int(found[1])
            for text in others
            if (found := re.search(r"line (\d+)$", text))
            and int(found[1]) in map(int, step["lines"])
        }
        assert set(marked) == expected


def _check_curtains(figure: dict) -> None:
    """Expect it where the row says, or just beside the sign for an end."""
    *steps, last = figure["steps"]
    assert steps[0]["curtains"][0].startswith("M0 0V")
    for row, step in zip(figure["rows"], steps[1:], strict=False):
        places = map(int, row[0].split())
        across, down = step["curtains"]
        edges = re.match(r"M(\d+) 0V", across), re.match(r"M0 (\d+)H", down)
        for place, edge in zip(places, edges, strict=True):
            assert place < int(edge[1]) < place + 12
    assert last["curtains"] == ["", ""]


@WIDE_ONLY
def test_buttons_by_mouse(
    page: "Page", address: str, violations: list[str]
) -> None:
    """Forward, back, and not beyond the ends."""
    page.goto(f"{address}learn/tasks.html")
    assert _figure(page).locator(".panels").count() == 0
    _button(page, "Step forward").click()
    assert _said(page) == _sentence(1)
    _button(page, "Step forward").click()
    assert _said(page) == _sentence(2)
    assert _range(page).input_value() == "2"
    _button(page, "Step back").click()
    assert _said(page) == _sentence(1)
    for _ in range(3):
        # Playwright would wait for one that is marked as disabled.
        _button(page, "Step back").click(force=True)
    assert _said(page) == f"0 of {LAST} · 0 s · Nothing has happened yet"
    back = _button(page, "Step back")
    assert back.get_attribute("aria-disabled") == "true"
    for _ in range(LAST + 2):
        _button(page, "Step forward").click(force=True)
    assert _said(page) == _sentence(LAST)
    forth = _button(page, "Step forward")
    assert forth.get_attribute("aria-disabled") == "true"
    assert set(violations) <= {"style-src-attr"}


@WIDE_ONLY
def test_drag_by_mouse(page: "Page", address: str) -> None:
    """The slider follows the mouse, and the figure the slider."""
    page.goto(f"{address}learn/tasks.html")
    _range(page).scroll_into_view_if_needed()
    box = _range(page).bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 4, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, y, steps=5)
    middle = int(_range(page).input_value())
    assert LAST * 0.3 < middle < LAST * 0.7
    assert _said(page) == _sentence(middle)
    page.mouse.move(box["x"] + box["width"] + 50, y, steps=5)
    page.mouse.up()
    assert _said(page) == _sentence(LAST)


@pytest.mark.parametrize("page", ALL_VIEWS, indirect=True)
def test_everything_by_keyboard(page: "Page", address: str) -> None:
    """Tab leads through the buttons to the slider, whose keys all work."""
    _open_at_rest(page, f"{address}learn/tasks.html")
    _button(page, "Step back").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert _said(page) == _sentence(2)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.clock.run_for(PACE)
    page.keyboard.press("Enter")
    assert _said(page) == _sentence(4)
    page.keyboard.press("Tab")
    for key, step in [
        ("ArrowRight", 5), ("ArrowUp", 6), ("ArrowLeft", 5),
        ("ArrowDown", 4), ("End", LAST), ("ArrowRight", LAST), ("Home", 0),
        ("ArrowRight", 1),
    ]:  # fmt: skip
        page.keyboard.press(key)
        assert _range(page).input_value() == str(step)
        told = _range(page).get_attribute("aria-valuetext")
        assert told == _said(page)
        assert told.startswith(f"{step} of {LAST} · ")
    page.keyboard.press("PageUp")
    assert int(_range(page).input_value()) > 1
    # What changes has its place; the link to the step comes on the way out.
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.share') !== null"):
            break
    else:
        pytest.fail("Tab does not reach the link to the step")


@WIDE_ONLY
def test_play_and_pause(page: "Page", address: str) -> None:
    """It goes on step by step, and any other control stops it."""
    _open_at_rest(page, f"{address}learn/tasks.html")
    _button(page, "Play").click()
    assert _said(page) == _sentence(1)
    page.clock.run_for(2 * PACE)
    assert _said(page) == _sentence(3)
    assert _status(page) == ""
    _button(page, "Pause").click()
    assert _status(page) == _sentence(3)
    page.clock.run_for(5 * PACE)
    assert _said(page) == _sentence(3)
    for stop in (
        lambda: _button(page, "Step forward").click(),
        lambda: _range(page).press("ArrowRight"),
    ):
        _button(page, "Play").click()
        stop()
        here = _said(page)
        page.clock.run_for(5 * PACE)
        assert _said(page) == here
    _button(page, "Play").click()
    page.clock.run_for(LAST * PACE)
    assert _said(page) == _status(page) == _sentence(LAST)
    # At the end it begins again.
    _button(page, "Play").click()
    assert _said(page) == _sentence(1)


@WIDE_ONLY
def test_one_plays_at_a_time(page: "Page", address: str) -> None:
    """To play another one pauses the first."""
    page.goto(f"{address}learn/tasks.html")
    _button(page, "Play").click()
    other = _figure(page, "timeline-create_task")
    other.get_by_role("button", name="Play").click()
    assert _button(page, "Play").is_visible()
    assert other.get_by_role("button", name="Pause").is_visible()


@WIDE_ONLY
def test_screen_reader_hears_each_step_once(
    page: "Page", address: str
) -> None:
    """A button's step is announced; the slider tells its own."""
    page.goto(f"{address}learn/tasks.html")
    _button(page, "Step forward").click()
    assert _status(page) == _sentence(1)
    _range(page).press("ArrowRight")
    assert _said(page) == _sentence(2)
    assert _status(page) == _sentence(1)
    group = _figure(page).locator(".player")
    assert group.get_attribute("role") == "group"
    label = group.get_attribute("aria-labelledby")
    title = page.locator(f"#{label}").text_content()
    assert title == "Timeline of examples/learn/tasks/gather.py"
    # What a sighted reader sees in the code stands in the list of tasks.
    marks = page.locator("#example-gather .timeline-marks")
    assert marks.get_attribute("aria-hidden") == "true"


@pytest.mark.parametrize(
    "page", [view(WIDE, "light", permissions=["clipboard-read", "clipboard-write"])],
    indirect=True,
)  # fmt: skip
def test_link_to_a_step_is_copied(page: "Page", address: str) -> None:
    """It stands in the address bar, too, and does not move the page."""
    page.goto(f"{address}learn/tasks.html")
    for _ in range(3):
        _button(page, "Step forward").click()
    link = _figure(page).get_by_role("link", name="Link to this step")
    link.scroll_into_view_if_needed()
    top = page.evaluate("scrollY")
    link.click()
    expect(_figure(page).locator(".share span")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url == f"{address}learn/tasks.html#{GATHER}@3"
    assert _status(page) == "Copied"
    assert page.evaluate("scrollY") == top


@WIDE_ONLY
def test_link_without_a_clipboard(page: "Page", address: str) -> None:
    """Where copying is refused, the address bar has it."""
    page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject()"
    )
    page.goto(f"{address}learn/tasks.html")
    _button(page, "Step forward").click()
    _figure(page).get_by_role("link", name="Link to this step").click()
    page.get_by_text("It is in the address bar").first.wait_for()
    assert page.url.endswith(f"#{GATHER}@1")


@pytest.mark.parametrize("page", ALL_VIEWS, indirect=True)
def test_link_opens_its_step(page: "Page", address: str) -> None:
    """In sight, with the slider focused; also from a page that is open."""
    page.goto(f"{address}learn/tasks.html#{GATHER}@7")
    assert _said(page) == _sentence(7)
    assert _range(page).evaluate("range => range === document.activeElement")
    assert _range(page).evaluate(
        "range => { const { top, bottom } = range.getBoundingClientRect();"
        " return 0 < top && bottom < innerHeight; }"
    )
    page.evaluate(f"location.hash = '#{GATHER}@9'")
    expect(page.locator(f"#{GATHER} input")).to_have_value("9")
    assert _said(page) == _sentence(9)
    assert _status(page) == _sentence(9)


@WIDE_ONLY
def test_link_opens_a_step_in_a_folded_answer(
    page: "Page", address: str
) -> None:
    """Whoever links to it, means it to be seen."""
    page.goto(f"{address}learn/await.html")
    figure = page.locator(".answer figure.timeline").first
    assert not figure.is_visible()
    identity = figure.get_attribute("id")
    page.evaluate(f"location.hash = '#{identity}@4'")
    figure.get_by_role("slider").wait_for()
    assert figure.get_by_role("slider").input_value() == "4"
    assert figure.is_visible()


@WIDE_ONLY
@pytest.mark.parametrize(
    ("end", "step"),
    [
        (f"{GATHER}@99999", str(LAST)),
        (f"{GATHER}@0", "0"),
        (f"{GATHER}@", None),
        (f"{GATHER}@-1", None),
        ("nobody@3", None),
        ("%E0%A4%A@3", None),
        ("example-gather@3", None),
    ],
)
def test_broken_link_to_a_step(
    page: "Page", address: str, violations: list, end: str, step: str | None
) -> None:
    """Beyond the end is the end; all else leaves the page as it is."""
    page.goto(f"{address}learn/tasks.html#{end}")
    assert set(violations) <= {"style-src-attr"}
    opened = _figure(page).locator(".panels").count() == 1
    assert opened == (step is not None)
    if opened:
        assert _range(page).input_value() == step


@pytest.mark.parametrize("page", ALL_VIEWS, indirect=True)
def test_stepping_moves_nothing(page: "Page", address: str) -> None:
    """Controls, figure, and what follows it, stay where they are."""
    page.goto(f"{address}learn/queues.html")
    boxes = page.evaluate("""() => {
        const figures = [...document.querySelectorAll("figure.timeline")]
          .filter(figure => !figure.closest("details"));
        return figures.map(figure => {
          const range = figure.querySelector("input");
          const seen = new Set();
          for (let step = 0; step <= +range.max; step++) {
            range.value = step;
            range.dispatchEvent(new Event("input"));
            const parts = figure.querySelectorAll(
              "button, input, .says, .wide, .narrow, .panels, details");
            seen.add([...parts, figure].map(part => {
              const { x, y, width, height } = part.getBoundingClientRect();
              return [x, y + scrollY, width, height].map(Math.round);
            }).join(" "));
          }
          return [figure.id, seen.size];
        });
    }""")
    assert len(boxes) > 3
    assert {seen for _, seen in boxes} == {1}, boxes


@pytest.mark.parametrize("page", ALL_VIEWS, indirect=True)
def test_script_moves_nothing_at_load(page: "Page", address: str) -> None:
    """The room for the controls and for the questions is kept for them."""
    layout = """() => [...document.querySelectorAll("h1, h2, figure, .recording")]
      .filter(part => !part.closest("details"))
      .map(part => Math.round(part.getBoundingClientRect().top))"""
    page.route("**/player.js*", lambda route: route.abort())
    page.route("**/question.js*", lambda route: route.abort())
    page.goto(f"{address}learn/await.html")
    without = page.evaluate(layout)
    page.unroute_all()
    page.goto(f"{address}learn/await.html")
    assert page.locator(".guess").count()
    assert page.evaluate(layout) == without


@pytest.mark.parametrize("page", ALL_VIEWS, indirect=True)
def test_present_stays_in_sight(page: "Page", address: str) -> None:
    """A long figure scrolls itself, and never the page."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}learn/queues.html")
    seen = page.evaluate("""() => {
        const figures = [...document.querySelectorAll("figure.timeline")]
          .filter(figure => !figure.closest("details"));
        const places = [];
        for (const figure of figures) {
          const range = figure.querySelector("input");
          const [row, down] = [...figure.querySelectorAll(".wide, .narrow")]
            .map((box, down) => [box, down])
            .find(([box]) => box.clientWidth);
          for (let step = 1; step < +range.max; step++) {
            range.value = step;
            range.dispatchEvent(new Event("input"));
            const cloth = row.querySelector(".curtain");
            const names = row.querySelector(".names").getBoundingClientRect();
            const outer = row.getBoundingClientRect();
            const edge = cloth.getBoundingClientRect();
            places.push(down
              ? [names.bottom, edge.top, outer.bottom]
              : [names.right, edge.left, outer.right]);
          }
        }
        return { places, scrolled: scrollY };
    }""")
    assert len(seen["places"]) > 50
    for start, edge, end in seen["places"]:
        assert start - 1 <= edge <= end + 1
    assert seen["scrolled"] == 0


@pytest.mark.parametrize(
    "page",
    [view(NARROW, "light", reduced_motion="reduce"), view(NARROW, "light")],
    indirect=True,
    ids=["reduced", "not reduced"],
)
def test_reduced_motion(
    page: "Page", address: str, request: pytest.FixtureRequest
) -> None:
    """It plays, and scrolls at once where motion is not wanted."""
    page.add_init_script(
        "window.scrolls = new Set();"
        "Element.prototype.scrollTo = function (where) {"
        " scrolls.add(where.behavior); }"
    )
    _open_at_rest(page, f"{address}learn/queues.html")
    figure = page.locator("figure.timeline").first
    figure.get_by_role("button", name="Play").click()
    page.clock.run_for(30 * PACE)
    assert figure.get_by_role("slider").input_value() == "31"
    reduced = request.node.callspec.id.startswith("reduced")
    expected = ["auto" if reduced else "smooth"]
    assert page.evaluate("[...scrolls]") == expected


@pytest.mark.parametrize("page", ALL_VIEWS, indirect=True)
def test_open_player_is_accessible(
    page: "Page",
    address: str,
    check_accessible: Callable,
    violations: list[str],
) -> None:
    """In mid-run and while it plays; and it breaks no policy."""
    page.goto(f"{address}learn/tasks.html")
    page.wait_for_load_state("networkidle")
    before = len(violations)
    _range(page).focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    other = _figure(page, "timeline-lost_error")
    other.get_by_role("slider").press("End")
    check_accessible(page)
    _button(page, "Play").click()
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
    """No dead button, no room for one, and the figure is complete."""
    page.goto(f"{address}learn/tasks.html")
    assert _figure(page).locator("button, input").count() == 0
    assert _figure(page).locator(".player").bounding_box()["height"] == 0
    assert _figure(page).locator("svg").nth(1).is_visible()


@WIDE_ONLY
def test_page_opened_as_a_file(page: "Page", site: Path) -> None:
    """Where nothing can be fetched, all is in the page."""
    page.goto(f"{(site / 'learn/tasks.html').as_uri()}#{GATHER}@5")
    assert _said(page) == _sentence(5)


@WIDE_ONLY
def test_figure_that_comes_later(page: "Page", address: str) -> None:
    """It gets a player when it says so, once, and tells its steps."""
    page.goto(f"{address}learn/tasks.html")
    page.evaluate(f"""() => {{
        window.later = document.querySelector("#{GATHER}").cloneNode(true);
        later.id = "later";
    }}""")
    page.evaluate("later.querySelector('.player').replaceChildren()")
    for _ in range(2):
        _button(page, "Step forward").click()
    _button(page, "Play").click()
    assert page.locator(".timeline-marks > div").count() == 1
    page.evaluate(f"""() => {{
        const figure = later;
        const box = document.querySelector("#{GATHER}").parentElement;
        box.replaceChildren(figure);
        for (const each of [box, figure]) {{
          each.dispatchEvent(new Event("timeline-added", {{ bubbles: true }}));
        }}
        window.told = [];
        document.addEventListener("timeline-step", ({{ target, detail }}) =>
          told.push([target.id, detail.step, detail.stands]));
    }}""")
    # Those in the code were of the other run.
    assert page.locator(".timeline-marks > div").count() == 0
    later = _figure(page, "later")
    assert later.get_by_role("slider").count() == 1
    for _ in range(5):
        later.get_by_role("button", name="Step forward").click()
    assert later.locator(".says > p").first.inner_text() == _sentence(5)
    identity, step, stands = page.evaluate("told.at(-1)")
    assert (identity, step) == ("later", 5)
    assert stands[0] == {
        "name": "main()",
        "state": "w",
        "line": "16",
        "place": "line 16",
    }


@pytest.mark.parametrize(
    "page", [view(WIDE, "light", permissions=["clipboard-read"])],
    indirect=True,
)  # fmt: skip
def test_copy_button_copies_the_code_alone(page: "Page", address: str) -> None:
    """And not the marks over it."""
    page.goto(f"{address}learn/tasks.html#{GATHER}@7")
    card = page.locator("#example-gather")
    assert card.locator(".timeline-marks > div").count() == 2
    card.hover()
    card.locator("button.copybtn").click()
    page.wait_for_selector(".copybtn.success")
    copied = page.evaluate("navigator.clipboard.readText()")
    code = recordings.EXAMPLES / "learn/tasks/gather.py"
    assert code.read_text("utf-8").rstrip().endswith(copied.rstrip())
