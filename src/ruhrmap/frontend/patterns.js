// The patterns of statuses and of what changed, as SVG: colours are classes (patterns.css).
// A set of them stands once in a document, in a drawing that is always there: Chromium draws
// nothing from a pattern that is hidden. Drawings of another scale have a set of their own.

const TILES = {
  assumed: { size: 7, ground: "represented", ink: "dots", marks: [["circle", { cx: 1.75, cy: 1.75, r: 1.15 }], ["circle", { cx: 5.25, cy: 5.25, r: 1.15 }]] },
  uncertain: { size: 7, turn: 45, ground: "none", ink: "hatch", marks: [["rect", { width: 3, height: 7 }]] },
  "new-member": { size: 12, ground: "added", ink: "added-ink", marks: [["path", { d: "M3,6h6M6,3v6" }]] },
  "new-stated": { size: 7, ground: "added-through", ink: "added-ink", marks: [["path", { d: "M3.5,0v7" }]] },
  "new-assumed": { size: 7, ground: "added-through", ink: "added-ink", marks: [["circle", { cx: 3.5, cy: 3.5, r: 1.5 }]] },
  confirmed: { size: 7, turn: -45, ground: "added", ink: "added-ink", marks: [["path", { d: "M2,0v7" }]] },
  possible: { size: 7, turn: 45, ground: "none", ink: "added-hatch", marks: [["rect", { width: 3, height: 7 }]] },
  upgraded: { size: 8, ground: "member", ink: "upgraded-ink", marks: [["rect", { x: 2.5, y: 2.5, width: 3, height: 3 }]] },
  otherwise: { size: 6, ground: "represented", ink: "dots", marks: [["path", { d: "M0,3h6" }]] },
  ended: { size: 8, ground: "none", ink: "ended", marks: [["path", { d: "M2,2l4,4M6,2l-4,4" }]] },
  "possibly-ended": { size: 8, ground: "none", ink: "ended", marks: [["path", { d: "M1.5,4h5" }]] },
};

function addPatterns(suffix, scale) {
  const drawing = s(
    "svg",
    { class: "rm-patterns", width: 0, height: 0, "aria-hidden": "true" },
    Object.entries(TILES).map(([name, { size, turn, ground, ink, marks }]) =>
      s(
        "pattern",
        {
          id: `rm-${name}${suffix}`,
          width: size,
          height: size,
          patternUnits: "userSpaceOnUse",
          "data-turn": turn ? ` rotate(${turn})` : "",
        },
        s("rect", { width: size, height: size, class: `rm-fill-${ground}` }),
        marks.map(([shape, at]) => s(shape, { ...at, class: `rm-mark-${ink}` })),
      ),
    ),
  );
  scalePatterns(drawing, scale);
  document.body.append(drawing);
  return drawing;
}

function scalePatterns(drawing, scale) {
  for (const pattern of drawing.querySelectorAll("pattern")) {
    pattern.setAttribute("patternTransform", `scale(${scale})${pattern.dataset.turn}`);
  }
}
