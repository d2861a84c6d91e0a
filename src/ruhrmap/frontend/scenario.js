// What would follow if some joined: map, figures and curve, each said to be assumed. Statuses,
// counts and words are Python's; here they are only put in their places.

const SCENARIO_CHART = { widest: 640, narrowest: 300, height: 230, left: 50, right: 16, top: 16, bottom: 28 };

function createScenario(root, content, ask) {
  root.rmEnd?.();
  if (!content.heading) {
    root.replaceChildren();
    return;
  }
  const heading = h("h2", { id: "rm-scenario", tabindex: -1 }, content.heading);
  const map = h("figure", { class: "rm-scenario-map" });
  const drawing = s("svg", { role: "img", "aria-label": content.alternative, class: "rm-scenario-drawing" });
  const stamp = () => h("span", { class: "rm-scenario-stamp" }, content.warning);
  const legend = h(
    "ul",
    { class: "rm-legend" },
    content.legend.map(([letter, count, label]) => h("li", { "data-status": letter }, swatch(letter), h("b", {}, String(count)), " ", label)),
  );
  map.append(stamp(), drawing, h("figcaption", {}, legend));
  root.replaceChildren(
    h(
      "section",
      { class: "rm-scenario", "aria-labelledby": heading.id },
      h("div", { class: "rm-scenario-head" }, heading, stamp(), inline(content.end)),
      h("p", { class: "rm-scenario-title" }, `${content.title} ${content.sentence}`.trim()),
      h("p", { class: "rm-note" }, content.basis),
      h(
        "div",
        { class: "rm-scenario-parts" },
        map,
        h("div", { class: "rm-scenario-side" }, scenarioFigures(content.figures), scenarioCurve(root.clientWidth - 40, content.curve, stamp())),
      ),
      h("p", { class: "rm-unseen", role: "status" }, content.announcement),
    ),
  );
  drawScenario(root, drawing, content, ask);
  stayInSight(document.activeElement);
}

// What appears above the lists pushes them down: the tick that was just set stays to be seen.
function stayInSight(active) {
  if (!active?.closest(".rm-part-outreach")) return;
  const look = () => {
    const { top, bottom } = active.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) active.scrollIntoView({ block: "center" });
  };
  requestAnimationFrame(() => requestAnimationFrame(look));
}

async function drawScenario(root, drawing, content, ask) {
  let packed;
  try {
    packed = await ask("multiples"); // the outlines of the small maps are those of this one
  } catch (error) {
    console.warn(error); // the words, the legend and the figures say the same
    return;
  }
  if (!drawing.isConnected) return;
  const patterns = addPatterns("-scenario", 1);
  const borders = packed.outlines.district.join("");
  drawing.setAttribute("viewBox", `0 0 ${packed.box.join(" ")}`);
  drawing.replaceChildren(
    ...packed.outlines[content.level].map((d, i) => {
      const letter = content.letters[i];
      const name = s("title", {}, `${content.names[i]}: ${content.labels[letter]}`);
      return s("path", { class: "rm-area", "data-status": letter, d }, name);
    }),
    s("path", { class: "rm-border", d: borders, "vector-effect": "non-scaling-stroke", "pointer-events": "none" }),
  );
  const sizes = new ResizeObserver(() => {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    if (drawing.clientWidth) scalePatterns(patterns, (packed.box[0] / drawing.clientWidth) * (rem / 16));
  });
  sizes.observe(drawing);
  root.rmEnd = () => {
    sizes.disconnect();
    patterns.remove();
    root.rmEnd = null;
  };
}

function scenarioFigures({ caption, columns, rows }) {
  const line = (row) =>
    h(
      "tr",
      { "data-figure": row.key, class: row.differs ? "rm-differs" : null },
      h("th", { scope: "row" }, row.label, " ", scenarioSource(row.source)),
      h("td", { class: "rm-number" }, row.before),
      h("td", { class: "rm-number" }, row.after),
    );
  return h(
    "table",
    { class: "rm-table rm-scenario-figures" },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, columns.map((text, i) => h("th", { scope: "col", class: i ? "rm-number" : null }, text)))),
    h("tbody", {}, rows.map(line)),
  );
}

function scenarioSource({ name, ...link }) {
  const [element] = [inline(link)].flat(2);
  element.setAttribute?.("aria-label", name);
  return h("span", { class: "rm-note" }, element);
}

// Steps at days, never a smoothed line; what is assumed is dashed and begins at the key date.
function scenarioCurve(room, { caption, start, end, day, day_label, known, assumed, axis, names }, stamp) {
  const { widest, narrowest, height, left, right, top, bottom } = SCENARIO_CHART;
  const width = Math.max(narrowest, Math.min(widest, room)); // letters keep their size on a phone
  const [first, last] = [dayNumber(start), dayNumber(end)];
  const x = (iso) => left + ((dayNumber(iso) - first) / (last - first)) * (width - left - right);
  const highest = axis.at(-1)[0];
  const y = (value) => height - bottom - (value / highest) * (height - top - bottom);
  const path = (steps) => {
    const parts = steps.map(([at, share], i) => (i ? `H${x(at)}V${y(share)}` : `M${x(at)},${y(share)}`));
    return `${parts.join("")}H${x(end)}`;
  };
  const years = [];
  for (let year = Number(start.slice(0, 4)); year <= Number(end.slice(0, 4)); year += width < 480 ? 4 : 2) years.push(year);
  const at = x(day);
  const toLeft = at > width / 2;
  return h(
    "figure",
    { class: "rm-scenario-curve" },
    stamp,
    s(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": caption },
      axis.map(([value, label]) => [
        s("line", { class: value ? "rm-chart-grid" : "rm-base", x1: left, x2: width - right, y1: y(value), y2: y(value) }),
        s("text", { class: "rm-chart-value", x: left - 6, y: y(value) + 4 }, label),
      ]).flat(),
      years.map((year) => s("text", { class: "rm-year", x: x(`${year}-01-01`), y: height - 8 }, String(year))),
      s("path", { class: "rm-scenario-known", d: path(known) }),
      s("line", { class: "rm-scenario-day", x1: at, x2: at, y1: top, y2: height - bottom }),
      s("text", { class: "rm-scenario-date", x: at + (toLeft ? -6 : 6), y: height - bottom - 8, "text-anchor": toLeft ? "end" : "start" }, day_label),
      assumed.length ? s("path", { class: "rm-scenario-assumed", d: path(assumed) }) : null,
    ),
    h(
      "figcaption",
      {},
      h("p", {}, caption),
      h("ul", { class: "rm-legend" }, names.map((name, i) => h("li", {}, h("span", { class: i ? "rm-line rm-line-assumed" : "rm-line", "aria-hidden": "true" }), name))),
    ),
  );
}
