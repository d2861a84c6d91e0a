// The timeline's track: the coverage curve itself, with a tick for each accession of a
// territory, a bracket where only a span is known, hatched where the evidence ends.

const TRACK = { height: 76, base: 58, top: 12 }; // in sixteenths of a rem, as all here
const YEAR_ROOM = 38; // that a year's figures need

// `hatch` names the pattern: a document may have the track twice, and draws nothing by a hidden one.
function drawTrack(svg, pixels, pixelInset, data, hatch = "rm-track-hatch") {
  const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const [width, inset] = [pixels / unit, pixelInset / unit];
  const first = dayNumber(data.axis.start);
  const last = dayNumber(data.axis.end);
  const end = width - inset;
  const x = (iso) => inset + ((dayNumber(iso) - first) / (last - first)) * (end - inset);
  const y = (share) => TRACK.base - share * (TRACK.base - TRACK.top);
  svg.setAttribute("viewBox", `0 0 ${width} ${TRACK.height}`);
  svg.setAttribute("width", pixels);
  svg.setAttribute("height", TRACK.height * unit);
  svg.replaceChildren(
    hatching(hatch),
    s("rect", { class: "rm-track-ground", x: inset, y: TRACK.top, width: end - inset, height: TRACK.base - TRACK.top }),
    s("path", { class: "rm-curve-possible", d: steps(data.curve, "possible", x, y, end) }),
    s("path", { class: "rm-curve", d: steps(data.curve, "share", x, y, end) }),
    afterEvidence(data, x, end, hatch),
    s("line", { class: "rm-base", x1: inset, x2: end, y1: TRACK.base, y2: TRACK.base }),
    ...years(data, x, end),
    ...data.accessions.flatMap((accession) => marks(accession, x)),
  );
}

function steps(curve, key, x, y, end) {
  const parts = [`M${x(curve[0].day)},${TRACK.base}`];
  for (const step of curve) parts.push(`H${x(step.day)}V${y(step[key])}`);
  return `${parts.join("")}H${end}V${TRACK.base}Z`;
}

function hatching(id) {
  const units = { width: 6, height: 6, patternUnits: "userSpaceOnUse" };
  return s(
    "defs",
    {},
    s(
      "pattern",
      { id, ...units, patternTransform: "rotate(45)" },
      s("rect", { width: 6, height: 6, class: "rm-hatch-ground" }),
      s("rect", { width: 2, height: 6, class: "rm-hatch-line" }),
    ),
  );
}

function afterEvidence(data, x, end, hatch) {
  const from = x(data.axis.evidence_end);
  const box = { x: from, y: TRACK.top, width: end - from, height: TRACK.base - TRACK.top };
  return s("rect", { class: "rm-after-evidence", fill: `url(#${hatch})`, ...box });
}

function years(data, x, end) {
  const last = Number(data.axis.end.slice(0, 4));
  const list = [];
  for (let year = Number(data.axis.start.slice(0, 4)); year <= last; year += 1) list.push(year);
  const apart = x(`${list[1]}-01-01`) - x(`${list[0]}-01-01`);
  const every = Math.max(1, Math.ceil(YEAR_ROOM / apart));
  return list.flatMap((year, i) => {
    const at = x(`${year}-01-01`);
    const line = s("line", { class: "rm-year", x1: at, x2: at, y1: TRACK.base, y2: TRACK.base + 4 });
    if (i % every || at + YEAR_ROOM * 0.8 > end) return [line];
    return [line, s("text", { class: "rm-year", x: at, y: TRACK.base + 16 }, String(year))];
  });
}

function marks(accession, x) {
  const at = x(accession.day);
  if (!accession.of_territories) {
    return [s("circle", { class: "rm-tick-partner", cx: at, cy: TRACK.base, r: 2.5 })];
  }
  const tick = s("line", { class: "rm-tick", x1: at, x2: at, y1: 3, y2: TRACK.base });
  const casing = s("line", { class: "rm-tick-casing", x1: at, x2: at, y1: 2, y2: TRACK.base });
  if (!accession.span) return [casing, tick];
  const from = x(accession.span[0]);
  const d = `M${from},11V5H${at}`;
  return [s("path", { class: "rm-bracket-casing", d }), casing, s("path", { class: "rm-bracket", d }), tick];
}
