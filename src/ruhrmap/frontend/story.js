// The story on a projector: one step after the other, over the same map. Who is new, what is
// said and every figure come from Python; here is only what is shown when.

const HIGHLIGHTED = 2600; // ms in which newcomers stand out, before they settle
const FAINTEST = 0.62; // how much smaller words may get to fit, before they scroll
const NAMES = 1.35; // how much larger names on the map are, for the back of a room
const IDLE = 2500; // ms without the mouse, until the buttons make room
const SPEAKS = { de: "de-DE", en: "en-GB" };

// A date stays on one line.
function unbroken(text) {
  return text.replace(/(\d+\.?) (\p{L}+) (\d{4})/gu, "$1\u00a0$2\u00a0$3");
}

function createStory(root, { words, store, layer, map, timeline, opened }) {
  const language = () => store.state.language;
  const options = { pace: "accession", seconds: 8, loop: false, letters: true, minutes: 3 };
  const state = { on: false, at: 0, playing: false };
  let settling = 0;
  let passing = 0;
  let awake = null;
  let leftFrom = null; // what had the focus before
  let changed = () => {};

  const steps = () => RUHRMAP_STORY.steps[options.pace];
  const step = () => steps()[state.at];

  const when = h("p", { class: "rm-story-when" });
  const title = h("h1", { class: "rm-story-title" });
  const caption = h("p", { class: "rm-story-caption" });
  const figures = h("dl", { class: "rm-figures rm-story-figures" });
  const open = h("div", { class: "rm-story-open", hidden: true });
  const code = h("div", { class: "rm-story-code", hidden: true });
  const text = h("div", { class: "rm-story-words" }, when, title, caption, figures, open);
  const fresh = h("ul", { class: "rm-story-fresh", hidden: true });
  const alternative = h("p", { class: "rm-unseen" });
  const slot = h("div", { class: "rm-story-map" }, alternative);
  const legend = h("div", { class: "rm-story-legend" });
  const track = s("svg", { class: "rm-track", "aria-hidden": "true" });
  const stem = h("div", { class: "rm-story-stem", "aria-hidden": "true" });
  const axis = h("div", { class: "rm-story-axis", "aria-hidden": "true" }, h("div", { class: "rm-story-rail" }, stem), track);
  const told = h("p", { class: "rm-story-told", role: "status" });
  const progress = h("div", { class: "rm-story-progress", "aria-hidden": "true" });
  const position = h("span", { class: "rm-story-position" });
  const buttons = Object.fromEntries(
    ["back", "next", "autoplay", "fullscreen", "notes", "help", "escape"].map((name) => [
      name,
      h("button", { type: "button", "data-act": name, onclick: () => act(name) }),
    ]),
  );
  const tools = h("div", { class: "rm-story-tools", role: "group" }, buttons.back, position, ...Object.values(buttons).slice(1));
  const dark = h("div", { class: "rm-story-blank", hidden: true, onclick: () => blank(false) });
  const help = createStoryHelp(words, () => options, set);
  slot.append(fresh, code, tools);
  root.append(
    h("div", { class: "rm-story-left" }, text, axis),
    h("div", { class: "rm-story-right" }, slot, legend),
    told,
    progress,
    dark,
    help.element,
  );
  root.tabIndex = -1;

  const counters = createCounters(figures, SPEAKS);
  createLegend(legend, RUHRMAP_PAGE, store);
  const speaker = createSpeaker(words, {
    act,
    key,
    say,
    language,
    minutes: () => options.minutes,
    now: () => ({ step: step(), following: steps()[state.at + 1], at: state.at + 1, total: steps().length }),
  });
  const place = map.parentElement; // where the map stands outside of the story

  // -- What is seen

  function show(how) {
    const { day, letters, counters: figuresOfStep } = step();
    const forward = how === "forward";
    clearTimeout(settling);
    store.set({ date: day, place: null, comparison: null, view: "map" });
    say("");
    name();
    announce();
    counters.show(figuresOfStep, language(), forward);
    fit();
    stage(forward && letters ? "new" : "settled");
    if (forward && letters) settling = setTimeout(() => stage("settled"), HIGHLIGHTED);
    if (forward) speaker.begun();
    speaker.draw();
    changed();
  }

  // Newcomers stand out first, then they are what they have become; their outline stays.
  function stage(which) {
    const { frame, letters, new: newcomers } = step();
    const shown = which === "new" ? { frame, ...letters } : undefined;
    layer.show({ frame, level: store.state.level, place: null, language: language(), compared: shown });
    layer.emphasise(newcomers[store.state.level], NAMES);
    showNewcomers(which === "new" ? letters[store.state.level] : "", newcomers[store.state.level].length);
    root.dataset.stage = which;
    root.dataset.step = state.at + 1; // for tests, and for the style sheet
  }

  // What the colour of newcomers means, and then their outline.
  function showNewcomers(letters, count) {
    const { labels } = RUHRMAP_STORY;
    const used = inOrder(Object.keys(labels).filter((letter) => letters.includes(letter)));
    const outlined = h("span", { class: "rm-story-outline", "aria-hidden": "true" });
    const entries = used.map((letter) => [swatch(letter), labels[letter][language()]]);
    fresh.hidden = !count;
    fresh.replaceChildren(...(entries.length ? entries : [[outlined, words().newcomers]]).map((entry) => h("li", {}, entry)));
  }

  function name() {
    const [w, one, tongue] = [words(), step(), language()];
    const total = steps().length;
    root.setAttribute("aria-label", w.name);
    root.dataset.kind = one.kind;
    when.textContent = unbroken(one.when[tongue]);
    title.textContent = one.title[tongue];
    caption.textContent = one.caption[tongue];
    alternative.textContent = one.alternative[store.state.level][tongue];
    open.hidden = !one.open.length;
    open.replaceChildren(h("h2", {}, w.open), h("ul", {}, one.open.map((part) => h("li", {}, part[tongue]))));
    showCode(one.kind === "closing");
    position.textContent = `${state.at + 1} / ${total}`;
    position.setAttribute("aria-label", filled(w.position, { number: state.at + 1, total }));
    const names = { back: w.previous, next: w.next, autoplay: state.playing ? w.autoplay_stop : w.autoplay, fullscreen: w.fullscreen, notes: w.notes, help: w.help, escape: w.close };
    for (const [key, button] of Object.entries(buttons)) {
      button.setAttribute("aria-label", names[key]);
      button.title = names[key];
    }
    buttons.back.setAttribute("aria-disabled", state.at === 0);
    buttons.next.setAttribute("aria-disabled", state.at === total - 1);
    buttons.autoplay.setAttribute("aria-pressed", state.playing);
    dark.textContent = w.blanked;
    showDay(one.day);
  }

  // For those who listen: once a step, as it begins.
  function announce() {
    const [one, tongue] = [step(), language()];
    voice.say(`${one.when[tongue]}: ${one.title[tongue]}. ${one.caption[tongue]}`);
  }

  function showDay(day) {
    const number = dayNumber(day);
    axis.style.setProperty("--rm-share", (number - store.first) / (store.last - store.first));
  }

  // Words get smaller until they fit: long names, both languages, every screen.
  function fit() {
    for (let size = 1; size >= FAINTEST; size -= 0.04) {
      text.style.setProperty("--rm-fit", size.toFixed(2));
      if (text.scrollHeight <= text.clientHeight + 1) return;
    }
  }

  function showCode(on) {
    const { live } = RUHRMAP_STORY;
    code.hidden = !on || !live;
    if (code.hidden || code.childElementCount) return;
    const size = live.modules.length;
    const d = live.modules.flatMap((row, y) => [...row].map((m, x) => (m === "#" ? `M${x},${y}h1v1h-1z` : ""))).join("");
    code.append(
      s("svg", { viewBox: `-4 -4 ${size + 8} ${size + 8}`, role: "img", "aria-label": live.address }, s("rect", { x: -4, y: -4, width: size + 8, height: size + 8 }), s("path", { d })),
      h("span", {}, live.address.split(/(?<=[./])/).flatMap((part) => [part, h("wbr", {})])),
    );
  }

  const drawAxis = () => {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    if (axis.clientWidth) drawTrack(track, axis.clientWidth, rem, RUHRMAP_PAGE, "rm-story-hatch");
  };
  const sizes = new ResizeObserver(() => {
    drawAxis();
    if (state.on) fit();
  });
  sizes.observe(axis);
  sizes.observe(text);

  function say(line) {
    told.textContent = line;
  }

  // -- What is done

  function go(at, how) {
    const next = Math.min(steps().length - 1, Math.max(0, at));
    if (next === state.at && how !== "opened") return;
    state.at = next;
    show(how === "opened" || next === 0 ? "forward" : how);
    keepPlaying();
  }

  const acts = {
    next: () => go(state.at + 1, "forward"),
    back: () => go(state.at - 1, "back"),
    first: () => go(0, "back"),
    last: () => go(steps().length - 1, "forward"),
    step: (number) => number <= steps().length && go(number - 1, "forward"),
    blank: () => blank(true),
    fullscreen: () => (document.fullscreenElement ? document.exitFullscreen() : fullscreen()),
    notes: () => speaker.open(),
    help: () => help.toggle(),
    autoplay: () => play(!state.playing),
    pace: () => set("pace", options.pace === "accession" ? "year" : "accession"),
    level: () => store.set({ level: store.state.level === "municipality" ? "district" : "municipality" }),
    dark: () => turn(),
    escape: () => leave(),
  };

  function act(what, value) {
    // the notes may be open before the story is: the first key there begins it
    if (!state.on && what !== "notes") return what === "escape" ? undefined : enter(state.at);
    if (!dark.hidden) return blank(false); // whatever is pressed first shows the picture again
    if (what !== "autoplay" && what !== "next" && state.playing && what !== "help") play(false);
    acts[what](value);
  }

  function key(event) {
    if (help.element.open) return;
    const asked = askedByKey(event, options.letters);
    if (!asked) return;
    event.preventDefault();
    event.stopPropagation();
    act(...asked);
  }

  function blank(on) {
    dark.hidden = !on;
    if (on) play(false);
  }

  function turn() {
    const now = getComputedStyle(document.documentElement).colorScheme;
    document.documentElement.dataset.rmTheme = now.includes("dark") ? "light" : "dark";
  }

  function set(option, value) {
    options[option] = value;
    if (option === "pace") {
      // the step that shows the same day, or the last before it
      const day = store.state.date;
      state.at = Math.max(0, steps().findLastIndex((one) => one.day <= day && one.kind !== "closing"));
      if (state.on) show("back");
    }
    keepPlaying();
    speaker.draw();
    changed();
  }

  function play(on) {
    state.playing = on;
    if (state.on) name();
    keepPlaying();
    changed();
  }

  // On to the next step after a while; at the end from the start again, or to rest.
  function keepPlaying() {
    clearTimeout(passing);
    const last = state.at === steps().length - 1;
    if (!state.playing || !state.on || (last && !options.loop)) {
      progress.getAnimations().forEach((animation) => animation.cancel());
      if (state.playing && last) play(false);
      return;
    }
    const wait = options.seconds * 1000;
    progress.animate([{ transform: "scaleX(0)" }, { transform: "scaleX(1)" }], { duration: wait });
    passing = setTimeout(() => go(last ? 0 : state.at + 1, "forward"), wait);
  }

  function fullscreen() {
    // refused inside a frame that forbids it, and where the browser has none
    const asked = document.documentElement.requestFullscreen?.() ?? Promise.reject(new Error("none"));
    asked.catch(() => say(words().no_fullscreen));
  }

  async function stayAwake(on) {
    await awake?.release();
    awake = null;
    if (!on || !navigator.wakeLock) return; // exists in secure contexts alone
    try {
      awake = await navigator.wakeLock.request("screen");
    } catch (refusal) {
      console.debug(refusal); // a low battery: the screen may go dark as it always does
    }
  }

  function enter(at) {
    if (!state.on) {
      leftFrom = document.activeElement;
      state.on = true;
      timeline.hold(true);
      document.documentElement.dataset.rmMode = "story";
      root.hidden = false;
      slot.prepend(map);
      map.inert = true; // words beside it say what it shows, and keys go from step to step
      rescale();
      drawAxis();
      stayAwake(true);
    }
    go(at, "opened");
    root.focus({ preventScroll: true });
  }

  function leave() {
    if (!state.on) return;
    state.on = false;
    clearTimeout(settling);
    play(false);
    if (document.fullscreenElement) document.exitFullscreen();
    delete document.documentElement.dataset.rmMode;
    root.hidden = true;
    place.prepend(map);
    map.inert = false;
    layer.emphasise([], 1);
    layer.show({ compared: undefined });
    rescale();
    stayAwake(false);
    timeline.hold(false);
    leftFrom?.focus?.();
    changed();
  }

  // Patterns are drawn in pixels of the root's type, which the story sets larger.
  function rescale() {
    const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
    for (const drawing of document.querySelectorAll(".rm-patterns")) {
      if (!drawing.dataset.small) scalePatterns(drawing, size / 16);
    }
  }

  // Sources stand on the page: a link to one leads there.
  root.addEventListener("click", ({ target }) => target.closest('a[href^="#"]') && leave());

  // Buttons are there for a hand on the mouse, and for the keyboard's focus.
  let idle = 0;
  root.addEventListener("pointermove", () => {
    root.dataset.hand = "yes";
    clearTimeout(idle);
    idle = setTimeout(() => delete root.dataset.hand, IDLE);
  });

  window.addEventListener("keydown", (event) => state.on && key(event), { capture: true });
  // one key from the page: letters there belong to the map and to fields first
  window.addEventListener("keydown", (event) => {
    if (state.on || event.defaultPrevented) return;
    const [asked] = askedByKey(event, options.letters) ?? [];
    if (asked !== "fullscreen") return;
    event.preventDefault();
    start();
  });
  document.addEventListener("visibilitychange", () => state.on && !document.hidden && stayAwake(true));
  window.addEventListener("resize", () => state.on && rescale());

  store.subscribe((_, news) => {
    if (state.on && ("language" in news || "level" in news)) {
      name();
      counters.show(step().counters, language(), false);
      fit();
      stage("settled");
      speaker.draw();
    }
  });

  function start() {
    enter(state.at);
    fullscreen();
  }

  Object.assign(options, onlyKnown({ pace: opened.pace, loop: opened.loop, seconds: opened.auto }));

  return {
    start,
    notes: () => speaker.open(),
    changedWith: (listener) => (changed = listener),
    written: () =>
      state.on ? { step: state.at + 1, pace: options.pace, auto: state.playing && options.seconds, loop: options.loop } : null,
    // By the address: to a step, or back to the page.
    follow(asked) {
      if (asked.pace && asked.pace !== options.pace) options.pace = asked.pace;
      if (asked.step === undefined) return leave();
      const at = Math.min(steps().length, Math.max(1, asked.step)) - 1;
      if (state.on && at === state.at) return;
      enter(at);
      if (asked.auto) {
        options.seconds = Math.min(600, Math.max(1, asked.auto));
        play(true);
      }
    },
  };
}
