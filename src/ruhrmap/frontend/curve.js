// The coverage over time as a chart of its own: steps at days, hatched where only a span is
// known or no newer evidence exists, never a smoothed line. Values, counts and words are the
// records of Python; here they are only put in their places.

const CHART = { left: 46, right: 14, bottom: 28, gap: 12, lane: 17, least: 220, most: 560 };
const CHART_ABOVE = 560; // what stands over and under the plot on the first screen
const CHART_YEAR = 42; // that a year's figures need

function createCurve(root, data, store) {
  const words = () => data.texts[store.state.language];
  const first = dayNumber(data.axis.start);
  const last = dayNumber(data.axis.end);
  const turning = data.frames.map((frame) => dayNumber(frame.start)).slice(1);
  let measure = data.series[0];
  let scale = null; // {unit, x, y, top, bottom, start, end} of the last drawing
  let hold = () => {};

  const chosen = h(
    "select",
    { onchange: () => choose(data.series[chosen.selectedIndex]) },
    data.series.map((one) => h("option", { value: one.key })),
  );
  const label = h("span", { class: "rm-unseen" });
  const about = h("p", { class: "rm-curve-about" });
  const readout = h("p", { class: "rm-curve-readout", id: "rm-curve-readout" });
  const legend = h("ul", { class: "rm-legend rm-curve-legend" });
  const svg = s("svg", { class: "rm-chart", role: "img" });
  const tip = h("div", { class: "rm-curve-tip", "aria-hidden": "true", hidden: true });
  const frame = h("div", { class: "rm-chart-frame" }, svg, tip);
  const hint = h("p", { class: "rm-meta rm-curve-hint" });
  const table = createCurveTable(data);
  root.firstChild.append(h("label", { class: "rm-curve-measure" }, label, chosen));
  root.append(
    readout,
    frame,
    legend,
    about,
    hint,
    table.element,
  );
  new ResizeObserver(() => draw()).observe(frame);

  function choose(one) {
    measure = one;
    name();
    draw();
  }

  function name() {
    const { language } = store.state;
    label.textContent = `${words().curve_measure}: `;
    [...chosen.options].forEach((option, i) => (option.textContent = data.series[i].name[language]));
    about.textContent = measure.about[language];
    hint.textContent = words().curve_hint;
    table.draw(store.state.language);
  }

  const point = (index) => measure.points[index];
  const figureOf = (index) => data.frames[index].figures.find((f) => f.key === measure.key);

  function draw() {
    const { language } = store.state;
    const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const width = frame.clientWidth / unit;
    if (!width) return; // not seen
    scale = layout(width, unit);
    const { end, bottom, top, total } = scale;
    svg.setAttribute("viewBox", `0 0 ${width} ${total}`);
    svg.setAttribute("width", width * unit);
    svg.setAttribute("height", total * unit);
    const inside = { x: scale.start, width: end - scale.start, y: top, height: bottom - top };
    const marker = s(
      "g",
      { class: "rm-chart-now" },
      s("line", { class: "rm-chart-now-line", y1: top - 6, y2: bottom }),
      s("circle", { r: 5.5 }),
    );
    svg.replaceChildren(
      chartPatterns(),
      s("rect", { class: "rm-chart-ground", ...inside }),
      ...bands(scale),
      ...grid(scale, measure, language),
      afterEnd(scale, data),
      ...outline(scale),
      ...chartYears(scale, data),
      ...scale.marks,
      marker,
    );
    showDate();
  }

  // Where everything is: the names over the chart take as many lanes as they need.
  function layout(width, unit) {
    const start = CHART.left;
    const end = width - CHART.right;
    const x = (day) => start + ((day - first) / (last - first)) * (end - start);
    const names = accessionNames(data, store.state.language, (day) => x(day) - start, end - start);
    const top = names.lanes * CHART.lane + CHART.gap;
    const room = Math.min(CHART.most, 0.4 * width, innerHeight / unit - CHART_ABOVE);
    const height = Math.max(CHART.least, room);
    const bottom = top + height;
    const highest = measure.axis.at(-1).value;
    const y = (value) => bottom - (value / highest) * height;
    const made = { width, unit, start, end, top, bottom, x, y, total: bottom + CHART.bottom };
    return { ...made, marks: accessionMarks(names, made, markedAt) };
  }

  // A mark comes down to the step that it explains.
  const markedAt = (accession, y) => y(point(store.frameOf(accession.day)).certain);

  // One area for each status, from the ground up; what is uncertain lies over what is certain.
  function bands({ x, y, end }) {
    const starts = data.frames.map((one) => x(dayNumber(one.start)));
    const below = data.frames.map(() => 0);
    return measure.statuses.map((status, place) => {
      const lower = [...below];
      measure.points.forEach((one, i) => (below[i] += one.parts[place]));
      const edge = (values) => values.map((value, i) => [starts[i], starts[i + 1] ?? end, y(value)]);
      const forth = edge(below).map(([from, to, at]) => `L${from},${at}H${to}`);
      const back = edge(lower).reverse().map(([from, to, at]) => `L${to},${at}H${from}`);
      const d = `M${starts[0]},${y(lower[0])}${forth.join("")}${back.join("")}Z`;
      return s("path", { class: "rm-band", "data-status": status, d });
    });
  }

  // The line over all that is certain.
  function outline({ x, y, end }) {
    const steps = data.frames.map((one, i) => `H${x(dayNumber(one.start))}V${y(point(i).certain)}`);
    const d = `M${x(first)},${y(0)}${steps.join("")}H${end}`;
    return [s("path", { class: "rm-chart-line-casing", d }), s("path", { class: "rm-chart-line", d })];
  }

  function showDate() {
    const { date, frame: index, language } = store.state;
    const day = wordedDay(date, words());
    const figure = figureOf(index);
    svg.setAttribute(
      "aria-label",
      `${filled(words().curve_name, { about: measure.about[language], date: day })} ${point(index).told[language]}`,
    );
    readout.replaceChildren(
      h("span", { class: "rm-curve-day" }, `${day}: `),
      h("b", {}, figure.value[language]),
      ` ${figure.label[language]} `,
      h("span", { class: "rm-note" }, figure.note[language], " ", sourceLink(figure, data, language)),
    );
    legend.replaceChildren(
      ...measure.statuses.map((status, place) =>
        h(
          "li",
          { "data-status": status },
          swatch(status),
          h("b", {}, point(index).worded[place][language]),
          " ",
          data.statuses[status][language],
        ),
      ),
      h("li", {}, h("span", { class: "rm-swatch rm-swatch-after", "aria-hidden": "true" }), words().curve_after),
    );
    const marker = svg.querySelector(".rm-chart-now");
    if (!marker) return;
    marker.setAttribute("transform", `translate(${scale.x(dayNumber(date))} 0)`);
    marker.querySelector("circle").setAttribute("cy", scale.y(point(index).certain));
  }

  // The hand: a press sets the day, a drag moves it; over the chart a tip tells what was when.
  function dayAt(event) {
    const at = (event.clientX - svg.getBoundingClientRect().left) / scale.unit;
    const share = (at - scale.start) / (scale.end - scale.start);
    return Math.round(first + Math.min(1, Math.max(0, share)) * (last - first));
  }

  function move(event) {
    const pixels = ((scale.end - scale.start) * scale.unit) / (last - first);
    store.setDay(pulledTo(turning, dayAt(event), pixels));
  }

  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !scale) return;
    svg.setPointerCapture(event.pointerId);
    hold(true);
    tip.hidden = true;
    move(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (svg.hasPointerCapture(event.pointerId)) move(event);
    else if (event.pointerType === "mouse" && scale) showTip(event);
  });
  for (const over of ["pointerup", "pointercancel"]) svg.addEventListener(over, () => hold(false));
  svg.addEventListener("pointerleave", () => (tip.hidden = true));

  function showTip(event) {
    const { language } = store.state;
    const day = dayAt(event);
    const index = store.frameOf(isoDay(day));
    tip.replaceChildren(
      h("strong", {}, wordedDay(isoDay(day), words())),
      h("span", {}, `${measure.name[language]}: ${point(index).told[language]}`),
    );
    tip.hidden = false;
    const at = event.clientX - frame.getBoundingClientRect().left;
    const room = frame.clientWidth - tip.offsetWidth;
    tip.style.left = `${Math.min(Math.max(0, at - tip.offsetWidth / 2), room)}px`;
  }

  name();
  draw();
  showDate();
  whileThere(root, store, (state, changed) => {
    if ("language" in changed) {
      name();
      draw();
    }
    if (state.view === "curve" && ("date" in changed || "view" in changed)) showDate();
    table.mark(state.frame);
  });
  table.mark(store.state.frame);
  return { holdWith: (told) => (hold = told) };
}

// Names of those who joined, each in a lane over the chart; of partners where there is room.
function accessionNames(data, language, x, width) {
  const pen = document.createElement("canvas").getContext("2d");
  const family = getComputedStyle(document.documentElement).getPropertyValue("--rm-font");
  pen.font = `12.5px ${family || "sans-serif"}`;
  const measure = (text) => pen.measureText(text).width * 1.03;
  const items = data.accessions.map((accession) => {
    const at = x(dayNumber(accession.day));
    const room = Math.max(at, width - at) - 2 * LANE_GAP;
    const lines = wrapped(accession.short[language], Math.min(room, 0.75 * width), measure);
    const from = accession.span ? x(dayNumber(accession.span[0])) : null;
    return { accession, x: at, from, lines, widths: lines.map(measure), must: accession.of_territories };
  });
  return { items, ...placeInLanes(items, width) };
}

function accessionMarks({ items, placed, lanes }, { start, top, bottom, y }, markedAt) {
  const heightOf = (lane) => top - CHART.gap - lane * CHART.lane;
  const marks = items.map((item, i) => {
    const at = start + item.x;
    const place = placed[i];
    const text = (place ? item.lines : []).map((line, n) => {
      const lane = place.lane + item.lines.length - 1 - n;
      const side = place.side > 0 ? "start" : "end";
      const x = at + place.side * LANE_GAP;
      return s("text", { class: "rm-chart-name", x, y: heightOf(lane) - 4, "text-anchor": side }, line);
    });
    const high = place ? heightOf(place.lane + item.lines.length) + 3 : top;
    if (!item.must) {
      const stem = place ? s("line", { class: "rm-chart-stem", x1: at, x2: at, y1: high, y2: bottom }) : null;
      return [...(stem ? [stem] : []), s("circle", { class: "rm-tick-partner", cx: at, cy: bottom, r: 3.5 }), ...text];
    }
    const low = markedAt(item.accession, y);
    const tick = (kind) => s("line", { class: `rm-tick${kind}`, x1: at, x2: at, y1: high, y2: low });
    const span = (kind) =>
      s("path", { class: `rm-bracket${kind}`, d: `M${start + item.from},${top - 1}V${top - 7}H${at}` });
    if (item.from === null) return [tick("-casing"), tick(""), ...text];
    return [span("-casing"), tick("-casing"), span(""), tick(""), ...text];
  });
  return marks.flat();
}

function grid({ start, end, y }, measure, language) {
  return measure.axis.flatMap(({ value, label }) => [
    s("line", { class: value ? "rm-chart-grid" : "rm-base", x1: start, x2: end, y1: y(value), y2: y(value) }),
    s("text", { class: "rm-chart-value", x: start - 6, y: y(value) + 4 }, label[language]),
  ]);
}

function afterEnd({ x, top, bottom, end }, data) {
  const from = x(dayNumber(data.axis.evidence_end) + 1);
  const box = { x: from, y: top, width: end - from, height: bottom - top };
  return s("rect", { class: "rm-after-evidence", fill: "url(#rm-chart-after)", ...box });
}

function chartYears({ x, end, bottom }, data) {
  const list = [];
  for (let year = Number(data.axis.start.slice(0, 4)); year <= Number(data.axis.end.slice(0, 4)); year += 1) {
    list.push([year, x(dayNumber(`${year}-01-01`))]);
  }
  const every = Math.max(1, Math.ceil(CHART_YEAR / (list[1][1] - list[0][1])));
  return list.flatMap(([year, at], i) => {
    const line = s("line", { class: "rm-year", x1: at, x2: at, y1: bottom, y2: bottom + 5 });
    if (i % every || at + CHART_YEAR * 0.4 > end + CHART.right) return [line];
    return [line, s("text", { class: "rm-year", x: at, y: bottom + 19 }, String(year))];
  });
}

function chartPatterns() {
  const units = { patternUnits: "userSpaceOnUse" };
  const plain = (name, size) => s("rect", { width: size, height: size, class: name });
  return s(
    "defs",
    {},
    s(
      "pattern",
      { id: "rm-chart-assumed", width: 7, height: 7, ...units },
      plain("rm-chart-represented", 7),
      s("circle", { cx: 1.75, cy: 1.75, r: 1.15, class: "rm-chart-dots" }),
      s("circle", { cx: 5.25, cy: 5.25, r: 1.15, class: "rm-chart-dots" }),
    ),
    s(
      "pattern",
      { id: "rm-chart-uncertain", width: 6, height: 6, patternTransform: "rotate(45)", ...units },
      plain("rm-chart-none", 6),
      s("rect", { width: 2.5, height: 6, class: "rm-chart-hatch" }),
    ),
    s(
      "pattern",
      { id: "rm-chart-after", width: 9, height: 9, patternTransform: "rotate(-45)", ...units },
      plain("rm-chart-after-ground", 9),
      s("rect", { width: 1.6, height: 9, class: "rm-chart-after-line" }),
    ),
  );
}

// Every value of the chart, a row for each span between two turning days.
function createCurveTable(data) {
  const summary = h("summary", {});
  const holder = h("div", { class: "rm-scroll", tabindex: 0, role: "region" });
  const element = h("details", { class: "rm-curve-table" }, summary, holder);
  let rows = [];
  let now = 0;

  function draw(language) {
    const words = data.texts[language];
    summary.textContent = words.curve_table;
    holder.setAttribute("aria-label", words.curve_table);
    const heads = [words.curve_period, words.curve_turns, ...data.series.map((one) => one.name[language])];
    rows = data.frames.map((frame, i) =>
      h(
        "tr",
        {},
        h(
          "th",
          { scope: "row" },
          filled(words.period, { first: wordedDay(frame.start, words), last: wordedDay(frame.end, words) }),
        ),
        h("td", {}, frame.turns[language] || (i ? "" : words.curve_begins)),
        data.series.map((one) => h("td", { class: "rm-number" }, one.points[i].told[language])),
      ),
    );
    holder.replaceChildren(
      h(
        "table",
        { class: "rm-table" },
        h("thead", {}, h("tr", {}, heads.map((text) => h("th", { scope: "col" }, text)))),
        h("tbody", {}, rows),
      ),
    );
    mark(now);
  }

  function mark(index) {
    rows[now]?.removeAttribute("aria-current");
    now = index;
    rows[now]?.setAttribute("aria-current", "date");
  }

  return { element, draw, mark };
}
