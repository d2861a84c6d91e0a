// Runs first in the page. It notes when an input reached the page, when the map showed the
// new colours, and the frames without a map; it watches the map's document from outside.
// It is an expression, called with what to look for: {input, area, colour, own, inPage,
// opened, palette, points}. Areas are elements of a document, or else pixels of a canvas.

((BENCH) => {
  if (window !== window.top) return;
  const now = () => performance.now(); // of the page's document, whichever document it is about
  const watched = new WeakSet();
  let number = 0;
  let expected = null;
  let telling = []; // places of areas that tell this step from the one before
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
      const [before, fresh] = [(expected ?? "").split(","), next.split(",")];
      telling = fresh.flatMap((colour, i) => (colour === before[i] ? [] : [i])).slice(0, 8);
      expected = next;
      step = { number, input: null, waited: null, restyled: null };
    },
    get step() {
      return step;
    },
    count(on) {
      counting = on;
    },
    shown: () => (onCanvas() ? pixels.shown : shown(mapDocument())),
    box,
    point,
    milestones,
  });

  function note(event, owner) {
    if (!step || step.input !== null) return;
    step.input = now();
    performance.mark(`bench-input-${step.number}`, { startTime: step.input });
    step.waited = owner.performance.now() - event.timeStamp;
  }

  const listen = (owner) => owner.addEventListener(BENCH.input, (event) => note(event, owner), { capture: true });
  listen(window);

  const areasOf = (doc) => [...(doc?.querySelectorAll(BENCH.area) ?? [])];

  const names = new Map();
  function hex(colour) {
    if (!names.has(colour)) {
      const parts = /^rgba?\((\d+), *(\d+), *(\d+)/.exec(colour);
      const two = (part) => Number(part).toString(16).padStart(2, "0");
      names.set(colour, parts ? `#${parts.slice(1, 4).map(two).join("")}` : colour);
    }
    return names.get(colour);
  }

  function colourOf(area) {
    const told = area.getAttribute(BENCH.colour);
    return BENCH.own ? told : hex(told ?? area.style.getPropertyValue(BENCH.colour));
  }

  // The colours of all areas in the document's order, as one text.
  function shown(doc) {
    return areasOf(doc).map(colourOf).join();
  }

  const isAwaited = () => step && step.input !== null && step.restyled === null;

  // Called right after the script that gave the map new colours.
  function restyled() {
    if (!isAwaited()) return;
    const moment = now();
    performance.mark(`bench-restyled-${step.number}`, { startTime: moment });
    step.restyled = moment - step.input;
  }

  // Whether all areas have the colours that are awaited; a few are asked first.
  function matches(doc) {
    const areas = areasOf(doc);
    const wanted = expected.split(",");
    if (areas.length !== wanted.length) return false;
    return telling.every((i) => colourOf(areas[i]) === wanted[i]) && areas.map(colourOf).join() === expected;
  }

  // Our map says itself when it is restyled; that the colours are right is compared later.
  // The others' documents are watched until all areas have the colours that are awaited.
  function watch(doc) {
    watched.add(doc);
    const compare = () => isAwaited() && matches(doc) && restyled();
    const everything = { subtree: true, childList: true, attributes: true };
    new MutationObserver(compare).observe(doc, everything);
    compare();
  }

  function watchFrame(frame) {
    const doc = frame.contentDocument;
    if (!doc || watched.has(doc)) return;
    if (!doc.URL.includes("streamlit_folium") && doc.URL !== "about:srcdoc") return;
    if (BENCH.input !== "keydown" && !BENCH.own) listen(frame.contentWindow);
    if (!BENCH.own) return watch(doc);
    watched.add(doc);
    frame.contentWindow.addEventListener("ruhrmap:restyled", restyled);
  }

  if (BENCH.inPage) document.addEventListener("DOMContentLoaded", () => watch(document));

  // a load does not bubble, but it can be caught on its way down
  const onLoad = ({ target }) => target instanceof HTMLIFrameElement && watchFrame(target);
  addEventListener("load", onLoad, { capture: true });

  function hasAreas(doc) {
    const area = doc?.querySelector(BENCH.area);
    return Boolean(area?.getAttribute("d") && colourOf(area));
  }

  function isVisible(element) {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && getComputedStyle(element).visibility === "visible";
  }

  function mapFrame() {
    return [...document.querySelectorAll("iframe")].find((frame) => hasAreas(frame.contentDocument) && isVisible(frame));
  }

  function mapDocument() {
    if (!BENCH.inPage) return mapFrame()?.contentDocument;
    return hasAreas(document) && isVisible(document.querySelector(BENCH.area)) ? document : null;
  }

  // ---- a map on a canvas: what was drawn is read right after the script that drew it, before
  // ---- it is handed over, so the drawing buffer is there without asking to preserve it

  const pixels = { canvas: null, box: null, legible: [], shown: "", blank: true };
  const palette = (BENCH.palette ?? []).map((colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)));
  const due = new Set();

  const onCanvas = () => Boolean(pixels.canvas?.isConnected);

  function drew(canvas, read) {
    if (!canvas.isConnected || canvas.width < 200 || due.has(canvas)) return;
    due.add(canvas);
    queueMicrotask(() => {
      due.delete(canvas);
      if (bench.opened === null || isAwaited()) lookAt(canvas, read(), BENCH.points);
      else if (counting) lookAt(canvas, read(), BENCH.points.slice(0, 16));
    });
  }

  // A picture is {at(x, y) -> place of its first byte, data}, counted from the upper left.
  function lookAt(canvas, picture, points) {
    if (pixels.canvas !== canvas) Object.assign(pixels, { canvas, box: null });
    const { width, height } = canvas;
    pixels.box ??= landOf(picture, width, height);
    if (!pixels.box) return;
    const { x, y, w, h } = pixels.box;
    const colours = points.map(([u, v]) => BENCH.palette[coloured(picture, Math.round(x + u * w), Math.round(y + v * h))]);
    pixels.blank = !colours.some(Boolean);
    if (points.length < BENCH.points.length) return;
    if (bench.opened === null) pixels.legible = colours.map(Boolean);
    if (bench.opened === null && !isDrawn()) pixels.box = null;
    const wanted = expected?.split(",") ?? [];
    pixels.shown = colours.map((colour, i) => (pixels.legible[i] ? colour ?? "?" : wanted[i])).join();
    if (isAwaited() && pixels.shown === expected) restyled();
  }

  // An area of few pixels may have none that its outline does not touch: it is not compared.
  const isDrawn = () => pixels.legible.filter(Boolean).length >= 0.9 * pixels.legible.length;

  function coloured({ data, at }, x, y) {
    const place = at(x, y);
    if (data[place + 3] < 250) return -1;
    return palette.findIndex((colour) => colour.every((part, i) => Math.abs(part - data[place + i]) <= 2));
  }

  // Where the areas are: the rectangle around all pixels that have one of their colours.
  function landOf(picture, width, height) {
    let [left, top, right, bottom] = [width, height, -1, -1];
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        if (coloured(picture, x, y) < 0) continue;
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
    }
    return right - left > 100 ? { x: left, y: top, w: right - left, h: bottom - top } : null;
  }

  function hook(prototype, names, read) {
    for (const name of names) {
      const act = prototype[name];
      prototype[name] = function (...given) {
        const result = act.apply(this, given);
        if (read.counts(this)) drew(this.canvas, () => read.picture(this));
        return result;
      };
    }
  }

  if (palette.length) {
    hook(CanvasRenderingContext2D.prototype, ["fill", "stroke"], {
      counts: (context) => context.canvas instanceof HTMLCanvasElement,
      picture(context) {
        const { width, height } = context.canvas;
        const { data } = context.getImageData(0, 0, width, height);
        return { data, at: (x, y) => 4 * (y * width + x) };
      },
    });
    hook(WebGL2RenderingContext.prototype, ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"], {
      // what is drawn beside the screen tells which area the mouse is over
      counts: (gl) => gl.getParameter(gl.DRAW_FRAMEBUFFER_BINDING) === null,
      picture(gl) {
        const { width, height } = gl.canvas;
        const data = new Uint8Array(4 * width * height);
        const bound = gl.getParameter(gl.READ_FRAMEBUFFER_BINDING);
        gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null);
        gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, data);
        gl.bindFramebuffer(gl.READ_FRAMEBUFFER, bound);
        return { data, at: (x, y) => 4 * ((height - 1 - y) * width + x) };
      },
    });
  }

  // ---- where the map is on the page, for a hand that clicks and zooms

  // The rectangle around all areas, in pixels of the page: {x, y, w, h}.
  function box() {
    if (onCanvas()) {
      const { canvas, box: land } = pixels;
      const { left, top, width } = canvas.getBoundingClientRect();
      const scale = width / canvas.width;
      return { x: left + land.x * scale, y: top + land.y * scale, w: land.w * scale, h: land.h * scale };
    }
    const frame = BENCH.inPage ? null : mapFrame().getBoundingClientRect();
    const boxes = areasOf(mapDocument()).map((area) => area.getBoundingClientRect());
    const [x, y] = [Math.min(...boxes.map((b) => b.left)), Math.min(...boxes.map((b) => b.top))];
    const [right, bottom] = [Math.max(...boxes.map((b) => b.right)), Math.max(...boxes.map((b) => b.bottom))];
    return { x: x + (frame?.left ?? 0), y: y + (frame?.top ?? 0), w: right - x, h: bottom - y };
  }

  // A point within an area, in pixels of the page.
  function point(place) {
    const { x, y, w, h } = box();
    const [u, v] = BENCH.points[place];
    return [x + u * w, y + v * h];
  }

  // ---- the stages of an opening

  function isOpen() {
    if (BENCH.opened) return document.querySelector(BENCH.opened)?.getClientRects().length > 0;
    return onCanvas() ? pixels.box !== null : Boolean(mapDocument());
  }

  // In order; those that a page does not have are left out.
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

  function noteStages() {
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

  const isBlank = () => (onCanvas() ? pixels.blank || !isVisible(pixels.canvas) : !mapDocument());

  function look(time) {
    for (const frame of document.querySelectorAll("iframe")) watchFrame(frame);
    if (counting) {
      if (wasBlank) bench.blankTime += time - before;
      wasBlank = isBlank();
      bench.frames += 1;
      bench.blank += wasBlank;
    } else if (bench.opened === null) {
      noteStages();
      notePicture();
      if (isOpen()) {
        bench.opened = 0;
        whenPainted((time) => (bench.opened = time));
      }
    }
    before = time;
  }
})
