// Edit and Run on the card of each example. Python is loaded on the first use.
(() => {
  const folder = new URL("./", document.currentScript.src);
  const root = new URL(document.documentElement.dataset.content_root, location);
  const isServed = location.protocol.startsWith("http");
  const UNSERVED = "A page opened from a file cannot run Python. Type make serve in the project, or run";
  // Seconds without news, after which it is said that it takes long, and after
  // which Python is given up; and how long a program may take beyond its own
  // limit, which ends all but a loop written in C.
  const SLOW = 10;
  const HOPELESS = 60;
  const LIMIT = 8;
  // The longest text that a link may bring, in characters.
  const LONGEST = 100_000;

  const element = (name, properties = {}, ...content) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...content);
    return made;
  };
  const megabytes = (bytes) => (bytes / 1e6).toFixed(0);

  // A short text that changes with the long one (FNV-1a).
  const digest = (text) => {
    let hash = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) {
      hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    }
    return hash.toString(36);
  };

  async function pack(text) {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

  // Throws where the code is broken, or stands for more than anybody types.
  async function unpack(code) {
    const binary = atob(code.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const stream = new Blob([bytes])
      .stream()
      .pipeThrough(new DecompressionStream("deflate-raw"))
      .pipeThrough(new TextDecoderStream("utf-8", { fatal: true }));
    const reader = stream.getReader();
    let text = "";
    for (let part; !(part = await reader.read()).done; ) {
      text += part.value;
      if (text.length > LONGEST) throw new RangeError("too long");
    }
    return text;
  }

  // Where a browser forbids storage, even the look at it fails.
  const storage = {
    read(name) {
      try {
        return JSON.parse(localStorage.getItem(name));
      } catch {
        return null;
      }
    },
    write(name, value) {
      try {
        if (value) localStorage.setItem(name, JSON.stringify(value));
        else localStorage.removeItem(name);
        return true;
      } catch {
        return false;
      }
    },
  };

  // One Python for all examples of the page; they take turns.
  const python = {
    worker: null,
    about: null,
    queue: Promise.resolve(),
    phase: {},
    job: null,

    // Ask what the site was built with, once.
    async learn() {
      if (!isServed) throw new Error(UNSERVED);
      try {
        const address = new URL("python.json", folder);
        // Without a network, as offline.js has kept it.
        const answer = await fetch(address, { cache: "no-cache" }).catch(() => caches.match(address));
        this.about = await answer.json();
      } catch {
        if (!this.about) throw new Error("The site does not answer, so Python cannot be loaded. Try again, or run");
      }
      if (!this.about.version) {
        throw new Error("This copy of the site was built without the Python for browsers. Install Node 18.17 or newer with npm and type make html again, or run");
      }
    },

    async start() {
      await this.learn();
      if (this.worker) return;
      this.used();
      this.phase = { phase: "loading", bytes: 0 };
      const worker = new Worker(this.address("worker.js"), { type: "module" });
      this.worker = worker;
      worker.onmessage = ({ data }) => worker === this.worker && this.hear(data);
      worker.onerror = (event) => {
        event.preventDefault();
        if (worker === this.worker) this.hear({ failed: event.message || "its files did not load" });
      };
      this.wait();
    },

    address(name) {
      return new URL(`${name}?v=${this.about.version}&pyodide=${this.about.pyodide}`, folder);
    },

    // Once a program has run, the next ones need no network.
    async keep() {
      this.isKept = true;
      try {
        await navigator.serviceWorker.register(this.address("offline.js"), { scope: folder });
      } catch {} // forbidden, or not there: then they need one
    },

    hear(message) {
      if (message.phase) this.phase = message;
      if (message.failed) {
        this.forget();
        const why = message.failed.trim().split("\n").at(-1).replace(/[.:]$/, "");
        this.end(`Python failed: ${why}. Run the file on your machine instead:`);
      } else if (message.done) {
        this.rest();
        if (!this.isKept) this.keep();
        const { unsimulated } = message.done;
        this.finish(unsimulated ? { unsimulated } : { done: message.done });
      } else {
        if (message.phase === "ready" && !this.job) this.rest();
        else if (message.phase) this.wait();
        this.job?.report(message);
      }
    },

    // Watch over what Python is doing now.
    wait() {
      this.rest();
      const isRunning = ["ready", "running", "drawing"].includes(this.phase.phase);
      const say = () => {
        if (isRunning) {
          this.end(`It was ended after ${LIMIT} s, in something that Python cannot interrupt.`);
          return;
        }
        this.job?.report({ phase: "slow" });
        this.timer = setTimeout(() => {
          this.forget();
          this.end("Python did not start. Something may be in its way: reload the page, or run the file on your machine:");
        }, (HOPELESS - SLOW) * 1000);
      };
      this.timer = setTimeout(say, (isRunning ? LIMIT : SLOW) * 1000);
    },

    rest() {
      clearTimeout(this.timer);
    },

    // A snapshot that may be to blame is not used again.
    forget() {
      if (this.phase.phase === "loading") self.caches?.delete(`python-${this.about.version}`).catch(() => {});
    },

    // End Python with all that it does; the next run starts another one.
    end(sentence) {
      this.rest();
      this.worker?.terminate();
      this.worker = null;
      this.finish({ ended: sentence });
    },

    finish(result) {
      const job = this.job;
      this.job = null;
      job?.resolve(result);
    },

    run(request, report) {
      const turn = this.queue.then(async () => {
        if (request.isStopped) return { ended: "Stopped." };
        const result = new Promise((resolve) => (this.job = { report, resolve, request }));
        try {
          await this.start();
          report(this.phase);
          if (this.job) this.worker.postMessage(request);
          this.wait();
        } catch (error) {
          this.finish({ ended: error.message, isLocal: true });
        }
        return result;
      });
      this.queue = turn;
      return turn;
    },

    stop(request) {
      request.isStopped = true;
      if (this.job?.request === request) this.end("Stopped.");
    },
  };

  const SAYS = {
    loading: ({ bytes }) =>
      `Python is loading${bytes ? `: ${megabytes(bytes)} of ${megabytes(python.about.bytes)} MB` : ""} …`,
    preparing: () => "Python is starting …",
    slow: () => "Python is taking long to load. It may still come; Stop ends it.",
    ready: () => "Running …",
    running: () => "Running …",
    drawing: () => "Drawing …",
  };

  class Card {
    constructor(card) {
      this.card = card;
      this.head = card.querySelector(".example-head");
      this.link = this.head.querySelector("a.download");
      this.path = this.link.textContent.trim();
      this.name = `edit:${this.path}`;
      this.code = card.querySelector("div[class*=highlight-]");
      this.buttons = element("span", { className: "run-buttons" });
      this.runs = this.button("Run", () => this.run());
      this.runs.classList.add("run-main");
      this.edits = this.button("Edit", () => this.edit());
      this.resets = this.button("Reset", () => this.reset());
      this.stops = this.button("Stop", () => python.stop(this.request));
      this.resets.title = "As in the book";
      this.resets.hidden = this.stops.hidden = true;
      this.buttons.append(this.resets, this.edits, this.stops, this.runs);
      this.head.append(this.buttons);
      this.note = element("p", { className: "run-note" });
      this.note.setAttribute("role", "status");
      card.append(this.note);
    }

    button(label, act) {
      const made = element("button", { type: "button", className: "run-button" }, label);
      made.addEventListener("click", act);
      return made;
    }

    say(text, ...more) {
      this.note.replaceChildren(text, ...more);
    }

    // Say a sentence that ends with what to type.
    sayLocally(text) {
      this.say(`${text} `, element("code", {}, `python ${this.path}`));
    }

    // The whole file, of which the card may show a part.
    async original() {
      if (this.file === undefined) {
        const answer = await fetch(this.link.href);
        if (!answer.ok) throw new Error(answer.statusText);
        this.file = await answer.text();
      }
      return this.file;
    }

    async edit(text) {
      if (this.editor) return;
      if (!isServed) {
        this.sayLocally(UNSERVED);
        return;
      }
      try {
        await this.original();
      } catch {
        this.sayLocally("The file did not load. Try again, or run");
        return;
      }
      const id = `${this.card.id}-editor`;
      const label = element("label", { htmlFor: id, className: "run-label" }, `Your version of ${this.path}`);
      this.area = element("textarea", { id, value: text ?? this.file, spellcheck: false, wrap: "off" });
      this.area.setAttribute("autocapitalize", "off");
      this.area.setAttribute("autocomplete", "off");
      this.lines = element("div", { className: "run-lines" });
      this.lines.setAttribute("aria-hidden", "true");
      this.editor = element(
        "div",
        { className: "run-editor" },
        label,
        element("div", { className: "run-area" }, this.lines, this.area),
        element(
          "p",
          { className: "run-tools" },
          this.button("Copy", () => this.copy(this.area.value, "Copied.")),
          this.button("Download", () => this.download()),
          this.button("Copy a link to this version", () => this.share()),
        ),
      );
      this.area.addEventListener("input", () => this.typed());
      this.area.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.run();
      });
      this.code.hidden = true;
      this.code.after(this.editor);
      this.edits.hidden = true;
      this.resets.hidden = false;
      this.measure();
      this.compare();
      if (text === undefined) {
        this.say("");
        this.area.focus();
        // Loaded while the reader types.
        python.start().catch(() => {});
      }
    }

    measure() {
      const count = this.area.value.split("\n").length;
      if (count === this.area.rows && this.lines.textContent) return;
      this.area.rows = count;
      this.lines.textContent = Array.from({ length: count }, (_, index) => index + 1).join("\n");
    }

    // The figure may be of another text; the player marks lines in its own.
    compare() {
      const isChanged = this.area && this.area.value !== (this.ran ?? this.file);
      this.card.classList.toggle("is-changed", Boolean(isChanged));
      this.card.dispatchEvent(new CustomEvent("timeline-code", { bubbles: true }));
    }

    typed() {
      this.measure();
      this.compare();
      this.keep({ ...storage.read(this.name), text: this.area.value, of: digest(this.file) });
    }

    keep(edit) {
      if (!storage.write(this.name, edit)) {
        this.say("This browser does not let the page keep your text: copy or download it before you leave.");
      }
    }

    // Show what the reader wrote on an earlier visit.
    async restore() {
      const kept = storage.read(this.name);
      if (typeof kept?.text !== "string") return;
      await this.edit(kept.text);
      if (!this.editor) return;
      if (kept.of !== digest(this.file)) {
        this.say("The book has changed this example since you edited it. This is your text; Reset shows the new one.");
      } else this.say("Your version, kept in this browser.");
      this.offerMine(kept);
    }

    // Show what a link brings, and keep what the reader had.
    async open(code, of) {
      let text;
      try {
        text = await unpack(code);
      } catch {
        this.say("The link to a version of this example is damaged, so the book's is shown. Ask for the link again.");
        return;
      }
      await this.edit(text);
      if (!this.editor) return;
      const kept = storage.read(this.name);
      const had = kept?.text;
      this.replace(text);
      this.say(
        of === digest(this.file)
          ? "This version came with the link. Read it before you run it."
          : "This version came with the link, and the book has changed the example since. Read it before you run it.",
      );
      const edit = { text, of };
      if (typeof had === "string" && had !== text) edit.mine = { text: had, of: kept.of };
      else if (kept?.mine) edit.mine = kept.mine;
      this.keep(edit);
      this.offerMine(edit);
    }

    offerMine({ mine }) {
      if (!mine) return;
      const back = this.button("Back to my own version", () => {
        this.replace(mine.text);
        this.keep(mine);
        this.say("Your version, kept in this browser.");
        this.area.focus();
      });
      this.note.append(" ", back);
    }

    replace(text) {
      this.area.value = text;
      this.measure();
      this.compare();
    }

    // Show the book's code and recording again; what was there can come back.
    reset() {
      if (this.request) python.stop(this.request);
      const text = this.area?.value;
      const kept = storage.read(this.name);
      this.editor?.remove();
      this.editor = this.area = null;
      this.code.hidden = this.edits.hidden = false;
      this.resets.hidden = true;
      this.showBook();
      this.compare();
      storage.write(this.name, null);
      this.say("As in the book.");
      this.edits.focus();
      if (text !== undefined && text !== this.file) {
        const undo = this.button("Bring my version back", async () => {
          await this.edit(text);
          this.keep(kept ?? { text, of: digest(this.file) });
          this.say("");
          this.area.focus();
        });
        this.note.append(" ", undo);
      }
    }

    async copy(text, sentence) {
      try {
        await navigator.clipboard.writeText(text);
        this.say(sentence);
      } catch {
        const field = element("input", { value: text, readOnly: true, className: "run-field" });
        field.setAttribute("aria-label", "To copy");
        this.say("The browser does not let the page copy. Copy it from here: ", field);
        field.select();
      }
    }

    download() {
      const address = URL.createObjectURL(new Blob([this.area.value], { type: "text/x-python" }));
      element("a", { href: address, download: this.path.split("/").at(-1) }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    }

    async share() {
      if (this.area.value.length > LONGEST) {
        this.say("The text is too long for a link: download it instead.");
        return;
      }
      let code;
      try {
        code = await pack(this.area.value);
      } catch {
        this.say("This browser cannot make the link: download the text instead.");
        return;
      }
      const link = new URL(location);
      link.hash = `edit=${this.card.id}.${digest(this.file)}.${code}`;
      await this.copy(link.href, `Copied: a link of ${link.href.length} characters, which holds the whole text.`);
    }

    async run() {
      if (this.request) {
        this.say("It is running already; Stop ends it.");
        return;
      }
      const request = { path: this.path, key: `run-${this.card.id}`, tail: this.tail() };
      this.request = request;
      this.stops.hidden = false;
      this.live = { out: "", err: "" };
      if (python.job) this.say("Waiting for the run of another example to end …");
      else this.say("Python is loading …");
      let result;
      try {
        request.text = this.area ? this.area.value : await this.original();
        result = await python.run(request, (message) => this.hear(message));
      } catch {
        await python.learn().catch((error) => (result = { ended: error.message, isLocal: true }));
        result ??= { ended: "The file did not load. Try again, or run", isLocal: true };
      }
      clearTimeout(this.timer);
      this.timer = null;
      const isCurrent = this.request === request;
      this.request = null;
      const hadFocus = document.activeElement === this.stops;
      this.stops.hidden = true;
      if (hadFocus) this.runs.focus();
      if (!isCurrent) return;
      this.show(result, request.text === this.file);
      this.ran = result.done && request.text;
      this.compare();
    }

    tail() {
      const link = element("a", { href: new URL("reference/reading-a-timeline.html", root) }, "How to read this");
      return ` ${link.outerHTML}`;
    }

    hear(message) {
      if (message.phase in SAYS) this.say(SAYS[message.phase](message));
      if (!message.text) return;
      this.live[message.stream] += message.text;
      // Not with each frame: a tab in the background has none.
      this.timer ??= setTimeout(() => {
        this.timer = null;
        this.draw(this.live);
      }, 100);
    }

    // Without output the place stays empty, unless the book's is of this text.
    show({ done, unsimulated, ended = unsimulated, isLocal }, isBook) {
      if (done) {
        this.draw(done);
        const notes = ["This ran in your browser.", ...done.notes];
        this.say(notes.join(" "));
      } else {
        if (!unsimulated && (this.live.out || this.live.err)) this.draw(this.live);
        else if (isBook) this.showBook();
        else this.clear();
        if (isLocal || ended.endsWith(":")) this.sayLocally(ended);
        else this.say(ended);
      }
    }

    // Put output and figure where the recording is, in the same form.
    draw({ out, err, status, figure }) {
      const parts = [];
      for (const [label, text] of [["prints", out], ["on standard error", err]]) {
        if (!text) continue;
        const block = element("pre", { tabIndex: 0 }, text);
        parts.push(
          element("p", { className: "recording-label" }, label),
          element("div", { className: "highlight-text notranslate" }, element("div", { className: "highlight" }, block)),
        );
      }
      if (status) parts.push(element("p", { className: "recording-label" }, status));
      if (!parts.length) parts.push(element("p", { className: "recording-label" }, "prints nothing"));
      if (figure) {
        const holder = element("template", { innerHTML: figure });
        parts.push(holder.content);
      }
      this.takePlace();
      this.fill(...parts);
      this.resets.hidden = false;
    }

    // Let no output stand under the code of which it is not.
    clear() {
      this.takePlace();
      this.fill();
      this.resets.hidden = false;
    }

    // Tell the player, of which a figure may come or go.
    fill(...parts) {
      this.box.replaceChildren(...parts);
      this.box.dispatchEvent(new CustomEvent("timeline-added", { bubbles: true }));
    }

    // Take the place of the recording below the card, and put that aside.
    takePlace() {
      if (!this.box) {
        const next = this.card.nextElementSibling;
        this.isOurs = !next?.classList.contains("recording");
        this.box = this.isOurs ? element("div", { className: "recording" }) : next;
        if (this.isOurs) this.card.after(this.box);
      }
      this.book ??= [...this.box.childNodes];
      this.box.classList.add("is-yours");
    }

    showBook() {
      this.box?.classList.remove("is-yours");
      if (this.book) this.fill(...this.book);
      if (this.isOurs) this.box?.remove();
      if (this.isOurs) this.box = null;
      this.book = this.ran = null;
    }
  }

  const cards = [];
  for (const card of document.querySelectorAll(".example")) {
    if (!card.querySelector(".run-locally")) cards.push(new Card(card));
  }

  // A link to a version: #edit=card.digest.code
  function follow() {
    const [, id, of, code] = location.hash.match(/^#edit=([^.]*)\.?([^.]*)\.?(.*)$/) ?? [];
    if (id === undefined) return;
    const card = cards.find((each) => each.card.id === id) ?? cards[0];
    // What it brings is kept from now on, like all that the reader types.
    history.replaceState(history.state, "", `#${card.card.id}`);
    card.card.scrollIntoView();
    return card.open(card.card.id === id ? code : "?", of);
  }

  // Who then goes offline can run the others, too.
  python.used = () => {
    for (const card of cards) card.original().catch(() => {});
  };

  // Who leaves while Python loads breaks that off; it is no failure of Python.
  addEventListener("pagehide", () => python.end("Stopped."));
  addEventListener("hashchange", follow);
  for (const card of cards) card.restore();
  follow();
})();
