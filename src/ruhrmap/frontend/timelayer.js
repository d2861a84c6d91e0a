// The time layer of the map: geometry once, then only what changes is restyled.
// A path carries its status as an attribute; colours and patterns are the stylesheet's.

function createTimeLayer(L, map, data, host) {
  const levels = {
    municipality: createLevel("municipality", data.geometry.municipality),
    district: createLevel("district", data.geometry.district),
  };
  const byAgs = new Map(data.territories.map((t) => [t.ags, t]));
  const tooltip = L.tooltip({ className: "rm-tooltip", direction: "top", offset: [0, -6] });
  const state = { frame: -1, level: null, place: null, language: "de" };
  const region = L.geoJSON(data.geometry.district).getBounds();
  let framing = false;
  let moved = false;

  drawPlain("rm-context", 340, data.geometry.context, ["rm-context"]);
  drawPlain("rm-borders", 430, data.geometry.district, ["rm-border", "rm-border-core"]);
  const choice = L.layerGroup();
  choice.addTo(map);
  pane("rm-choice", 440);
  const choiceRenderer = L.svg({ pane: "rm-choice", padding: 1 });
  const labels = createLabels(map, data.territories);
  const controls = createControls(L, map, frameRegion);

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
        area.on("mouseout", () => tooltip.remove());
        area.on("click", () => choose(ags));
      },
    });
    layer.addTo(map);
    addPatterns(renderer._container, name);
    for (const [ags, area] of paths) area.getElement().setAttribute("data-ags", ags);
    return { holder, paths, order: data.order[name], shown: "" };
  }

  function addPatterns(svg, name) {
    const scale = `scale(${parseFloat(getComputedStyle(document.documentElement).fontSize) / 16})`;
    const dots = { id: `rm-assumed-${name}`, width: 7, height: 7, patternTransform: scale };
    const lines = { id: `rm-uncertain-${name}`, width: 7, height: 7 };
    const units = { patternUnits: "userSpaceOnUse" };
    svg.prepend(
      s(
        "defs",
        {},
        s(
          "pattern",
          { ...dots, ...units },
          s("rect", { width: 7, height: 7, class: "rm-fill-represented" }),
          s("circle", { cx: 1.75, cy: 1.75, r: 1.15, class: "rm-fill-dots" }),
          s("circle", { cx: 5.25, cy: 5.25, r: 1.15, class: "rm-fill-dots" }),
        ),
        s(
          "pattern",
          { ...lines, ...units, patternTransform: `${scale} rotate(45)` },
          s("rect", { width: 7, height: 7, class: "rm-fill-none" }),
          s("rect", { width: 3, height: 7, class: "rm-fill-hatch" }),
        ),
      ),
    );
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

  function hover(ags, latlng) {
    const content = h("div", {});
    const { level } = byAgs.get(ags);
    const place = data.order[level].indexOf(ags);
    const line = data.hover[state.language][data.frames[state.frame].hover[level][place]];
    content.append(h("strong", {}, byAgs.get(ags).name), h("span", {}, line));
    tooltip.setContent(content).setLatLng(latlng).addTo(map);
  }

  function choose(ags) {
    show({ ...state, place: ags });
    host.chosen(ags);
  }

  function restyle(level, statuses) {
    if (statuses === level.shown) return;
    for (let i = 0; i < statuses.length; i += 1) {
      if (statuses[i] === level.shown[i]) continue;
      level.paths.get(level.order[i])?.getElement().setAttribute("data-status", statuses[i]);
    }
    level.shown = statuses;
  }

  // What lies under a name: on the level of municipalities a Kreis is drawn by its towns.
  function statusOf(named) {
    const ags = state.level === "municipality" ? (byAgs.get(named).towns[0] ?? named) : named;
    const name = byAgs.get(ags).level;
    return data.frames[state.frame].statuses[name][data.order[name].indexOf(ags)];
  }

  function outline(ags) {
    choice.clearLayers();
    const territory = byAgs.get(ags);
    if (!territory) return;
    const feature = data.geometry[territory.level].features.find((f) => f.properties.ags === ags);
    for (const className of ["rm-casing", "rm-chosen"]) {
      const options = { smoothFactor: 0, noClip: true, className, interactive: false };
      L.geoJSON(feature, {
        pane: "rm-choice",
        renderer: choiceRenderer,
        interactive: false,
        style: options,
      }).addTo(choice);
    }
  }

  // Draw a state: {frame, level, place, language}. Only what differs is touched.
  function show(next) {
    const before = { ...state };
    Object.assign(state, next);
    const level = levels[state.level];
    if (state.level !== before.level) {
      for (const [name, other] of Object.entries(levels)) other.holder.hidden = name !== state.level;
      tooltip.remove();
    }
    restyle(level, data.frames[state.frame].statuses[state.level]);
    if (state.place !== before.place) outline(state.place);
    if (state.language !== before.language || before.level === null) {
      document.documentElement.lang = state.language;
      document.title = data.texts[state.language].map_title;
      controls.name(data.texts[state.language]);
    }
    if (state.level !== before.level || state.place !== before.place) placeLabels();
    else if (state.frame !== before.frame) labels.colour(statusOf);
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
  map.on("zoomend", placeLabels);
  map.on("resize", () => {
    if (!moved) frameRegion();
    placeLabels();
  });
  frameRegion();
  return { show, placeLabels };
}

// Buttons with names in the reader's language; Leaflet's own speak English.
function createControls(L, map, home) {
  const make = (sign, act) => h("button", { type: "button", onclick: act }, sign);
  const buttons = {
    zoom_in: make("+", () => map.zoomIn()),
    zoom_out: make("−", () => map.zoomOut()),
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
