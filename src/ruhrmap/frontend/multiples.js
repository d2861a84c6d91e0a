// One small map for each accession of a territory. Nothing of it is loaded before a reader
// comes near, unless it is there already; a click on a map sets the key date to that day.

const NEAR = "200px"; // before the section is seen
const SMALL_PATTERNS = 0.75; // the patterns beside those of the large map

function createMultiples(root, store, ask, { there = false } = {}) {
  const section = h("section", { class: "rm-multiples", "aria-busy": "true" });
  root.replaceChildren(section);
  const near = new IntersectionObserver(
    (seen) => {
      if (!seen.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      load();
    },
    { root: root.closest('[data-testid="stMain"]'), rootMargin: NEAR },
  );
  // not before the first map is there: until then the page is short and everything is near
  const idle = window.requestIdleCallback ?? ((act) => setTimeout(act, 500));
  if (!there) idle(() => near.observe(section));
  let leave = () => {};

  async function load() {
    try {
      leave = drawMultiples(section, await ask("multiples"), store);
    } catch (error) {
      console.warn(error);
      near.observe(section); // no connection: tried again when the reader comes back
    }
  }

  if (there) load();
  return () => {
    near.disconnect();
    leave();
  };
}

function drawMultiples(section, packed, store) {
  const heading = h("h2", { id: "rm-multiples" });
  const intro = h("p", {});
  const legend = h("ul", { class: "rm-small-legend" });
  const maps = packed.maps.map((one) => smallMap(one, packed, store));
  const list = h("ul", { class: "rm-small-maps" }, maps.map((map) => h("li", {}, map.element)));
  const patterns = addPatterns("-small", 1);
  patterns.dataset.small = "yes"; // scaled by themselves
  patterns.append(
    s("path", { id: "rm-small-borders", d: packed.outlines.district.join(""), "vector-effect": "non-scaling-stroke" }),
  );
  section.setAttribute("aria-labelledby", heading.id);
  section.removeAttribute("aria-busy");
  section.replaceChildren(heading, intro, list, legend);

  // patterns keep their size on the screen, however large the maps are drawn
  const sizes = new ResizeObserver(() => {
    const width = list.querySelector("svg").clientWidth;
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    if (width) scalePatterns(patterns, (packed.box[0] / width) * (rem / 16) * SMALL_PATTERNS);
  });
  sizes.observe(list);

  const forget = follow(store, ["level", "language", "date"], ({ level, language, date }) => {
    const words = packed.texts[language];
    heading.textContent = words.heading;
    intro.textContent = words.intro;
    legend.setAttribute("aria-label", words.legend);
    const used = new Set(packed.maps.flatMap((one) => [...one[level].letters]));
    const entries = Object.keys(packed.labels).filter((letter) => used.has(letter));
    legend.replaceChildren(
      ...inOrder(entries).map((letter) => h("li", {}, swatch(letter), packed.labels[letter][language])),
    );
    for (const map of maps) map.show(level, language, date);
  });
  return () => {
    forget();
    sizes.disconnect();
    patterns.remove();
  };
}

// What is new first, then as on the map.
function inOrder(letters) {
  return [..."MSAmsaun"].filter((letter) => letters.includes(letter));
}

function smallMap(one, packed, store) {
  const drawing = s("svg", { class: "rm-small", viewBox: `0 0 ${packed.box.join(" ")}`, role: "img" });
  const set = h("button", { type: "button", onclick: () => store.set({ date: one.day }) });
  const names = h("p", { class: "rm-small-names" });
  const count = h("p", { class: "rm-meta" });
  const figure = h("figure", {}, drawing, h("figcaption", {}, set, names, count));
  let drawn = "";

  // One path a status: the outlines of all that have it, one behind the other.
  function draw(level) {
    if (drawn === level) return;
    drawn = level;
    const areas = new Map();
    [...one[level].letters].forEach((letter, i) => {
      areas.set(letter, (areas.get(letter) ?? "") + packed.outlines[level][i]);
    });
    drawing.replaceChildren(
      ...[...areas].map(([letter, d]) => s("path", { class: "rm-area", "data-status": letter, d })),
      s("use", { href: "#rm-small-borders", class: "rm-small-border" }),
    );
  }

  return {
    element: figure,
    show(level, language, date) {
      draw(level);
      drawing.setAttribute("aria-label", one[level].alternative[language]);
      set.textContent = one.when[language];
      set.title = one.action[language];
      set.setAttribute("aria-label", `${one.when[language]}: ${one.action[language]}`);
      if (date === one.day) set.setAttribute("aria-current", "date");
      else set.removeAttribute("aria-current");
      names.textContent = one.names[language];
      count.textContent = one[level].count[language];
    },
  };
}
