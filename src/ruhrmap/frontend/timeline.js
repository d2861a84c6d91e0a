// The timeline: slider, play, speed, steps from accession to accession, level.
// It alone tells the server, and only once the hand has settled.

const SETTLED = 280; // ms without a change
const DAYS_A_SECOND = 420; // at tempo 1
const DWELL = 0.9; // seconds on an accession at tempo 1
const TEMPOS = [0.5, 1, 2, 4];

// `views` makes the tabs of the views, where a document has more than the map.
function createTimeline(root, data, store, views = null) {
  const words = () => data.texts[store.state.language];
  const turning = data.frames.map((frame) => dayNumber(frame.start)).slice(1);
  const ticks = data.accessions.filter((a) => a.of_territories).map((a) => dayNumber(a.day));
  const accessions = data.accessions.map((a) => dayNumber(a.day));
  const evidenceEnd = dayNumber(data.axis.evidence_end);
  let report = () => {};
  let held = false;
  let settling = 0;
  let playing = null;
  let tempo = 1;

  const play = h("button", { type: "button", class: "rm-play", onclick: togglePlay });
  const flag = h("div", { class: "rm-flag" });
  const now = h("div", { class: "rm-now", "aria-hidden": "true" }, flag, h("div", { class: "rm-stem" }));
  const svg = s("svg", { class: "rm-track", "aria-hidden": "true" });
  const slider = h("input", { type: "range", class: "rm-handle rm-slider", step: 1 });
  slider.min = store.first;
  slider.max = store.last;
  const back = h("button", { type: "button", onclick: () => step(-1) }, "‹");
  const forth = h("button", { type: "button", onclick: () => step(1) }, "›");
  const stepsName = h("span", { "aria-hidden": "true" });
  const tempoName = h("span", {});
  const tempoBox = h(
    "select",
    { onchange: () => (tempo = Number(tempoBox.value)) },
    TEMPOS.map((value) => h("option", { value, selected: value === 1 })),
  );
  const rail = h("div", { class: "rm-rail" }, now, svg, slider);
  const tools = h(
    "div",
    { class: "rm-tools" },
    h("span", { class: "rm-steps" }, back, stepsName, forth),
    h("label", { class: "rm-tempo" }, tempoName, tempoBox),
  );
  const levels = createLevelSwitch(words, store);
  const tabs = views?.(words, store);
  const narrator = createNarrator(words, data, store);
  root.replaceChildren(
    h("div", { class: "rm-timeline" }, play, rail, tools),
    h("div", { class: "rm-below" }, tabs?.element ?? [], levels.element),
  );

  const hand = { led, pulled, stop, hold: () => (held = true), release };
  const comparing = createComparing(rail, now, words, data, store, hand);
  root.querySelector(".rm-below").append(comparing.element);

  const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);
  const inset = () => (parseFloat(getComputedStyle(rail).getPropertyValue("--rm-thumb")) * rem()) / 2;
  const sizes = new ResizeObserver(() => redraw());
  sizes.observe(rail);

  function redraw() {
    const width = rail.clientWidth;
    if (!width) return;
    drawTrack(svg, width, inset(), data);
  }

  // Where flag and stem stand is the stylesheet's: nothing is measured while the hand moves.
  function showDate() {
    const day = dayNumber(store.state.date);
    const text = wordedDay(store.state.date, words());
    slider.value = day;
    // while it plays the slider speaks on accessions alone, not on every frame
    if (!playing || playing.wait > 0) slider.setAttribute("aria-valuetext", text);
    flag.replaceChildren(...comparing.told(text));
    now.style.setProperty("--rm-share", (day - store.first) / (store.last - store.first));
  }

  function name() {
    const w = words();
    slider.setAttribute("aria-label", w.key_date);
    back.setAttribute("aria-label", w.previous_accession);
    forth.setAttribute("aria-label", w.next_accession);
    back.title = w.previous_accession;
    forth.title = w.next_accession;
    stepsName.textContent = w.accession;
    tempoName.textContent = w.tempo;
    [...tempoBox.options].forEach((option, i) => (option.textContent = w.tempos[i]));
    comparing.name();
    namePlay();
    levels.name();
    tabs?.name();
  }

  function namePlay() {
    const w = words();
    play.setAttribute("aria-label", playing ? w.pause : w.play);
    play.title = playing ? w.pause : w.play;
    play.dataset.playing = playing ? "yes" : "no";
  }

  // Keys land exactly, the hand is drawn to turning days.
  function pulled(day) {
    return pulledTo(turning, day, (rail.clientWidth - 2 * inset()) / (store.last - store.first));
  }

  function stepped(now, direction) {
    const next =
      direction > 0 ? accessions.find((a) => a > now) : accessions.findLast((a) => a < now);
    return next ?? (direction > 0 ? store.last : store.first);
  }

  function step(direction) {
    stop();
    store.setDay(stepped(dayNumber(store.state.date), direction));
  }

  const keys = {
    ArrowRight: (now) => firstOfMonth(now, 1),
    ArrowUp: (now) => firstOfMonth(now, 1),
    ArrowLeft: (now) => firstOfMonth(now, -1),
    ArrowDown: (now) => firstOfMonth(now, -1),
    PageUp: (now) => stepped(now, 1),
    PageDown: (now) => stepped(now, -1),
    Home: () => store.first,
    End: () => store.last,
  };
  // Where a key or a step leads from a day; undefined for keys that are not ours.
  function led(key, now) {
    return keys[key]?.(now);
  }
  slider.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in keys) {
      stop();
      store.setDay(led(event.key, dayNumber(store.state.date)));
    } else if (event.key === " ") togglePlay();
    else return;
    event.preventDefault();
  });
  slider.addEventListener("input", () => {
    stop();
    store.setDay(pulled(Number(slider.value)));
    slider.value = dayNumber(store.state.date);
  });
  slider.addEventListener("pointerdown", () => (held = true));
  for (const over of ["pointerup", "pointercancel", "change"]) {
    slider.addEventListener(over, release);
  }

  function release() {
    held = false;
    settle();
  }

  function togglePlay() {
    if (playing) return stop();
    const now = dayNumber(store.state.date);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    playing = { at: now >= evidenceEnd ? store.first : now, since: null, wait: 0, still };
    store.setDay(playing.at);
    namePlay();
    requestAnimationFrame(tick);
  }

  function stop() {
    if (!playing) return;
    playing = null;
    namePlay();
    showDate();
    settle();
  }

  // One frame of play: onwards by the clock, holding on each accession for a moment.
  // With reduced motion it goes from accession to accession instead.
  function tick(clock) {
    if (!playing) return;
    const passed = playing.since === null ? 0 : (clock - playing.since) / 1000;
    playing.since = clock;
    playing.wait -= passed * tempo;
    if (playing.wait <= 0) {
      const next = ticks.find((t) => t > playing.at);
      const on = playing.still ? (next ?? evidenceEnd) : playing.at + passed * tempo * DAYS_A_SECOND;
      if (next !== undefined && on >= next) {
        playing.at = next;
        playing.wait = playing.still ? 2 : DWELL;
      } else playing.at = on;
      store.setDay(Math.min(playing.at, evidenceEnd));
      if (playing.at === next) narrator.passed();
      if (playing.at >= evidenceEnd) return stop();
    }
    requestAnimationFrame(tick);
  }

  // The table waits for the server: it is asked for at once.
  function settle(wait = SETTLED) {
    clearTimeout(settling);
    settling = setTimeout(() => {
      if (held || playing) return;
      narrator.settled();
      const news = store.takeReport();
      if (news) report(news);
    }, wait);
  }

  const forget = store.subscribe((state, changed) => {
    if ("comparison" in changed) comparing.show();
    if ("language" in changed) {
      name();
      redraw();
    }
    if (["date", "comparison", "language"].some((key) => key in changed)) showDate();
    if ("level" in changed || "language" in changed) levels.show();
    if ("view" in changed) tabs?.show();
    if (OF_THE_HAND.some((key) => key in changed)) settle(changed.view === "table" ? 0 : SETTLED);
  });
  name();
  comparing.show();
  showDate();
  levels.show();
  tabs?.show();
  return {
    reportWith: (send) => (report = send),
    settle,
    // Another hand on the date, as that on the curve.
    hold(on) {
      stop();
      held = on;
      settle();
    },
    remove() {
      forget();
      sizes.disconnect();
      clearTimeout(settling);
      playing = null;
    },
  };
}

// The two levels, as radio buttons: arrows switch, Tab passes once.
function createLevelSwitch(words, store) {
  const group = `rm-level-${Math.floor(performance.now())}`;
  const choices = ["municipality", "district"].map((level) => {
    const input = h("input", { type: "radio", name: group, value: level });
    input.addEventListener("change", () => store.set({ level }));
    const text = h("span", {});
    return { level, input, text, element: h("label", {}, input, text) };
  });
  const legend = h("legend", { class: "rm-unseen-narrow" });
  const element = h("fieldset", { class: "rm-levels" }, legend, choices.map((c) => c.element));
  return {
    element,
    show: () => choices.forEach((c) => (c.input.checked = c.level === store.state.level)),
    name() {
      legend.textContent = words().level;
      for (const c of choices) c.text.textContent = words()[`level_${c.level}`];
    },
  };
}
