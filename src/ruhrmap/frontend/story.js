// The story on a projector: one step after the other, over the same map; which step is shown
// when, by key, by clock and by address. How a step looks is storyslide.js's.

const HIGHLIGHTED = 2600; // ms in which newcomers stand out, before they settle
const IDLE = 2500; // ms without the mouse, until the buttons make room

function createStory(root, { words, store, layer, map, timeline }) {
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

  const told = h("p", { class: "rm-story-told", role: "status" });
  const progress = h("div", { class: "rm-story-progress", "aria-hidden": "true" });
  const dark = h("div", { class: "rm-story-blank", hidden: true, onclick: () => blank(false) });
  const help = createStoryHelp(words, () => options, set);
  const slide = createSlide(root, { words, store, layer, act });
  root.append(told, progress, dark, help.element);
  const speaker = createSpeaker(words, {
    act,
    key,
    say,
    language,
    minutes: () => options.minutes,
    now: () => ({ step: step(), following: steps()[state.at + 1], at: state.at + 1, total: steps().length }),
  });
  const place = map.parentElement; // where the map stands outside of the story

  function show(how) {
    const { day, letters } = step();
    const forward = how === "forward";
    clearTimeout(settling);
    store.set({ date: day, place: null, comparison: null, view: "map" });
    say("");
    announce();
    slide.show(step(), forward);
    slide.stage(forward && letters ? "new" : "settled");
    if (forward && letters) settling = setTimeout(() => slide.stage("settled"), HIGHLIGHTED);
    name();
    if (forward) speaker.begun();
    speaker.draw();
    changed();
  }

  // The same step in another language, or at the other level.
  function redraw() {
    clearTimeout(settling);
    slide.show(step(), false);
    slide.stage("settled");
    name();
    speaker.draw();
  }

  function name() {
    root.setAttribute("aria-label", words().name);
    dark.textContent = words().blanked;
    slide.name({ at: state.at + 1, total: steps().length, playing: state.playing });
  }

  // For those who listen: once a step, as it begins.
  function announce() {
    const [one, tongue] = [step(), language()];
    voice.say(`${one.when[tongue]}: ${one.title[tongue]}. ${one.caption[tongue]}`);
  }

  function say(line) {
    told.textContent = line;
  }

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
      slide.slot.prepend(map);
      map.inert = true; // words beside it say what it shows, and keys go from step to step
      rescale();
      slide.drawAxis();
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
    if (state.on && ("language" in news || "level" in news)) redraw();
  });

  function start() {
    enter(state.at);
    fullscreen();
  }

  return {
    start,
    notes: () => speaker.open(),
    changedWith: (listener) => (changed = listener),
    written: () =>
      state.on ? { step: state.at + 1, pace: options.pace, auto: state.playing && options.seconds, loop: options.loop } : null,
    // By the address: to a step, or back to the page.
    follow(asked) {
      Object.assign(options, onlyKnown({ pace: asked.pace, loop: asked.loop }));
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
