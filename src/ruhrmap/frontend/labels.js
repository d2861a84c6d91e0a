// Names on the map where they fit, at every width: placed greedily, never colliding.
// A town whose name does not fit is left to the tooltip; where most towns of a Kreis
// find no room, the Kreis gets one name instead.

const LABEL_GAP = 3; // pixels kept free around a name
const TOWNS_NEEDED = 0.5; // share of a Kreis's towns that must find room
const SMALLER = [1, 0.85, 0.72]; // sizes that a wanted name is tried in
const OVERHANG = { first: 3, city: 1.5, town: 1.06, kreis: 2.2 }; // of the room across, per kind

function createLabels(map, territories) {
  const pane = map.createPane("rm-labels");
  pane.style.zIndex = 460;
  pane.style.pointerEvents = "none";
  pane.setAttribute("aria-hidden", "true");
  const canvas = s("svg", { class: "rm-labels", width: 1, height: 1 });
  pane.append(canvas);
  let larger = 1; // than on the page
  let first = []; // whose names are wanted before all others, and may reach beyond their area
  const pen = document.createElement("canvas").getContext("2d");

  function layouts(territory, size) {
    return territory.lines.map((lines) => ({
      lines,
      width: Math.max(...lines.map((line) => pen.measureText(line).width)),
      height: lines.length * size * 1.12,
    }));
  }

  function place(level, place) {
    const usual = Math.min(30, Math.max(10.5, map.getSize().x * 0.0138)) * larger;
    const { fontFamily } = getComputedStyle(map.getContainer());
    const east = map.latLngToLayerPoint([51.5, 8]).x - map.latLngToLayerPoint([51.5, 7]).x;
    const taken = [];
    const drawn = [];

    const corner = map.containerPointToLayerPoint([0, 0]);
    const extent = map.getSize();

    // whole or not at all: a name is not cut by the edge of the map
    function inside([left, top, right, bottom]) {
      const { x, y } = corner;
      return left >= x && top >= y && right <= x + extent.x && bottom <= y + extent.y;
    }

    function attempt(territory, kind, into, boxes, size = usual) {
      pen.font = `600 ${size}px ${fontFamily}`;
      const at = map.latLngToLayerPoint([territory.lat, territory.lon]);
      const room = territory.room * east * OVERHANG[kind];
      for (const layout of layouts(territory, size)) {
        const box = [
          at.x - layout.width / 2 - LABEL_GAP,
          at.y - layout.height / 2 - LABEL_GAP,
          at.x + layout.width / 2 + LABEL_GAP,
          at.y + layout.height / 2 + LABEL_GAP,
        ];
        if (layout.width > room || !inside(box)) continue;
        const hits = ([l, t, r, b]) => box[0] < r && box[2] > l && box[1] < b && box[3] > t;
        if (taken.some(hits) || boxes.some(hits)) continue;
        boxes.push(box);
        into.push({ territory, layout, at, size });
        return true;
      }
      return false;
    }

    function commit(items, boxes) {
      taken.push(...boxes);
      drawn.push(...items);
    }

    function tryOne(territory, kind, size) {
      const items = [];
      const boxes = [];
      const placed = attempt(territory, kind, items, boxes, size);
      if (placed) commit(items, boxes);
      return placed;
    }

    const bySize = (a, b) => b.room - a.room;
    const wanted = territories.filter((t) => first.includes(t.ags) && t.level === level);
    for (const one of wanted.sort(bySize)) {
      SMALLER.some((smaller) => tryOne(one, "first", usual * smaller));
    }
    const chosen = territories.find((t) => t.ags === place && t.level === level);
    if (chosen && !tryOne(chosen, "town")) tryOne(chosen, "kreis");
    const districts = territories.filter((t) => t.level === "district" && t !== chosen);
    for (const city of districts.filter((t) => !t.towns.length).sort(bySize)) {
      const shown = level === "district" ? city : territories.find((t) => t.ags === city.twin);
      if (shown && shown !== chosen) tryOne(shown, "city");
    }
    for (const kreis of districts.filter((t) => t.towns.length).sort(bySize)) {
      const items = [];
      const boxes = [];
      if (level === "municipality") {
        const towns = territories.filter((t) => kreis.towns.includes(t.ags) && t !== chosen);
        for (const town of towns.sort(bySize)) attempt(town, "town", items, boxes);
        if (items.length >= towns.length * TOWNS_NEEDED) {
          commit(items, boxes);
          continue;
        }
      }
      tryOne(kreis, "kreis");
    }
    draw(drawn);
  }

  function draw(items) {
    canvas.replaceChildren(
      ...items.map(({ territory, layout, at, size }) => {
        const top = at.y - layout.height / 2 + size * 0.92;
        return s(
          "text",
          {
            "data-ags": territory.ags,
            "text-anchor": "middle",
            "font-size": size,
            "stroke-width": size * 0.28, // no style: a page may forbid those
          },
          layout.lines.map((line, i) => {
            return s("tspan", { x: at.x, y: top + i * size * 1.12 }, line);
          }),
        );
      }),
    );
  }

  map.on("zoomstart", () => (canvas.style.visibility = "hidden"));
  return {
    emphasise(factor, wanted) {
      larger = factor;
      first = wanted;
    },
    place(level, chosen) {
      place(level, chosen);
      canvas.style.visibility = "";
    },
    colour(statusOf) {
      for (const text of canvas.children) {
        text.setAttribute("data-status", statusOf(text.getAttribute("data-ags")));
      }
    },
  };
}
