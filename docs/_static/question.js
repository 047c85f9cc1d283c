// Questions: a folded recording first asks for a guess, then shows the
// difference, line by line. The guess stays in this browser. What the page says
// about the answer is hidden as long, for it would give the answer away.
(() => {
  "use strict";

  const MOST = 500; // lines of a guess that are compared
  const KINDS = { right: "✓", missing: "−", extra: "+" };

  function make(tag, attributes, ...content) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      element.setAttribute(name, value);
    }
    element.append(...content);
    return element;
  }

  // Storage may be forbidden, or full; then a guess is not kept.
  function recall(key) {
    try {
      return localStorage.getItem(key) || "";
    } catch {
      return "";
    }
  }

  function keep(key, text) {
    try {
      if (text) localStorage.setItem(key, text);
      else localStorage.removeItem(key);
    } catch {
      // Nothing is lost but the copy.
    }
  }

  // The lines without the blank space around each, and around them all.
  function linesOf(text) {
    return text.trim() ? text.trim().split("\n").map((line) => line.trim()) : [];
  }

  // Pairs of a kind and a line, by the longest common subsequence.
  function compare(guess, printed) {
    const common = guess.map(() => []);
    const at = (g, p) => (common[g] && common[g][p]) || 0;
    for (let g = guess.length - 1; g >= 0; g--) {
      for (let p = printed.length - 1; p >= 0; p--) {
        common[g][p] = guess[g] === printed[p]
          ? at(g + 1, p + 1) + 1
          : Math.max(at(g + 1, p), at(g, p + 1));
      }
    }
    const found = [];
    let [g, p] = [0, 0];
    while (g < guess.length || p < printed.length) {
      if (g < guess.length && guess[g] === printed[p]) {
        found.push(["right", printed[p]]);
        [g, p] = [g + 1, p + 1];
      } else if (p === printed.length ||
                 (g < guess.length && at(g + 1, p) >= at(g, p + 1))) {
        found.push(["extra", guess[g++]]);
      } else {
        found.push(["missing", printed[p++]]);
      }
    }
    return found;
  }

  function count(number, noun) {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
  }

  function verdict(found) {
    const [right, missing, extra] = Object.keys(KINDS).map((kind) =>
      found.filter(([each]) => each === kind).map(([, line]) => line));
    const all = right.length + missing.length;
    if (!missing.length && !extra.length) {
      return `All is right: ${count(all, "line")} of ${all}.`;
    }
    if (String(missing.sort()) === String(extra.sort()) && missing.length) {
      return "Each line is right, but not their order.";
    }
    return [
      `${right.length} of ${count(all, "line")} right`,
      missing.length && `${missing.length} missing`,
      extra.length && `${extra.length} extra`,
    ].filter(Boolean).join(", ") + ".";
  }

  function ask(answer) {
    const card = answer.closest(".recording");
    const summary = answer.querySelector("summary");
    const before = card.previousElementSibling;
    const name = (before && before.id) || summary.textContent;
    const key = `guess ${location.pathname} ${name}`;

    const guess = make("textarea", {
      rows: 4, spellcheck: false, autocapitalize: "off", autocomplete: "off",
    });
    guess.value = recall(key);
    guess.addEventListener("input", () => keep(key, guess.value));
    const label = make("label", {}, "Your guess at what it prints", guess);
    const show = make("button", { type: "button" }, "Show me");
    const check = make("button", { type: "button" }, "Compare");
    const said = make("p", { role: "status" });
    const lines = make("ol", { "aria-label": "Your guess, line by line" });
    lines.hidden = true;
    const form = make("div", { class: "guess" },
      make("p", { class: "asks" }, ...summary.cloneNode(true).childNodes),
      label, make("div", { class: "buttons" }, check, show), said, lines);
    form.setAttribute("role", "group");
    form.setAttribute("aria-label", summary.textContent);

    const reveal = () => {
      answer.hidden = false;
      answer.open = true;
      show.hidden = true;
    };
    show.addEventListener("click", () => {
      reveal();
      summary.focus();
    });
    check.addEventListener("click", () => {
      const guessed = linesOf(guess.value).slice(0, MOST);
      if (!guessed.length) {
        said.textContent = "Write your guess first, or choose Show me.";
        guess.focus();
        return;
      }
      const printed = answer.querySelector(".stdout pre").textContent;
      const found = compare(guessed, linesOf(printed));
      reveal();
      said.textContent = verdict(found);
      lines.hidden = false;
      lines.replaceChildren(...found.map(([kind, line]) =>
        make("li", { class: kind },
          make("span", {}, `${KINDS[kind]} ${kind}`),
          " ",
          line ? make("code", {}, line) : make("em", {}, "blank line"))));
    });
    // Whatever else opens it, such as a link to a step: it is answered.
    answer.addEventListener("toggle", () => {
      if (answer.open) reveal();
    });
    summary.textContent = "The answer";
    answer.before(form);
    answer.hidden = true;
  }

  function withhold(about) {
    const card = about.previousElementSibling;
    const answer = card.querySelector(".answer");
    const reveal = () => {
      about.hidden = false;
    };
    answer.addEventListener("toggle", reveal);
    // Who runs the program sees what it prints, too.
    card.addEventListener("timeline-added", reveal);
    // A link, as from the list of claims, may lead into what is hidden.
    const arrive = () => {
      const target = document.getElementById(location.hash.slice(1));
      if (!about.hidden || !about.contains(target)) return;
      reveal();
      answer.hidden = false;
      answer.open = true;
      target.scrollIntoView();
    };
    addEventListener("hashchange", arrive);
    about.hidden = true;
    arrive();
  }

  document.querySelectorAll(".answer.question").forEach(ask);
  document.querySelectorAll(".afterwards").forEach(withhold);
})();
