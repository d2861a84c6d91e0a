// Runs first in the page. It notes when an input reached the page, when the map showed the
// new colours, and the frames without a map; it watches the map's document from outside.
// It is an expression, called with what to look for: {input, area, colour, own, opened}.

((BENCH) => {
  if (window !== window.top) return;
  const now = () => performance.now(); // of the page's document, whichever document it is about
  const watched = new WeakSet();
  let number = 0;
  let expected = null;
  let step = null;
  let counting = false;

  const bench = (window.bench = {
    frames: 0,
    blank: 0,
    blankTime: 0,
    opened: null, // ms from navigation to what has to be seen, painted
    picture: null, // the same of a map that the shell brings along
    seen: {}, // what came before, each with its ms from navigation
    arm(next) {
      number += 1;
      expected = next;
      step = { number, input: null, waited: null, restyled: null };
    },
    get step() {
      return step;
    },
    count(on) {
      counting = on;
    },
    shown: () => shown(mapFrame().contentDocument),
    milestones,
  });

  addEventListener(
    BENCH.input,
    (event) => {
      if (!step || step.input !== null) return;
      step.input = now();
      performance.mark(`bench-input-${step.number}`, { startTime: step.input });
      step.waited = step.input - event.timeStamp;
    },
    { capture: true },
  );

  // The colours of all areas in the document's order, as one text.
  function shown(doc) {
    const areas = [...doc.querySelectorAll(BENCH.area)];
    return areas.map((area) => area.getAttribute(BENCH.colour)).join();
  }

  const isAwaited = () => step && step.input !== null && step.restyled === null;

  // Called right after the script that gave the map new colours.
  function restyled() {
    if (!isAwaited()) return;
    const moment = now();
    performance.mark(`bench-restyled-${step.number}`, { startTime: moment });
    step.restyled = moment - step.input;
  }

  // Our map says itself when it is restyled; that the colours are right is compared later.
  // The others' documents are watched until all areas have the colours that are awaited.
  function watch(frame) {
    const doc = frame.contentDocument;
    if (!doc || watched.has(doc) || !doc.URL.includes("streamlit_folium")) return;
    watched.add(doc);
    if (BENCH.own) {
      frame.contentWindow.addEventListener("ruhrmap:restyled", restyled);
      return;
    }
    const compare = () => isAwaited() && shown(doc) === expected && restyled();
    const everything = { subtree: true, childList: true, attributes: true };
    new MutationObserver(compare).observe(doc, everything);
    compare();
  }

  // a load does not bubble, but it can be caught on its way down
  const onLoad = ({ target }) => target instanceof HTMLIFrameElement && watch(target);
  addEventListener("load", onLoad, { capture: true });

  function mapFrame() {
    return [...document.querySelectorAll("iframe")].find((frame) => {
      const area = frame.contentDocument?.querySelector(BENCH.area);
      if (!area?.getAttribute("d") || !area.hasAttribute(BENCH.colour)) return false;
      const box = frame.getBoundingClientRect();
      return box.width > 0 && box.height > 0 && getComputedStyle(frame).visibility === "visible";
    });
  }

  function isOpen() {
    if (BENCH.opened) return document.querySelector(BENCH.opened)?.getClientRects().length > 0;
    return Boolean(mapFrame());
  }

  // The stages of an opening, in order; those that a page does not have are left out.
  function milestones() {
    const [page] = performance.getEntriesByType("navigation");
    const scripts = performance.getEntriesByType("resource").filter((r) => r.name.includes("/static/js/index."));
    return {
      shell: page.responseEnd,
      picture: bench.picture,
      scripts: scripts[0]?.responseEnd,
      streamlit: performance.getEntriesByName("first-paint")[0]?.startTime,
      part: bench.seen.part,
      frame: bench.seen.frame,
      leaflet: bench.seen.leaflet,
      opened: bench.opened,
    };
  }

  function note() {
    const { seen } = bench;
    if (document.querySelector(".rm")) seen.part ??= now();
    const frame = document.querySelector('iframe[src*="streamlit_folium"]');
    if (frame) seen.frame ??= now();
    if (frame?.contentWindow?.L) seen.leaflet ??= now();
  }

  // The second frame from here begins when the first has been painted.
  function whenPainted(act) {
    requestAnimationFrame(() => requestAnimationFrame(() => act(now())));
  }

  function notePicture() {
    if (bench.picture !== null || !document.querySelector("#rm-opening .rm-area")?.getClientRects().length) return;
    bench.picture = 0;
    whenPainted((time) => (bench.picture = time));
  }

  let before = 0;
  let wasBlank = false;
  // after the frame, when style and layout are done: looking costs the page nothing then
  const after = new MessageChannel();
  after.port1.onmessage = ({ data: time }) => look(time);
  requestAnimationFrame(function next(time) {
    after.port2.postMessage(time);
    requestAnimationFrame(next);
  });

  function look(time) {
    for (const frame of document.querySelectorAll("iframe")) watch(frame);
    if (counting) {
      if (wasBlank) bench.blankTime += time - before;
      wasBlank = !mapFrame();
      bench.frames += 1;
      bench.blank += wasBlank;
    } else if (bench.opened === null) {
      note();
      notePicture();
      if (isOpen()) {
        bench.opened = 0;
        whenPainted((time) => (bench.opened = time));
      }
    }
    before = time;
  }
})
