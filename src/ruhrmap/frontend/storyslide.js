// What a step of the story looks like: words and figures, the map with its newcomers, the time
// below. All of it comes from Python; here it is put in its place and made to fit.

const FAINTEST = 0.62; // how much smaller words may get to fit, before they scroll
const NAMES = 1.35; // how much larger names on the map are, for the back of a room
const SPEAKS = { de: "de-DE", en: "en-GB" };

// A date stays on one line.
function unbroken(text) {
  return text.replace(/(\d+\.?) (\p{L}+) (\d{4})/gu, "$1\u00a0$2\u00a0$3");
}

// The code that a camera reads, from rows with a letter for each module, with room around it.
function drawCode({ address, modules }) {
  const size = modules.length;
  const d = modules.flatMap((row, y) => [...row].map((m, x) => (m === "#" ? `M${x},${y}h1v1h-1z` : ""))).join("");
  const ground = { x: -4, y: -4, width: size + 8, height: size + 8 };
  return [
    s("svg", { viewBox: `-4 -4 ${size + 8} ${size + 8}`, role: "img", "aria-label": address }, s("rect", ground), s("path", { d })),
    h("span", {}, address.split(/(?<=[./])/).flatMap((part) => [part, h("wbr", {})])),
  ];
}

function createSlide(root, { words, store, layer, act }) {
  const language = () => store.state.language;
  let shown = null; // the step that is drawn

  const when = h("p", { class: "rm-story-when" });
  const title = h("h1", { class: "rm-story-title" });
  const caption = h("p", { class: "rm-story-caption" });
  const figures = h("dl", { class: "rm-figures rm-story-figures" });
  const open = h("div", { class: "rm-story-open", hidden: true });
  const text = h("div", { class: "rm-story-words" }, when, title, caption, figures, open);
  const { live } = RUHRMAP_STORY;
  const code = h("div", { class: "rm-story-code", hidden: true }, live ? drawCode(live) : []);
  const fresh = h("ul", { class: "rm-story-fresh", hidden: true });
  const alternative = h("p", { class: "rm-unseen" });
  const position = h("span", { class: "rm-story-position" });
  const buttons = Object.fromEntries(
    ["back", "next", "autoplay", "fullscreen", "notes", "help", "escape"].map((name) => [
      name,
      h("button", { type: "button", "data-act": name, onclick: () => act(name) }),
    ]),
  );
  const tools = h("div", { class: "rm-story-tools", role: "group" }, buttons.back, position, ...Object.values(buttons).slice(1));
  const slot = h("div", { class: "rm-story-map" }, alternative, fresh, code, tools);
  const legend = h("div", { class: "rm-story-legend" });
  const track = s("svg", { class: "rm-track", "aria-hidden": "true" });
  const stem = h("div", { class: "rm-story-stem", "aria-hidden": "true" });
  const axis = h("div", { class: "rm-story-axis", "aria-hidden": "true" }, h("div", { class: "rm-story-rail" }, stem), track);
  root.append(h("div", { class: "rm-story-left" }, text, axis), h("div", { class: "rm-story-right" }, slot, legend));
  root.tabIndex = -1;

  const counters = createCounters(figures, SPEAKS);
  createLegend(legend, RUHRMAP_PAGE, store);
  const sizes = new ResizeObserver(() => {
    drawAxis();
    if (shown) fit();
  });
  sizes.observe(axis);
  sizes.observe(text);

  // A step as it begins; newcomers come in with `stage`.
  function show(step, counting) {
    shown = step;
    const tongue = language();
    root.dataset.kind = step.kind;
    when.textContent = unbroken(step.when[tongue]);
    title.textContent = step.title[tongue];
    caption.textContent = step.caption[tongue];
    alternative.textContent = step.alternative[store.state.level][tongue];
    open.hidden = !step.open.length;
    open.replaceChildren(h("h2", {}, words().open), h("ul", {}, step.open.map((part) => h("li", {}, part[tongue]))));
    code.hidden = !live || step.kind !== "closing";
    axis.style.setProperty("--rm-share", (dayNumber(step.day) - store.first) / (store.last - store.first));
    counters.show(step.counters, tongue, counting);
    fit();
  }

  // Newcomers stand out first, then they are what they have become; their outline stays.
  function stage(which) {
    const { frame, letters, new: newcomers } = shown;
    const { level } = store.state;
    const compared = which === "new" ? { frame, ...letters } : undefined;
    layer.show({ frame, level, place: null, language: language(), compared });
    layer.emphasise(newcomers[level], NAMES);
    showNewcomers(which === "new" ? letters[level] : "", newcomers[level].length);
    root.dataset.stage = which;
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

  // The buttons, and which step of how many this is.
  function name({ at, total, playing }) {
    const w = words();
    position.textContent = `${at} / ${total}`;
    position.setAttribute("aria-label", filled(w.position, { number: at, total }));
    const names = {
      back: w.previous,
      next: w.next,
      autoplay: playing ? w.autoplay_stop : w.autoplay,
      fullscreen: w.fullscreen,
      notes: w.notes,
      help: w.help,
      escape: w.close,
    };
    for (const [key, button] of Object.entries(buttons)) {
      button.setAttribute("aria-label", names[key]);
      button.title = names[key];
    }
    buttons.back.setAttribute("aria-disabled", at === 1);
    buttons.next.setAttribute("aria-disabled", at === total);
    buttons.autoplay.setAttribute("aria-pressed", playing);
    root.dataset.step = at; // for tests, and for who styles a step
  }

  // Words get smaller until they fit: long names, both languages, every screen.
  function fit() {
    for (let size = 1; size >= FAINTEST; size -= 0.04) {
      text.style.setProperty("--rm-fit", size.toFixed(2));
      if (text.scrollHeight <= text.clientHeight + 1) return;
    }
  }

  function drawAxis() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    if (axis.clientWidth) drawTrack(track, axis.clientWidth, rem, RUHRMAP_PAGE, "rm-story-hatch");
  }

  return { slot, show, stage, name, drawAxis };
}
