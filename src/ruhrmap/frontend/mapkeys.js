// The map for hands without a mouse. Tab reaches it once; the arrows go to the neighbour on
// that side (Python knows which), Enter opens, and a screen reader hears of each area what the
// tooltip says. To the reader it is a list of places, to the eye a ring that wanders.

const LABELLED_AFTER = 300; // ms without a change: names are not rewritten while the hand moves
const PAN = 80; // pixels that Shift with an arrow moves the map
const RIM = 8; // pixels kept free around the area that has the focus
const ARROWS = {
  ArrowLeft: ["left", [-PAN, 0]],
  ArrowRight: ["right", [PAN, 0]],
  ArrowUp: ["up", [0, -PAN]],
  ArrowDown: ["down", [0, PAN]],
};

// `layer` is what the time layer lends: levels, state, line, hover, unhover, choose, trace, host.
function createMapKeys(map, data, layer) {
  const byAgs = new Map(data.territories.map((t) => [t.ags, t]));
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const stop = {}; // the one area of each level that Tab reaches
  const hint = h("p", { class: "rm-map-hint", id: "rm-map-hint" });
  const container = map.getContainer();
  let focused = null;
  let labelling = 0;

  if (still.matches) map.options.inertia = false;
  container.tabIndex = -1; // a click beside the areas puts the arrows on the map as a whole
  container.append(hint);
  // a landmark of the map's own document, unless it stands in one already
  if (!container.closest("main, [role=region]")) container.setAttribute("role", "region");
  for (const [name, level] of Object.entries(layer.levels)) {
    level.holder.setAttribute("role", "listbox");
    level.holder.setAttribute("aria-describedby", hint.id);
    level.holder.querySelector("svg").setAttribute("role", "presentation");
    data.by_name[name].forEach((ags, i, all) => {
      const path = pathOf(ags);
      path.setAttribute("role", "option");
      path.setAttribute("tabindex", "-1");
      path.setAttribute("aria-selected", "false");
      path.setAttribute("aria-posinset", i + 1);
      path.setAttribute("aria-setsize", all.length);
    });
    makeStop(name, data.by_name[name][0]);
  }

  function pathOf(ags) {
    return layer.levels[byAgs.get(ags).level].paths.get(ags).getElement();
  }

  function boundsOf(ags) {
    return layer.levels[byAgs.get(ags).level].paths.get(ags).getBounds();
  }

  function makeStop(level, ags) {
    if (stop[level]) pathOf(stop[level]).setAttribute("tabindex", "-1");
    stop[level] = ags;
    pathOf(ags).setAttribute("tabindex", "0");
  }

  function label(ags) {
    const text = `${byAgs.get(ags).name}, ${layer.line(ags).replaceAll(" · ", ", ")}`;
    const path = pathOf(ags);
    if (path.getAttribute("aria-label") !== text) path.setAttribute("aria-label", text);
  }

  function labelAll() {
    labelling = 0;
    for (const ags of data.order[layer.state.level]) label(ags);
  }

  function focus(ags) {
    if (ags) pathOf(ags).focus({ preventScroll: true });
  }

  container.addEventListener("focusin", ({ target }) => {
    const ags = target.getAttribute("data-ags");
    if (!ags) return;
    focused = ags;
    makeStop(byAgs.get(ags).level, ags);
    label(ags);
    if (!target.matches(":focus-visible")) return; // a click: the mouse has its own tooltip
    container.dataset.keys ??= "new";
    layer.host.seen?.();
    intoView(ags);
    layer.trace("focus", ags);
    hover(ags);
  });
  container.addEventListener("focusout", ({ relatedTarget }) => {
    focused = null;
    if (!relatedTarget?.hasAttribute("data-ags")) delete container.dataset.keys;
    layer.trace("focus", null);
    layer.unhover();
  });

  // Above the area, below it where there is no room: what has the focus is not covered.
  function hover(ags) {
    const bounds = boundsOf(ags);
    const { lon } = byAgs.get(ags);
    layer.hover(ags, [bounds.getNorth(), lon], [bounds.getSouth(), lon]);
  }

  // Whole if it fits, else its middle; not a pixel farther than needed.
  function intoView(ags) {
    const bounds = boundsOf(ags);
    const one = map.latLngToContainerPoint(bounds.getNorthWest());
    const other = map.latLngToContainerPoint(bounds.getSouthEast());
    const size = map.getSize();
    const by = ["x", "y"].map((axis) => {
      if (other[axis] - one[axis] > size[axis] - 2 * RIM) return (one[axis] + other[axis] - size[axis]) / 2;
      if (one[axis] < 0) return one[axis] - RIM;
      return other[axis] > size[axis] ? other[axis] - size[axis] + RIM : 0;
    });
    if (by.some((pixels) => Math.abs(pixels) >= 1)) map.panBy(by, { animate: false });
  }

  const keys = {
    Home: () => focus(namesAround()[0]),
    End: () => focus(namesAround().at(-1)),
    PageUp: () => focus(namesAround()[position() - 1]),
    PageDown: () => focus(namesAround()[position() + 1]),
    Enter: () => layer.choose(focused),
    " ": () => layer.choose(focused),
  };

  const namesAround = () => data.by_name[byAgs.get(focused).level];
  const position = () => namesAround().indexOf(focused);

  // The next place that starts with a letter, as in any list.
  function byLetter(letter) {
    const names = namesAround();
    const after = [...names.slice(position() + 1), ...names.slice(0, position())];
    const begins = (ags) => byAgs.get(ags).name.toLocaleLowerCase("de").startsWith(letter);
    return after.find(begins);
  }

  function onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    const { key } = event;
    const animate = !still.matches;
    if (key === "+" || key === "=") map.zoomIn(undefined, { animate });
    else if (key === "-" || key === "−") map.zoomOut(undefined, { animate });
    else if (key in ARROWS && (event.shiftKey || !focused)) map.panBy(ARROWS[key][1], { animate });
    else if (!focused) return false;
    else if (key in ARROWS) focus(byAgs.get(focused).ways[ARROWS[key][0]]);
    else if (key in keys) keys[key]();
    else if (/^\p{L}$/u.test(key)) focus(byLetter(key.toLocaleLowerCase("de")));
    else return false;
    return true;
  }

  container.addEventListener("keydown", (event) => {
    if (!onKey(event)) return;
    if (focused) container.dataset.keys = "known"; // the hint has done its work
    event.preventDefault();
  });
  // Escape takes the tooltip away, the mouse's too; once more and it leads out of the map.
  function escape() {
    if (!layer.unhover() && focused) layer.host.left?.();
  }
  window.addEventListener("keydown", ({ key }) => key === "Escape" && escape());
  map.on("zoomend", () => {
    if (focused && container.dataset.keys) intoView(focused);
  });

  return {
    escape,
    // After the layer has drawn a state; `before` is the one that it drew last.
    show(before) {
      const { level, place, language, frame } = layer.state;
      if (language !== before.language || before.level === null) {
        const texts = data.texts[language];
        hint.textContent = texts.map_keys;
        if (container.role === "region") container.setAttribute("aria-label", texts.map_title);
        for (const [name, { holder }] of Object.entries(layer.levels)) {
          holder.setAttribute("aria-label", texts.lists[name]);
        }
      }
      if (place !== before.place) {
        for (const ags of [before.place, place]) {
          if (byAgs.has(ags)) pathOf(ags).setAttribute("aria-selected", String(ags === place));
        }
        if (byAgs.has(place) && !focused) makeStop(byAgs.get(place).level, place);
      }
      if (before.level === null) labelAll();
      else if (level !== before.level || language !== before.language || frame !== before.frame) {
        clearTimeout(labelling);
        labelling = setTimeout(labelAll, LABELLED_AFTER);
        if (focused && container.dataset.keys && level === before.level) hover(focused);
      }
    },
  };
}
