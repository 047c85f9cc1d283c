"""Draws a recording as SVG: wide, with time going right, or narrow, downwards.

Colours and fonts come from ``timeline.css``, by the classes named here. What a
colour tells, a shape tells, too.
"""

from html import escape

from timeline import layout, steps, words

# Pixels. A letter is about so wide, in sans-serif and in monospace.
LETTER, MONO = 6.4, 7.3
PITCH = 28  # from lane to lane
BOX = 19  # the thickness of a box
TOP = 26  # the height of the times above the lanes
NAMES = 200  # the most that the names of the lanes may take, when wide
NARROW = 306  # the width of a narrow figure, unless its lanes need more,
TEXTS = 150  # and what, of that, the texts need
TAIL = 22  # room for what marks the end of a lane
REASON = 110  # and for why a run, or its figure, stops
ERROR = 240  # the most for an error, behind its task

WIDTH = 700  # what a page has room for; a wider figure is denser
WIDE_METRICS = layout.Metrics(8, 8, 9, 0, 26, 8, 48, 120)
DENSE_METRICS = layout.Metrics(6, 6, 9, 0, 24, 6, 34, 90)
NARROW_METRICS = layout.Metrics(9, 6, 9, 15, 19, 7, 30, 60)

# The classes of the shapes, in the order in which they are painted.
SHAPES = (
    "band", "wall", "hatch", "wait", "late", "ready", "thread", "box",
    "thrown", "create", "wake", "cancel", "vain", "head-create", "head-wake",
    "head-cancel", "timer", "timeout", "out", "returned", "raised",
    "cancelled", "destroyed", "deadlock", "more",
)  # fmt: skip


def clipped(text: str, room: float, letter: float = LETTER) -> str:
    """Return the text, or what of it fits into a number of pixels."""
    most = int(room / letter)
    return text if len(text) <= most else text[: max(most - 1, 0)] + "…"


class Drawing:
    """Collects the shapes and texts of one figure.

    A place is (u, v): ``u`` pixels along the lanes and ``v`` across them.
    ``lanes`` are the places of the lanes, and ``size`` is the thickness of a
    box.
    """

    def __init__(
        self, plan: layout.Plan, lanes: list[float], size: float, *, wide: bool
    ) -> None:
        self.lanes = lanes
        self.half = size / 2
        self.edge = lanes[0] - self.half - 4
        self.far = lanes[-1] + self.half + 4
        self.wide = wide
        self._shapes: dict[str, list[str]] = {kind: [] for kind in SHAPES}
        self._texts: list[str] = []
        self._draw(plan)

    def _draw(self, plan: layout.Plan) -> None:
        for u, end, _ in plan.bands:
            self._rectangle("band", u, end, self.edge, self.far)
        for u, end, _, blocked in plan.gaps:
            if blocked:
                self._rectangle("wall", u, end, self.edge, self.far)
                self._hatch(u, end)
        for lane, u, end, _ in plan.waits:
            self._line("wait", (u, self.lanes[lane]), (end, self.lanes[lane]))
        for lane, u, end, _ in plan.overdue:
            self._line("late", (u, self.lanes[lane]), (end, self.lanes[lane]))
        for lane, u, end in plan.readies:
            self._line("ready", (u, self.lanes[lane]), (end, self.lanes[lane]))
        for lane, u, end in plan.threads:
            v, half = self.lanes[lane], self.half - 4
            self._rectangle("thread", u, end, v - half, v + half)
        for lane, u, end, _, thrown in plan.boxes:
            v, far = self.lanes[lane] - self.half, self.lanes[lane] + self.half
            if thrown:  # a notch, where the exception comes in
                notch = u + 5, self.lanes[lane]
                corners = (u, v), (end, v), (end, far), (u, far), notch
                self._area("thrown", *corners)
            else:
                self._rectangle("box", u, end, v, far)
        for arrow in plan.arrows:
            self._arrow(*arrow)
        for mark in plan.marks:
            self._mark(*mark)

    # Shapes.

    def _at(self, u: float, v: float) -> str:
        x, y = (u, v) if self.wide else (v, u)
        return f"{round(x, 1):g} {round(y, 1):g}"

    def _line(self, kind: str, *points: tuple[float, float]) -> None:
        path = "L".join(self._at(u, v) for u, v in points)
        self._shapes[kind].append(f"M{path}")

    def _area(self, kind: str, *points: tuple[float, float]) -> None:
        self._line(kind, *points)
        self._shapes[kind].append("Z")

    def _rectangle(
        self, kind: str, u: float, end: float, v: float, far: float
    ) -> None:
        self._area(kind, (u, v), (end, v), (end, far), (u, far))

    def _circle(self, kind: str, u: float, v: float, radius: float) -> None:
        start = u - radius, v
        if not self.wide:
            start = u, v - radius
        half = f"a{radius} {radius} 0 1 0 "
        self._shapes[kind].append(
            f"M{self._at(*start)}{half}{2 * radius} 0{half}{-2 * radius} 0"
        )

    def _hatch(self, u: float, end: float) -> None:
        """Draw diagonals from edge to edge, each cut off at the ends."""
        across = self.far - self.edge
        for corner in range(int(u - across) + 8, int(end), 8):
            start, stop = max(corner, u), min(corner + across, end)
            self._line(
                "hatch",
                (start, self.edge + start - corner),
                (stop, self.edge + stop - corner),
            )

    def _arrow(self, kind: str, u: float, source: int, target: int) -> None:
        v, to = self.lanes[source], self.lanes[target]
        down = 1 if to > v else -1
        self._line(kind, (u, v + down * self.half), (u, to - down * 6))
        if kind == "vain":  # a bar: it does not get there
            self._line(kind, (u - 4, to - down * 6), (u + 4, to - down * 6))
            return
        tip, base = to - down, to - down * 7
        self._area(f"head-{kind}", (u, tip), (u - 3.5, base), (u + 3.5, base))

    def _mark(self, kind: str, lane: int, u: float) -> None:
        v, end = self.lanes[lane], u + 9
        if kind == "timer":
            self._circle(kind, u, v, 3.5)
        elif kind == "timeout":
            self._area(kind, (u - 5, v), (u, v - 5), (u + 5, v), (u, v + 5))
        elif kind == "out" and self.wide:
            # Above the box, where no label can be.
            y = v - self.half - 2
            self._area(kind, (u - 2, y), (u + 3, y - 3), (u - 2, y - 6))
        elif kind == "returned":
            self._circle(kind, end, v, 4.5)
        elif kind == "raised":
            self._line(kind, (end - 4, v - 4), (end + 4, v + 4))
            self._line(kind, (end - 4, v + 4), (end + 4, v - 4))
        elif kind == "cancelled":
            self._circle(kind, end, v, 4.5)
            self._line(kind, (end - 3, v + 3), (end + 3, v - 3))
        elif kind == "destroyed":
            self._circle(kind, end, v, 4.5)
            self._line(kind, (end - 3, v - 3), (end + 3, v + 3))
            self._line(kind, (end - 3, v + 3), (end + 3, v - 3))
        elif kind in {"deadlock", "more"}:
            self._line(kind, (u, self.edge), (u, self.far))

    # Texts.

    def text(self, kind: str, x: float, y: float, text: str) -> None:
        """Write a text at a place on the page."""
        self._texts.append(
            f'<text class="{kind}" x="{round(x, 1):g}" y="{round(y, 1):g}">'
            f"{escape(text, quote=False)}</text>"
        )

    def times(self, plan: layout.Plan) -> None:
        """Write the time of each band above it, and between them how much
        passes, where there is room.
        """
        free = 0.0
        instants = []
        for u, end, t in plan.bands:
            middle, text = (u + end) / 2, words.duration(t)
            half = len(text) * LETTER / 2
            if middle - half >= free:
                self.text("instant", middle, 14, text)
                free = middle + half + LETTER
            instants.append((middle - half, middle + half))
        for gap, before, after in zip(
            plan.gaps, instants, instants[1:], strict=False
        ):
            u, end, time, blocked = gap
            kind, sign = ("blocked", "blocked ") if blocked else ("later", "+")
            text = sign + words.duration(time)
            half = (len(text) + 2) * LETTER / 2
            middle = (u + end) / 2
            if middle - half > before[1] and middle + half < after[0]:
                self.text(kind, middle, 14, text)

    def label(self, plan: layout.Plan, wait: tuple) -> None:
        """Write above a wait what is waited for, into its widest gap."""
        lane, start, end, label = wait
        gaps = [
            (u, min(stop, end))
            for u, stop, *_ in plan.gaps
            if start <= u < end
        ]
        u, stop = max(gaps, key=lambda gap: gap[1] - gap[0], default=(0, 0))
        y = self.lanes[lane] - 5
        for text in label:
            for left, right in (u, stop), (start, end):
                if len(text) * LETTER <= right - left:
                    self.text("label", (left + right) / 2, y, text)
                    return
        if gaps:
            room = min(end, stop + 30) - max(start, u - 30)
            shown = clipped(label[-1], room)
            self.text("label", (u + stop) / 2, y, shown)

    def svg(self, width: float, height: float, key: str, recording: dict):
        """Return the figure as SVG, with a title and a description."""
        title = escape(f"Timeline of {recording['file']}")
        described = escape(words.summary(recording))
        paths = "".join(
            f'<path class="{kind}" d="{"".join(found)}"/>'
            for kind, found in self._shapes.items()
            if found
        )
        return _svg(
            width,
            height,
            f'<title id="{key}-title">{title}</title>'
            f'<desc id="{key}-desc">{described} All that is drawn stands in '
            f"the table below.</desc>{paths}{''.join(self._texts)}",
            f'role="img" aria-labelledby="{key}-title {key}-desc"',
        )


def _svg(width: float, height: float, content: str, attributes: str) -> str:
    size = f'width="{width:.0f}" height="{height:.0f}"'
    box = f'viewBox="0 0 {width:.0f} {height:.0f}"'
    return f"<svg {attributes} {size} {box}>{content}</svg>"


def _names(width: float, height: float, content: str) -> str:
    """Return the names of the lanes, which stay in sight, as SVG.

    For a screen reader the description says enough.
    """
    return _svg(width, height, content, 'class="names" aria-hidden="true"')


def _line_kind(plan: layout.Plan, lane: int, u: float) -> str:
    """Return the classes of the line in a box; of another file, one more."""
    return "line elsewhere" if (lane, u) in plan.elsewhere else "line"


def wide(recording: dict, key: str) -> tuple[str, layout.Plan]:
    """Return the figure with time going right, and its plan.

    ``key`` begins each id in it. Raises ValueError where there is no lane.
    """
    plan = layout.plan(recording, WIDE_METRICS)
    names = [clipped(lane.name, NAMES, MONO) for lane in plan.lanes]
    column = max(map(len, names)) * MONO + 14
    if column + plan.length + TAIL > WIDTH:
        plan = layout.plan(recording, DENSE_METRICS)
    lanes = [TOP + 4 + PITCH * (n + 0.5) for n in range(len(plan.lanes))]
    drawing = Drawing(plan, lanes, BOX, wide=True)
    for lane, u, end, line, _ in plan.boxes:
        if line is not None:
            kind = _line_kind(plan, lane, u)
            drawing.text(kind, (u + end) / 2, lanes[lane] + 4, str(line))
    drawing.times(plan)
    for wait in plan.waits:
        drawing.label(plan, wait)
    for lane, u, end, late in plan.overdue:
        text = f"{words.duration(late)} late"
        middle = max((u + end) / 2, u + len(text) * LETTER / 2)
        drawing.text("lateness", middle, lanes[lane] - 5, text)
    width = plan.length + TAIL
    for lane, u, error in plan.errors:
        text = clipped(error, ERROR)
        drawing.text("error", u + TAIL, lanes[lane] + 4, text)
        width = max(width, u + TAIL + len(text) * LETTER)
    reasons = [note for note in plan.notes if note[0] in {"deadlock", "more"}]
    for kind, u, text in reasons:
        drawing.text(kind, u + 6, TOP + 12, text)
    texts = "".join(
        f'<text x="2" y="{v + 4:g}">{escape(name, quote=False)}</text>'
        for name, v in zip(names, lanes, strict=True)
    )
    width = max(width, plan.length + (REASON if reasons else TAIL))
    height = lanes[-1] + PITCH / 2 + 6
    svg = drawing.svg(width, height, key, recording)
    return _names(column, height, texts) + svg, plan


def narrow(recording: dict, key: str) -> tuple[str, layout.Plan]:
    """Return the figure with time going down, and its plan.

    What happens is written beside it. ``key`` and errors are as for ``wide``.
    """
    plan = layout.plan(recording, NARROW_METRICS)
    count = len(plan.lanes)
    pitch = max(15, min(PITCH, (NARROW - TEXTS) / max(count, 1)))
    lanes = [4 + pitch * (n + 0.5) for n in range(count)]
    drawing = Drawing(plan, lanes, min(BOX, pitch - 3), wide=False)
    left = lanes[-1] + pitch / 2 + 10
    width = max(NARROW, left + TEXTS)
    for lane, u, end, line, _ in plan.boxes:
        if line is not None:
            kind = _line_kind(plan, lane, u)
            drawing.text(kind, lanes[lane], (u + end) / 2 + 4, str(line))
    for (u, end, time, blocked), (_, _, t) in zip(
        plan.gaps, plan.bands[1:], strict=True
    ):
        kind, says = "later", "{} later, at {}"
        if blocked:
            kind, says = "blocked", "blocked for {}, until {}"
        text = says.format(words.duration(time), words.duration(t))
        drawing.text(
            kind, left, (u + end) / 2 + 4, clipped(text, width - left)
        )
    for kind, u, note in plan.notes:
        letter = MONO if kind == "out" else LETTER
        text = f"\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} {note}"
        text = clipped(text if kind == "out" else note, width - left, letter)
        drawing.text(kind, left, u + 1, text)
    top = 13 * count + 6
    elbows = "".join(
        f"M{left - 4:g} {13 * n + 9}H{v:g}V{top}" for n, v in enumerate(lanes)
    )
    texts = "".join(
        f'<text x="{left:g}" y="{13 * n + 13}">'
        f"{escape(clipped(lane.name, width - left, MONO), quote=False)}</text>"
        for n, lane in enumerate(plan.lanes)
    )
    names = _names(width, top, f'<path d="{elbows}"/>{texts}')
    svg = drawing.svg(width, plan.length + TAIL, key, recording)
    return names + svg, plan


def table(recording: dict, *plans: layout.Plan) -> str:
    """Return the facts of the figure as a folded table.

    Each row says, in ``data-u``, how far each of the plans has come with it;
    for the other attributes see ``steps``.
    """
    told = words.tell(recording)
    names, changes = steps.attributes(recording, told)
    rows = []
    for row, changed in zip(told, changes, strict=True):
        places = (plan.at.get(row.event, plan.length) for plan in plans)
        rows.append(
            f'<tr data-u="{" ".join(f"{u:.0f}" for u in places)}"{changed}>'
            f"<td>{words.duration(row.t)}</td><td>{escape(row.place)}</td>"
            f"<td>{escape(row.text, quote=False)}</td></tr>"
        )
    heads = "".join(
        f'<th scope="col">{head}</th>'
        for head in ("Time", "Line", "What happens")
    )
    return (
        "<details><summary>The same as text "
        f"({words.counted(len(told), 'row')})</summary><table{names}>"
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody>"
        "</table></details>"
    )


def html(recording: dict, key: str, help_link: str = "") -> str:
    """Return the figure of a recording, in both forms, with its table.

    ``key`` is its id and begins each id in it, and is unique on the page.
    ``help_link`` is HTML that follows the summary. Where no event loop ran,
    or nothing of it was recorded, nothing is drawn and the summary says so.
    ``player.js`` puts its controls into what is empty here.
    """
    summary = escape(words.summary(recording))
    caption = f"<figcaption>{summary}{help_link}</figcaption>"
    caption += "".join(
        f'<p class="note">{escape(note)}</p>' for note in recording["notes"]
    )
    calls = any(event["e"] == "call" for event in recording["events"])
    ran = recording["tasks"] or calls
    if not ran or not layout.lanes(recording):
        return f'<figure class="timeline">{caption}</figure>'
    wide_svg, wide_plan = wide(recording, f"{key}-wide")
    narrow_svg, narrow_plan = narrow(recording, f"{key}-narrow")
    scrolls = 'role="group" aria-label="Timeline" tabindex="0"'
    if files := sorted({*wide_plan.elsewhere.values()}):
        files = escape(words.listed(files))
        caption += f'<p class="note">Slanted lines are of {files}.</p>'
    if wide_plan.left_out:
        left_out = words.counted(wide_plan.left_out, "more lane")
        caption += f'<p class="note">Not drawn: {left_out}.</p>'
    return (
        f'<figure class="timeline" id="{key}">{caption}'
        '<div class="player"></div>'
        f'<div class="wide" {scrolls}>{wide_svg}</div>'
        f'<div class="narrow" {scrolls}>{narrow_svg}</div>'
        f"{table(recording, wide_plan, narrow_plan)}</figure>"
    )
