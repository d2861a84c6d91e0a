// The time layer of the map: geometry once, then only what changes is restyled.
// A path carries its status as an attribute; colours and patterns are the stylesheet's.

const TIP_AWAY = 8; // pixels between a tooltip and what it tells about
const TIP_RIM = 4; // pixels kept free between a tooltip and the edge of the map

function createTimeLayer(L, map, data, host) {
  const levels = {
    municipality: createLevel("municipality", data.geometry.municipality),
    district: createLevel("district", data.geometry.district),
  };
  const byAgs = new Map(data.territories.map((t) => [t.ags, t]));
  const tooltip = L.tooltip({ className: "rm-tooltip" });
  const state = { frame: -1, level: null, place: null, language: "de", seen: true };
  const region = L.geoJSON(data.geometry.district).getBounds();
  let framing = false;
  let moved = false;

  addPatterns("", parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);
  drawPlain("rm-context", 340, data.geometry.context, ["rm-context"]);
  drawPlain("rm-borders", 430, data.geometry.district, ["rm-border", "rm-border-core"]);
  const traces = {
    newcomers: createTrace("rm-newcomers", 435, ["rm-casing", "rm-chosen"]),
    choice: createTrace("rm-choice", 440, ["rm-casing", "rm-chosen"]),
    focus: createTrace("rm-focus", 450, ["rm-focus-casing", "rm-focus", "rm-focus-core"]),
  };
  const labels = createLabels(map, data.territories);
  const controls = createControls(L, map, frameRegion);
  const lent = { levels, state, line, hover, unhover, choose, trace, host };
  const keys = createMapKeys(map, data, lent);

  function pane(name, zIndex) {
    const made = map.createPane(name);
    made.style.zIndex = zIndex;
    made.style.pointerEvents = "none";
    return made;
  }

  // Each level has its own pane, so that switching is showing and hiding, no redrawing.
  function createLevel(name, geometry) {
    const holder = map.createPane(`rm-${name}`);
    holder.style.zIndex = 400;
    holder.hidden = true;
    const renderer = L.svg({ pane: `rm-${name}`, padding: 1 });
    const paths = new Map();
    const layer = L.geoJSON(geometry, {
      pane: `rm-${name}`,
      renderer,
      // no thinning and no clipping: either would open gaps along shared borders
      style: { smoothFactor: 0, noClip: true, className: "rm-area" },
      onEachFeature(feature, area) {
        const ags = feature.properties.ags;
        paths.set(ags, area);
        area.on("mouseover mousemove", (event) => hover(ags, event.latlng));
        area.on("mouseout", unhover);
        area.on("click", () => choose(ags));
      },
    });
    layer.addTo(map);
    for (const [ags, area] of paths) area.getElement().setAttribute("data-ags", ags);
    return { holder, paths, order: data.order[name], shown: "" };
  }

  // One drawing a pane, each class over the one before: every drawing more is put together
  // with the others again in each frame.
  function drawPlain(name, zIndex, geometry, classes) {
    pane(name, zIndex);
    const renderer = L.svg({ pane: name, padding: 1 });
    for (const className of classes) {
      const style = { smoothFactor: 0, noClip: true, className };
      L.geoJSON(geometry, { pane: name, renderer, interactive: false, style }).addTo(map);
    }
  }

  // An outline over some areas: the areas themselves keep their order.
  function createTrace(name, zIndex, classes) {
    pane(name, zIndex);
    const renderer = L.svg({ pane: name, padding: 1 });
    return { name, renderer, classes, drawn: L.layerGroup().addTo(map) };
  }

  function trace(what, ...wanted) {
    const { name, renderer, classes, drawn } = traces[what];
    drawn.clearLayers();
    const features = wanted.filter((ags) => byAgs.has(ags)).map(featureOf);
    if (!features.length) return;
    for (const className of classes) {
      const style = { smoothFactor: 0, noClip: true, className };
      L.geoJSON(features, { pane: name, renderer, interactive: false, style }).addTo(drawn);
    }
  }

  function featureOf(ags) {
    return data.geometry[byAgs.get(ags).level].features.find((f) => f.properties.ags === ags);
  }

  // An area as it is drawn, for who tells it beside the map; null for what is not on the map.
  function told(ags) {
    const territory = byAgs.get(ags);
    if (!territory) return null;
    const { name, level } = territory;
    const status = statuses()[level][data.order[level].indexOf(ags)];
    return { ags, name, status, line: line(ags) };
  }

  // What is said of an area on the key date.
  function line(ags) {
    const { level } = byAgs.get(ags);
    const place = data.order[level].indexOf(ags);
    const { frame } = state.compared ?? state;
    const told = data.hover[state.language][data.frames[frame].hover[level][place]];
    const change = state.compared && data.changes[state.compared[level][place]]?.[state.language];
    return change ? `${change} · ${told}` : told;
  }

  function hover(ags, above, below = above) {
    const content = h("div", {}, h("strong", {}, byAgs.get(ags).name), h("span", {}, line(ags)));
    tooltip.setContent(content).setLatLng(above).addTo(map);
    keepInside(map.latLngToContainerPoint(above), map.latLngToContainerPoint(below));
  }

  // The tooltip goes below where there is no room above, and moves in from the edges of the map.
  function keepInside(above, below) {
    const { offsetWidth, offsetHeight } = tooltip.getElement();
    const size = map.getSize();
    const half = offsetWidth / 2 + TIP_RIM;
    const across = Math.min(0, size.x - half - above.x) + Math.max(0, half - above.x);
    const down = above.y < offsetHeight + TIP_AWAY + TIP_RIM;
    const lowest = size.y - offsetHeight - TIP_RIM;
    const top = Math.max(TIP_RIM, Math.min(lowest, below.y + TIP_AWAY));
    tooltip.options.direction = down ? "bottom" : "top";
    tooltip.options.offset = [across, down ? top - above.y : -TIP_AWAY];
    tooltip.update();
  }

  function unhover() {
    const shown = map.hasLayer(tooltip);
    tooltip.remove();
    return shown;
  }

  function choose(ags) {
    show({ ...state, place: ags });
    host.chosen(ags);
  }

  // Of the key date, or what became of each since the date it is compared with.
  const statuses = () => state.compared ?? data.frames[state.frame].statuses;

  function restyle(level, statuses) {
    if (statuses === level.shown) return false;
    for (let i = 0; i < statuses.length; i += 1) {
      if (statuses[i] === level.shown[i]) continue;
      level.paths.get(level.order[i])?.getElement().setAttribute("data-status", statuses[i]);
    }
    level.shown = statuses;
    return true;
  }

  // What lies under a name: on the level of municipalities a Kreis is drawn by its towns.
  function statusOf(named) {
    const ags = state.level === "municipality" ? (byAgs.get(named).towns[0] ?? named) : named;
    const name = byAgs.get(ags).level;
    return statuses()[name][data.order[name].indexOf(ags)];
  }

  // Draw a state: {frame, level, place, language, seen, compared}. Only what differs is touched.
  function show(next) {
    const before = { ...state };
    Object.assign(state, next);
    if (state.seen && !before.seen) map.invalidateSize({ animate: false });
    const level = levels[state.level];
    if (state.level !== before.level) {
      for (const [name, other] of Object.entries(levels)) other.holder.hidden = name !== state.level;
      unhover();
    }
    const restyled = restyle(level, statuses()[state.level]);
    if (state.place !== before.place) trace("choice", state.place);
    if (state.language !== before.language || before.level === null) {
      host.speaks(state.language, data.texts[state.language].map_title);
      controls.name(data.texts[state.language]);
    }
    if (state.level !== before.level || state.place !== before.place) placeLabels();
    else if (restyled) labels.colour(statusOf);
    keys.show(before);
  }

  function placeLabels() {
    if (state.frame < 0) return;
    labels.place(state.level, state.place);
    labels.colour(statusOf);
  }

  // The whole region, and again at every width, until the reader moves the map.
  function frameRegion() {
    framing = true;
    map.fitBounds(region, { padding: [6, 6], animate: false });
    framing = false;
    moved = false;
  }

  map.on("zoomstart dragstart", () => (moved = moved || !framing));
  map.on("moveend", placeLabels); // what has come into sight gets its name
  map.on("resize", () => {
    if (!moved) frameRegion();
    placeLabels();
  });
  frameRegion();
  // Some areas stand out, and all names are larger: what a room looks at.
  function emphasise(wanted, larger) {
    trace("newcomers", ...wanted);
    labels.emphasise(larger, wanted);
    placeLabels();
  }
  return { show, told, emphasise, placeLabels, escape: keys.escape };
}

// Buttons with names in the reader's language; Leaflet's own speak English.
function createControls(L, map, home) {
  const animate = () => !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const make = (sign, act) => h("button", { type: "button", onclick: act }, sign);
  const buttons = {
    zoom_in: make("+", () => map.zoomIn(undefined, { animate: animate() })),
    zoom_out: make("−", () => map.zoomOut(undefined, { animate: animate() })),
    zoom_home: make("⌂", home),
  };
  const Control = L.Control.extend({
    onAdd() {
      const box = h("div", { class: "rm-zoom leaflet-bar" }, Object.values(buttons));
      L.DomEvent.disableClickPropagation(box);
      return box;
    },
  });
  new Control({ position: "bottomleft" }).addTo(map);
  return {
    name(texts) {
      for (const [key, button] of Object.entries(buttons)) {
        button.setAttribute("aria-label", texts[key]);
        button.title = texts[key];
      }
    },
  };
}

// The wheel and one finger scroll the page; Ctrl with the wheel and two fingers move the map.
function leaveScrollingToThePage(map) {
  map.getContainer().addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) event.stopImmediatePropagation();
    },
    { capture: true },
  );
  if (matchMedia("(pointer: coarse)").matches) map.dragging.disable();
}
