// Host: Streamlit's component v2. One module, mounted once for each part of the page; all
// parts share the module's store, the timeline alone reports to the server.

const store = createStore(RUHRMAP_PAGE);
const channel = openChannel(window);
const mounted = new WeakMap();
let timeline = null;

function stateForMap() {
  const { frame, level, place, language, theme, view } = store.state;
  return { frame, level, place, language, theme, seen: view === "map" };
}

function tellMap() {
  const state = stateForMap();
  takeShortWay(window, state);
  channel.postMessage({ type: "state", state });
}

channel.onmessage = ({ data: message }) => {
  if (message.type === "ready") tellMap(); // a channel keeps nothing: say it again
  if (message.type === "chosen") store.set({ place: message.place });
};

store.subscribe((state, changed) => {
  if ("language" in changed) document.documentElement.lang = state.language;
  if ("theme" in changed) document.documentElement.dataset.rmTheme = state.theme;
  if ("view" in changed) document.documentElement.dataset.rmView = state.view;
  if (["frame", "level", "place", "language", "theme", "view"].some((key) => key in changed)) tellMap();
});

// Streamlit's own theme decides; its name is not told to components, its colour is.
function readTheme() {
  const app = document.querySelector(".stApp");
  if (!app) return;
  const [r, g, b] = getComputedStyle(app).backgroundColor.match(/[\d.]+/g).map(Number);
  store.set({ theme: r * 0.299 + g * 0.587 + b * 0.114 < 128 ? "dark" : "light" });
  if (!app.dataset.rmWatched) {
    app.dataset.rmWatched = "yes";
    new MutationObserver(readTheme).observe(app, { attributes: true });
    new MutationObserver(() => reconnected(app)).observe(app, {
      attributeFilter: ["data-test-connection-state"],
    });
  }
}

// What was reported while there was no connection is lost: say it again.
function reconnected(app) {
  if (app.dataset.testConnectionState === "CONNECTED") timeline?.settle();
}

const parts = {
  language: (root) => createLanguageSwitch(root, RUHRMAP_PAGE, store),
  sentence: (root) => createSentence(root, RUHRMAP_PAGE, store),
  figures: (root) => createFigures(root, RUHRMAP_PAGE, store),
  legend: (root) => createLegend(root, RUHRMAP_PAGE, store),
};

const blocks = {
  panel: (root, content) => createPanel(root, content),
  views: (root, content, send) => {
    root.rmViews ??= createViews(root, RUHRMAP_PAGE, store, (place) => {
      store.set({ place });
      send("chosen", place);
    });
    root.rmViews.settled(content);
  },
  share: (root, content) => {
    root.rmShare ??= createShare(root, RUHRMAP_PAGE, store);
    root.rmShare.settled(content);
  },
  sources: (root, content) => createSources(root, content),
  notices: (root, content) => createNotices(root, content),
};

export default function mount({ parentElement, data, setStateValue, setTriggerValue }) {
  if (data.view) store.fromServer(data.view);
  document.documentElement.lang = store.state.language;
  document.documentElement.dataset.rmView = store.state.view;
  nameStage();
  readTheme();
  let root = parentElement.querySelector(":scope > .rm");
  if (!root) {
    root = h("div", { class: `rm rm-part-${data.part}` });
    parentElement.append(root);
  }
  let part = mounted.get(root);
  if (data.part === "timeline") {
    if (!part) mounted.set(root, (part = createTimeline(root, RUHRMAP_PAGE, store)));
    timeline = part;
    part.reportWith((view) => setStateValue("view", view));
    tellMap();
  } else if (data.part in parts) {
    if (!part) mounted.set(root, parts[data.part](root) ?? true);
  } else {
    const known = JSON.stringify(data.content);
    if (part !== known) {
      mounted.set(root, known);
      blocks[data.part](root, data.content, setTriggerValue);
    }
  }
}
