// What moves with the hand beside the map: sentence, figures, legend. Each shows the
// record of the frame; none of them counts or words anything.

function createSentence(root, data, store) {
  const heading = h("h1", { class: "rm-sentence" });
  const context = h("p", { class: "rm-context-line" });
  const gauge = h("div", { class: "rm-gauge", "aria-hidden": "true" });
  root.replaceChildren(heading, context, gauge);
  let comparing = false;
  const makeRoom = () => reserve(gauge, heading, context, store);
  new ResizeObserver(makeRoom).observe(root);
  return follow(store, ["frame", "language", "span"], ({ language, span }) => {
    if (comparing !== Boolean(span)) {
      comparing = Boolean(span);
      makeRoom();
    }
    heading.textContent = store.shown.sentence[language];
    context.textContent = store.shown.context[language];
  });
}

// Room for the longest sentence at this width, as long as there is evidence: so far the map
// below does not jump while the hand moves. What is said after it is longer and seldom read.
function reserve(gauge, heading, context, store) {
  const { language } = store.state;
  const known = store.reachable;
  for (const [line, key] of [[heading, "sentence"], [context, "context"]]) {
    const longest = new Set(known.map((frame) => frame[key][language]));
    const copies = [...longest].map((text) => h("p", { class: line.className }, text));
    gauge.replaceChildren(...copies);
    const heights = copies.map((copy) => copy.getBoundingClientRect().height);
    line.style.minHeight = `${Math.max(...heights)}px`;
  }
  gauge.replaceChildren();
}

function createFigures(root, data, store) {
  const list = h("dl", { class: "rm-figures" });
  root.replaceChildren(list);
  return follow(store, ["frame", "language", "span"], ({ language }) => {
    list.replaceChildren(
      ...store.shown.figures.map((figure) =>
        h(
          "div",
          { "data-figure": figure.key },
          h("dt", {}, figure.label[language]),
          h("dd", {}, figure.value[language]),
          h("dd", { class: "rm-note" }, figure.note[language], " ", sourceLink(figure, data, language)),
        ),
      ),
    );
  });
}

function sourceLink(figure, data, language) {
  const words = data.texts[language];
  const name = filled(words.source_of, { what: figure.label[language] });
  return h("a", { href: `#${figure.anchor}`, "aria-label": name }, words.source);
}

function createLegend(root, data, store) {
  const list = h("ul", { class: "rm-legend" });
  const caption = h("p", { class: "rm-caption" });
  const credit = h("p", { class: "rm-credit" });
  root.replaceChildren(list, caption, credit);
  return follow(store, ["frame", "level", "language", "span"], ({ level, language }) => {
    list.setAttribute("aria-label", data.texts[language].legend);
    list.replaceChildren(
      ...store.shown.legend[level].map(({ status, count, label }) =>
        h(
          "li",
          { "data-status": status, "data-count": count },
          swatch(status),
          h("b", {}, String(count)),
          " ",
          (label ?? data.statuses[status])[language],
        ),
      ),
    );
    const words = data.texts[language];
    caption.textContent = words.track_caption;
    credit.replaceChildren(
      `${data.evidence[language].label}: `,
      h("a", { href: `#${data.evidence.anchor}` }, data.evidence[language].text),
      ` · ${words.borders}: `,
      h("a", { href: "#quelle-D01" }, data.credit),
    );
  });
}

function swatch(status) {
  return h("span", { class: "rm-swatch", "data-status": status, "aria-hidden": "true" });
}

// Drawn one frame after the map, which is what the eye follows: a frame in which both change
// takes twice as long to put together. Several changes in between are drawn once.
function follow(store, keys, draw) {
  let waiting = false;
  draw(store.state);
  return store.subscribe((state, changed) => {
    if (waiting || !keys.some((key) => key in changed)) return;
    waiting = true;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        waiting = false;
        draw(state);
      }),
    );
  });
}
