// What a document of its own has, with no server behind it: the map in the document itself,
// the chosen place in a line, all places in a list, links that open what is seen.

function mountMap(root, store, ask) {
  const box = h("div", { class: "rm-map-box" });
  root.replaceChildren(box);
  // as folium builds it for the page
  const map = L.map(box, {
    zoomControl: false,
    zoomSnap: 0,
    zoomDelta: 0.75,
    minZoom: 7,
    maxZoom: 14,
    attributionControl: false,
    boxZoom: false,
    keyboard: false,
  }).setView([51.5, 7.2], 9);
  leaveScrollingToThePage(map);
  const host = {
    chosen: (place) => store.set({ place }),
    speaks: (language, title) => root.setAttribute("aria-label", title),
    seen: () => box.scrollIntoView({ block: "nearest" }),
    left: () => document.querySelector("input.rm-slider").focus(),
  };
  const layer = createTimeLayer(L, map, RUHRMAP_MAP, host);
  const draw = ({ frame, level, place, language }) => {
    const { compared } = store;
    const of = compared && { frame: compared.frame, municipality: compared.municipality, district: compared.district };
    layer.show({ frame, level, place, language, compared: of ?? undefined });
    document.documentElement.dataset.frame = frame; // for tests: what the map shows now
  };
  draw(store.state);
  // the frame around may be of any size, and change it; Leaflet only looks at the window
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(box);
  store.subscribe((state, changed) => {
    if (["frame", "level", "place", "language", "span"].some((key) => key in changed)) draw(state);
    if (state.comparison) loadPairs(RUHRMAP_PAGE, store, ask);
  });
  if (store.state.comparison) loadPairs(RUHRMAP_PAGE, store, ask);
  return layer;
}

// The chosen place in one line under the map, where the page has its panel.
function createPlaceLine(root, layer, store) {
  follow(store, ["frame", "place", "language", "span"], ({ place }) => {
    const told = layer.told(place);
    root.hidden = !told;
    root.replaceChildren(...(told ? [h("b", {}, told.name), ": ", told.line] : []));
  });
}

// Every place of the level with its status in words; Python has drawn it once, for the key
// date that was asked for. It is drawn anew only while it is open.
function createPlaceList(root, layer, store) {
  const body = root.querySelector("tbody");
  const draw = ({ level }) => {
    if (!root.open) return;
    const places = RUHRMAP_MAP.by_name[level].map((ags) => layer.told(ags));
    body.replaceChildren(
      ...places.map(({ ags, name, line, status }) =>
        h(
          "tr",
          { "data-ags": ags },
          h("th", { scope: "row" }, name),
          h("td", {}, swatch(status), line),
        ),
      ),
    );
  };
  root.addEventListener("toggle", () => draw(store.state));
  follow(store, ["frame", "level", "language", "span"], draw);
}

// Links to the page with everything: they open what is seen here.
function keepLinks(links, spelling, store) {
  follow(store, ["date", "level", "place", "comparison", "language"], (state) => {
    const query = new URLSearchParams();
    for (const [key, name] of Object.entries(spelling.names)) {
      const value = spelling[key] ? spelling[key][state[key]] : state[key];
      if (value) query.set(name, value);
    }
    for (const link of links) link.href = `${link.dataset.viewLink}?${query}`;
  });
}
