// A second window for whoever speaks: notes, what comes next, the time that is left. It is an
// empty one that we write into: a file on a disk may not touch another file's window.

const URGENT = 30; // seconds left, from which on the time stands out

function createSpeaker(words, story) {
  let seen = null; // the window and its parts, while it is open
  let run = { spent: 0, since: null }; // ms spoken before, and since when the clock runs

  function open() {
    if (seen && !seen.window.closed) return seen.window.focus();
    const made = window.open("", "ruhrmap-notes", "popup,width=920,height=720");
    if (!made) return story.say(words().speaker_blocked);
    seen = { window: made, ...build(made) };
    draw();
  }

  function build(made) {
    const { document: page } = made;
    page.documentElement.lang = story.language();
    page.head.replaceChildren(h("meta", { charset: "utf-8" }), document.querySelector("style").cloneNode(true));
    page.title = words().speaker;
    const parts = {
      position: h("p", { class: "rm-speaker-position" }),
      title: h("h1", {}),
      caption: h("p", { class: "rm-speaker-caption" }),
      notes: h("ul", { class: "rm-speaker-notes" }),
      following: h("p", { class: "rm-speaker-next" }),
      time: h("p", { class: "rm-speaker-time", role: "timer" }),
      start: h("button", { type: "button", onclick: toggleClock }),
      reset: h("button", { type: "button", onclick: resetClock }),
      back: h("button", { type: "button", onclick: () => story.act("back") }),
      next: h("button", { type: "button", onclick: () => story.act("next") }),
    };
    const { position, title, caption, notes, following, time, start, reset, back, next } = parts;
    page.body.className = "rm rm-speaker";
    page.body.replaceChildren(
      h("main", {}, position, title, caption, notes, following),
      h("footer", {}, time, h("div", {}, start, reset), h("div", {}, back, next)),
    );
    page.addEventListener("keydown", (event) => story.key(event));
    made.addEventListener("pagehide", () => (seen = null));
    return parts;
  }

  function draw() {
    if (!seen) return;
    const { step, following, at, total } = story.now();
    const [w, language] = [words(), story.language()];
    seen.position.textContent = filled(w.position, { number: at, total });
    seen.title.textContent = `${step.when[language]}: ${step.title[language]}`;
    seen.caption.textContent = step.caption[language];
    seen.notes.replaceChildren(...[...step.notes, ...step.open].map((note) => h("li", {}, note[language])));
    seen.following.replaceChildren(
      ...(following
        ? [h("b", {}, `${w.speaker_next}: `), `${following.when[language]}: ${following.title[language]}`]
        : [w.speaker_last]),
    );
    seen.reset.textContent = w.speaker_reset;
    seen.back.textContent = w.previous;
    seen.next.textContent = w.next;
    drawClock();
  }

  const spent = () => run.spent + (run.since === null ? 0 : performance.now() - run.since);

  function drawClock() {
    if (!seen) return;
    const left = Math.ceil(story.minutes() * 60 - spent() / 1000);
    const w = words();
    const text = `${Math.floor(Math.abs(left) / 60)}:${String(Math.abs(left) % 60).padStart(2, "0")}`;
    seen.time.textContent = filled(left < 0 ? w.speaker_over : w.speaker_left, { time: text });
    seen.time.dataset.urgent = left <= URGENT ? "yes" : "no";
    seen.start.textContent = run.since === null ? w.speaker_start : w.speaker_pause;
  }

  function toggleClock() {
    run = run.since === null ? { ...run, since: performance.now() } : { spent: spent(), since: null };
    drawClock();
  }

  function resetClock() {
    run = { spent: 0, since: null };
    drawClock();
  }

  setInterval(() => run.since !== null && drawClock(), 250);

  return {
    open,
    draw,
    // The first step forward starts the clock.
    begun() {
      if (seen && run.since === null && !run.spent) toggleClock();
    },
  };
}
