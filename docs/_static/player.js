// Steps through the figure of a recording. All that it needs stands in the
// figure: the rows of its table, with what timeline/steps.py writes on them.
//
// Whoever puts a figure into the page later, or takes one out, dispatches
// "timeline-added" on it or around it, bubbling; and whoever changes the code of
// a card, "timeline-code" on the card. The player dispatches "timeline-step" on
// the figure, with `step` and `stands` as its detail.
(() => {
  "use strict";

  const PACE = 1400; // milliseconds from step to step while it plays
  const MOST = 8; // how many tasks or timers are listed; more help nobody
  const STATES = { a: "runs", r: "is ready", w: "waits", e: "ends" };
  const MARKS = { a: "runs", r: "ready", w: "waits", e: "ends" };
  const SVG = "http://www.w3.org/2000/svg";
  const players = new Map(); // by figure
  let playing = null; // one at a time

  function make(tag, attributes, ...content) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      element.setAttribute(name, value);
    }
    element.append(...content);
    return element;
  }

  // How all things stand at each step, from what changes at each row. Step 0
  // comes before the first row.
  function read(table) {
    const names = (table.dataset.names || "").split("\n");
    const named = (numbers) =>
      numbers ? numbers.split(",").map((number) => names[number]) : [];
    const stands = new Map();
    const steps = [
      { stands: [], queue: [], timers: [], places: [0, 0], line: "",
        time: "0 s", text: "Nothing has happened yet" },
    ];
    for (const row of table.tBodies[0].rows) {
      const [time, line, text] = [...row.cells].map((td) => td.textContent);
      const step = { ...steps[steps.length - 1], time, line, text };
      step.places = row.dataset.u.split(" ").map(Number);
      for (const piece of (row.dataset.now || "").split(" ")) {
        const [, who, state, at, of] =
          /^(\d+)(\w?)(?:(\d*)|@(\d+))$/.exec(piece) || [];
        if (piece[0] === "q") step.queue = named(piece.slice(1));
        if (piece[0] === "t") step.timers = named(piece.slice(1));
        // A line of another file is none of this code, and is told alone.
        const place = of ? names[of] : at && `line ${at}`;
        if (state) {
          stands.set(who, { name: names[who], state, line: at || "", place });
        }
        else if (who) stands.delete(who);
      }
      step.stands = [...stands.values()];
      step.printed = row.dataset.out;
      step.complained = row.dataset.err;
      steps.push(step);
    }
    return steps;
  }

  // A list that keeps the room that it needs at its fullest.
  class List {
    constructor(head, most) {
      this.items = make("ul", {});
      this.items.style.minHeight = `${1.5 * Math.min(Math.max(most, 1), MOST)}rem`;
      this.box = make("div", {}, make("p", {}, head), this.items);
    }

    show(texts) {
      const shown = texts.length > MOST ? texts.slice(0, MOST - 1) : texts;
      const items = shown.map((text) => make("li", { title: text }, text));
      const more = texts.length - shown.length;
      if (more) items.push(make("li", {}, `and ${more} more`));
      if (!texts.length) items.push(make("li", { class: "none" }, "none"));
      this.items.replaceChildren(...items);
    }
  }

  // The part of an SVG that is still to come, behind a curtain.
  class Curtain {
    constructor(box, down) {
      const svg = box.querySelector("svg:not(.names)");
      [this.box, this.down] = [box, down];
      this.names = box.querySelector(".names");
      this.size = ["width", "height"].map((side) => +svg.getAttribute(side));
      this.cloth = document.createElementNS(SVG, "path");
      this.cloth.setAttribute("class", "curtain");
      svg.append(this.cloth);
    }

    draw(place) {
      const [width, height] = this.size;
      this.cloth.setAttribute(
        "d",
        this.down
          ? `M0 ${place}H${width}V${height}H0Z`
          : `M${place} 0V${height}H${width}V0Z`,
      );
    }

    open() {
      this.cloth.setAttribute("d", "");
    }

    // Scroll so that the present is in sight, with what came before it.
    reveal(place, calm) {
      const { box, down } = this;
      const before = down ? this.names.clientHeight : this.names.clientWidth;
      const room = (down ? box.clientHeight : box.clientWidth) - before;
      const from = down ? box.scrollTop : box.scrollLeft;
      if (room <= 0 || (place >= from + 12 && place <= from + room - 24)) return;
      box.scrollTo({
        [down ? "top" : "left"]: Math.max(0, place - room * 0.6),
        behavior: calm ? "auto" : "smooth",
      });
    }
  }

  // Marks lines in the code of a card, or in the reader's version of it.
  class Code {
    constructor(card) {
      this.card = card;
      this.block = card.querySelector(".highlight");
      this.pre = this.block.querySelector("pre");
      this.numbers = new Map();
      this.stands = [];
      for (const number of this.block.querySelectorAll(".linenos")) {
        this.numbers.set(number.textContent.trim(), number);
      }
      // What it tells stands in the list of tasks, too.
      this.marks = make("div", { class: "timeline-marks", "aria-hidden": true });
    }

    // The box of a line's number in what is shown; none where the figure is of
    // other code than that.
    box(line) {
      const yours = this.card.querySelector(".run-lines");
      if (!yours) return this.numbers.get(line)?.getBoundingClientRect();
      const at = `\n${yours.textContent}\n`.indexOf(`\n${line}\n`);
      if (at < 0 || this.card.matches(".is-changed")) return undefined;
      const range = document.createRange();
      range.setStart(yours.firstChild, at);
      range.setEnd(yours.firstChild, at + line.length);
      return range.getBoundingClientRect();
    }

    show(stands = this.stands) {
      this.stands = stands;
      const yours = this.card.querySelector(".run-area");
      const place = yours || this.block;
      if (this.marks.parentNode !== place) place.append(this.marks);
      const top = place.getBoundingClientRect().top;
      const height = parseFloat(getComputedStyle(yours || this.pre).lineHeight);
      const lines = new Map();
      for (const { name, state, line } of stands) {
        if (!line || !this.box(line)) continue;
        if (!lines.has(line)) lines.set(line, new Map());
        const found = lines.get(line);
        found.set(state, [...(found.get(state) || []), name]);
      }
      this.marks.replaceChildren(
        ...[...lines].map(([line, found]) => {
          const states = [..."arwe"].filter((state) => found.has(state));
          const text = states
            .map((state) => `${found.get(state).join(", ")} ${MARKS[state]}`)
            .join("; ");
          const mark = make("div", { class: states[0], "data-line": line },
            make("span", {}, text));
          const box = this.box(line);
          mark.style.top = `${(box.top + box.bottom - height) / 2 - top}px`;
          mark.style.height = `${height}px`;
          return mark;
        }),
      );
    }
  }

  const codes = new Map(); // by card; two figures may share one

  function codeBeside(figure) {
    const recording = figure.closest(".recording");
    const card = recording && recording.previousElementSibling;
    if (!card || !card.matches(".example") || !card.querySelector(".linenos")) {
      return null;
    }
    if (!codes.has(card)) codes.set(card, new Code(card));
    return codes.get(card);
  }

  class Player {
    // At first only a row of controls.
    constructor(figure) {
      this.figure = figure;
      this.slot = figure.querySelector(".player");
      this.table = figure.querySelector("table[data-names]");
      this.last = this.table.tBodies[0].rows.length;
      this.step = 0;
      this.steps = null;
      const button = (name, content, press) => {
        const made = make("button", { type: "button", title: name }, content);
        made.addEventListener("click", press);
        return made;
      };
      // The sign behind the triangles keeps them from becoming pictures.
      this.back = button("Step back", "◀\uFE0E", () => this.press(-1));
      this.forth = button("Step forward", "▶\uFE0E", () => this.press(1));
      for (const each of [this.back, this.forth]) {
        each.setAttribute("aria-label", each.title);
      }
      this.play = button("", "Play", () => this.toggle());
      this.play.removeAttribute("title");
      this.range = make("input", {
        type: "range", min: 0, max: this.last, value: 0, "aria-label": "Step",
        "aria-valuetext": `before the first of ${this.last} steps`,
      });
      this.range.value = 0; // even where the browser remembers another
      this.range.addEventListener("input", () => {
        this.pause();
        this.go(+this.range.value);
      });
      this.status = make("p", { role: "status" });
      this.slot.append(
        make("div", { class: "controls" }, this.back, this.forth, this.play,
          this.range),
        this.status,
      );
      this.slot.setAttribute("role", "group");
      const title = figure.querySelector("svg title");
      this.slot.setAttribute("aria-labelledby", title.id);
    }

    // All else, on first use.
    open() {
      const { figure } = this;
      this.steps = read(this.table);
      this.code = codeBeside(figure);
      this.curtains = [
        new Curtain(figure.querySelector(".wide"), false),
        new Curtain(figure.querySelector(".narrow"), true),
      ];
      const longest = this.steps
        .map((_, step) => this.sentence(step))
        .reduce((a, b) => (b.length > a.length ? b : a));
      this.says = make("p", {});
      // It keeps the room for the longest sentence, so that nothing moves.
      this.slot.append(make("div", { class: "says" },
        this.says, make("p", { class: "room", "aria-hidden": true }, longest)));
      const fullest = (what) =>
        Math.max(...this.steps.map((step) => step[what].length));
      this.tasks = new List("Where each stands", fullest("stands"));
      this.queue = new List("Ready queue, next first", fullest("queue"));
      this.timers = new List("Timers, next first", fullest("timers"));
      this.output = make("pre", { tabindex: 0, role: "group", "aria-label": "Printed so far" });
      this.prints = [];
      this.steps.forEach(({ printed, complained }, step) => {
        if (!printed && !complained) return;
        const text = make("span", {}, printed || "");
        if (complained) text.append(make("span", { class: "err" }, complained));
        this.prints.push([step, text]);
        this.output.append(text);
      });
      this.link = make("a", { href: "#" }, "Link to this step");
      this.link.addEventListener("click", (event) => this.copy(event));
      this.copied = make("span", {});
      figure.querySelector(".narrow").after(
        make("div", { class: "panels" }, this.tasks.box, this.queue.box,
          this.timers.box,
          make("div", { class: "printed" }, make("p", {}, "Printed so far"), this.output),
          make("div", { class: "share" }, this.link, this.copied)),
      );
      figure.classList.add("open");
    }

    sentence(step) {
      const { time, line, text } = this.steps[step];
      const where = /^\d/.test(line) ? `line ${line}` : line;
      return [`${step} of ${this.last}`, time, where, text]
        .filter(Boolean).join(" · ");
    }

    go(step) {
      if (!this.steps) this.open();
      this.step = Math.min(Math.max(step, 0), this.last);
      const now = this.steps[this.step];
      const said = this.sentence(this.step);
      this.range.value = this.step;
      this.range.setAttribute("aria-valuetext", said);
      this.says.textContent = said;
      this.back.setAttribute("aria-disabled", this.step === 0);
      this.forth.setAttribute("aria-disabled", this.step === this.last);
      this.tasks.show(now.stands.map(({ name, state, place }) =>
        `${name} ${STATES[state]}${place && `, ${place}`}`));
      this.queue.show(now.queue);
      this.timers.show(now.timers);
      for (const [at, text] of this.prints) {
        text.classList.toggle("future", at > this.step);
      }
      const shown = this.prints.filter(([at]) => at <= this.step).pop();
      this.output.scrollTop = shown
        ? shown[1].offsetTop + shown[1].offsetHeight - this.output.clientHeight
        : 0;
      // The sign for an end is drawn beside the place of the end.
      const ends = now.stands.some(({ state }) => state === "e") ? 11 : 2;
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.curtains.forEach((curtain, which) => {
        const place = this.step ? now.places[which] + ends : 0;
        if (this.step === this.last) curtain.open();
        else curtain.draw(place);
        curtain.reveal(place, calm);
      });
      if (this.code) this.code.show(now.stands);
      this.link.href = `#${this.figure.id}@${this.step}`;
      this.copied.textContent = "";
      this.figure.dispatchEvent(new CustomEvent("timeline-step", {
        bubbles: true, detail: { step: this.step, stands: now.stands },
      }));
    }

    // Tell it to a screen reader; not at each step of a run that plays, and
    // not while the slider, which tells it itself, is moved.
    announce() {
      this.status.textContent = this.sentence(this.step);
    }

    press(by) {
      this.pause();
      this.go(this.step + by);
      this.announce();
    }

    toggle() {
      if (playing === this) {
        this.pause();
        this.announce();
        return;
      }
      if (playing) playing.pause();
      playing = this;
      this.status.textContent = "";
      this.play.textContent = "Pause";
      this.go(this.step === this.last ? 1 : this.step + 1);
      this.timer = setInterval(() => {
        // Another figure may have taken its place.
        if (this.figure.isConnected) this.go(this.step + 1);
        if (this.step === this.last || !this.figure.isConnected) {
          this.pause();
          this.announce();
        }
      }, PACE);
    }

    pause() {
      clearInterval(this.timer);
      this.play.textContent = "Play";
      if (playing === this) playing = null;
    }

    copy(event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      history.replaceState(null, "", this.link.href);
      const done = (text) => {
        this.copied.textContent = this.status.textContent = text;
      };
      const failed = () => done("It is in the address bar");
      if (!navigator.clipboard) failed();
      else {
        navigator.clipboard.writeText(this.link.href)
          .then(() => done("Copied"), failed);
      }
    }
  }

  function add(root) {
    const inside = [...root.querySelectorAll("figure.timeline")];
    for (const figure of root.matches("figure.timeline") ? [root] : inside) {
      const ready = figure.querySelector(".player, table[data-names]");
      if (ready && !players.has(figure)) players.set(figure, new Player(figure));
    }
  }

  // Open the step that the address names: #timeline-gather@12.
  function follow() {
    const [, id, step] = /^#(.+)@(\d+)$/.exec(location.hash) || [];
    const player = players.get(document.getElementById(id));
    if (!player) return;
    for (let at = player.figure; at; at = at.parentElement) {
      if (at.localName === "details") at.open = true;
    }
    player.pause();
    player.go(+step);
    player.announce();
    player.range.focus({ preventScroll: true });
    player.slot.scrollIntoView({ block: "center", behavior: "instant" });
  }

  addEventListener("hashchange", follow);
  addEventListener("resize", () => {
    for (const code of codes.values()) code.show();
  });
  document.addEventListener("timeline-code", ({ target }) => {
    codes.get(target)?.show();
  });
  document.addEventListener("timeline-added", ({ target }) => {
    add(target);
    for (const { figure, code } of players.values()) {
      if (code && !figure.isConnected) code.show([]);
    }
  });
  add(document.body);
  follow();
})();
