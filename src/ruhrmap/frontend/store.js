// What the reader looks at, held in the page: key date, level, place, view, the date compared
// with, language, theme.
// The record of a date is looked up, never computed: the frames come from Python.

// What the reader sets in the page; the timeline reports it once it has settled.
const OF_THE_HAND = ["date", "level", "view", "comparison", "language"];

function createStore(data) {
  const starts = data.frames.map((frame) => dayNumber(frame.start));
  const first = dayNumber(data.axis.start);
  const last = dayNumber(data.axis.end);
  const state = {
    date: data.axis.opens,
    frame: 0,
    level: "municipality",
    place: null,
    view: "map", // map, curve, chronicle, table
    comparison: null, // a second key date
    language: "de",
    theme: null, // until Streamlit's own is read
    span: null, // "earlier/later" of the two key dates, while they are compared
  };
  const listeners = new Set();
  let pairs = null; // records of two dates, once they are loaded
  let placeOfServer = null;
  let unreported = false;
  let sequence = 0; // of the last report
  let confirmed = 0; // of the last one that the server has answered

  function frameOf(date) {
    const day = dayNumber(date);
    let index = starts.length - 1;
    while (index > 0 && starts[index] > day) index -= 1;
    return index;
  }

  state.frame = frameOf(state.date);

  function change(patch) {
    const changed = {};
    const next = { ...patch };
    if (next.date !== undefined) next.frame = frameOf(next.date);
    next.span = spanOf({ ...state, ...next });
    for (const [key, value] of Object.entries(next)) {
      if (state[key] !== value) changed[key] = state[key] = value;
    }
    if (Object.keys(changed).length) for (const listener of [...listeners]) listener(state, changed);
    return changed;
  }

  // Which of the two dates is the earlier does not matter; a date is not compared with itself.
  function spanOf({ date, comparison }) {
    if (!pairs || !comparison || comparison === date) return null;
    return [date, comparison].sort().join("/");
  }

  // Whether what the server says as of a report holds all that the hand has set.
  function isWholeAs(report) {
    return !unreported && report >= sequence;
  }

  return {
    state,
    first,
    last,
    get record() {
      return data.frames[state.frame];
    },
    // What sentence, figures and legend show: the record of the date, or of the two.
    get shown() {
      return this.compared ?? data.frames[state.frame];
    },
    // The record of the two dates; null while there is nothing to compare.
    get compared() {
      if (!state.span) return null;
      const [first, last] = state.span.split("/");
      return pairs.record(first, last, frameOf);
    },
    // All that the hand can lead to as long as there is evidence: what room is kept for. On a
    // phone that would be the map's, and a comparison may move it.
    get reachable() {
      if (state.span && matchMedia("(min-width: 641px)").matches) return pairs.reachable;
      return data.frames.filter((frame) => frame.start <= data.axis.evidence_end);
    },
    holdPairs(loaded) {
      pairs = loaded;
      change({});
    },
    // The last report that the server has answered.
    get answered() {
      return confirmed;
    },
    frameOf,
    isWholeAs,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // By the reader's hand; `report` tells the server once it has settled.
    set(patch) {
      const changed = change(patch);
      if (OF_THE_HAND.some((key) => key in changed)) unreported = true;
      return changed;
    },
    setDay(number) {
      return this.set({ date: isoDay(Math.min(last, Math.max(first, Math.round(number)))) });
    },
    takeReport() {
      if (isWholeAs(confirmed)) return null;
      unreported = false;
      sequence += 1;
      return { ...Object.fromEntries(OF_THE_HAND.map((key) => [key, state[key]])), sequence };
    },
    // A connection that is new may lead to a server that knows nothing of this page: the next
    // report says everything. One that it answers as its first has nothing to be said again.
    startAgain() {
      if (isWholeAs(confirmed)) sequence = -1;
      unreported = true;
    },
    get isWhole() {
      return isWholeAs(confirmed);
    },
    // From the server, which answers late: what the hand has changed since is kept.
    fromServer(view) {
      const patch = {};
      confirmed = view.sequence;
      if (view.place !== placeOfServer) patch.place = placeOfServer = view.place;
      if (isWholeAs(view.sequence)) {
        for (const key of OF_THE_HAND) patch[key] = view[key];
        sequence = view.sequence;
      }
      change(patch);
    },
  };
}
