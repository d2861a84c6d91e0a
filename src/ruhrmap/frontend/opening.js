// In the page's shell, right behind what the server has drawn (ruhrmap.web.opening): sizes its
// patterns, and takes it away when the page below is drawn or somebody begins to use it.
(() => {
  const opening = document.getElementById("rm-opening");
  const PATIENCE = 15_000; // ms: what is below by then is to be seen, and be it an error
  const UNPAINTED = 300; // ms
  // the page below says the same in a moment, and takes hand and voice from the start
  opening.setAttribute("aria-hidden", "true");
  opening.dataset.passing = "yes";

  // no style in the markup: the page's policy allows none there
  const now = opening.querySelector("[data-share]");
  now.style.setProperty("--rm-share", now.dataset.share);

  const drawing = opening.querySelector("svg");
  const pixels = drawing?.getScreenCTM()?.a; // a unit
  if (pixels) {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    for (const pattern of drawing.querySelectorAll("pattern")) {
      pattern.setAttribute("patternTransform", `scale(${rem / 16 / pixels})${pattern.dataset.turn}`);
    }
  }

  // Streamlit's scripts are loaded but not started (ruhrmap.shell): they would hold up the first
  // paint. A page in the background is not painted, and starts them all the same.
  let started = false;
  function start() {
    if (started) return;
    started = true;
    for (const { href } of document.querySelectorAll("link[data-rm-starts]")) {
      const script = document.createElement("script");
      Object.assign(script, { type: "module", crossOrigin: "", async: false, src: href });
      document.head.append(script);
    }
  }
  requestAnimationFrame(() => setTimeout(start));
  setTimeout(start, UNPAINTED);

  let ended = false;
  function end() {
    if (ended) return;
    ended = true;
    for (const kind of USES) document.removeEventListener(kind, used);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const fading = opening.animate({ opacity: 0 }, { duration: still ? 0 : 120, fill: "forwards" });
    fading.finished.then(() => opening.remove());
  }

  const USES = ["focusin", "pointerdown", "wheel", "touchmove", "keydown"];
  function used() {
    if (document.querySelector(".rm-part-sentence")) end();
  }
  for (const kind of USES) document.addEventListener(kind, used, { passive: true });

  // called by the map, or by the view that is seen instead of it; the second frame from then
  // begins when the first has been painted
  window.ruhrmapDrawn = () => requestAnimationFrame(() => requestAnimationFrame(end));
  setTimeout(end, PATIENCE);
})();
