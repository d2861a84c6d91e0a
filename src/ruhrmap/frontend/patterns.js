// The patterns of statuses and of what changed, as SVG; tiles are ruhrmap.tiles', colours are
// classes (patterns.css).
// A set of them stands once in a document, in a drawing that is always there: Chromium draws
// nothing from a pattern that is hidden. Drawings of another scale have a set of their own.

function addPatterns(suffix, scale) {
  const drawing = s(
    "svg",
    { class: "rm-patterns", width: 0, height: 0, "aria-hidden": "true" },
    Object.entries(RUHRMAP_TILES).map(([name, { size, turn, ground, ink, marks }]) =>
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
