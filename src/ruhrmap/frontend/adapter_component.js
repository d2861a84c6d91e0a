// Host: Streamlit's component v2. One module, mounted once for each part of the page; all
// parts share the module's store, the timeline alone reports to the server.

const store = createStore(RUHRMAP_PAGE);
const channel = openChannel(window);
const ask = askBeside(RUHRMAP_PAGE.files, import.meta.url);
const mounted = new Map(); // element of a part -> how to end it, or what it has drawn
let search = null; // of this page, if it has one
let timeline = null; // of this page; the other pages have none
let reportLanguage = () => {};
let answered = -1; // the report that the server's last header was drawn for
// What the server says of the view on which the timeline has settled: part -> content. It comes
// along with the timeline, for the parts that were mounted without.
let said = {};
const waiting = new Map(); // element of such a part -> its name, and how to draw it
const navigation = createNavigation(() => store.isWholeAs(answered));

function stateForMap() {
  const { frame, level, place, language, theme, view } = store.state;
  const { compared } = store;
  // what became of each area, and the frame of the later date for what is said of it
  const news = compared && {
    frame: compared.frame,
    municipality: compared.municipality,
    district: compared.district,
  };
  return { frame, level, place, language, theme, seen: view === "map", compared: news };
}

function tellMap() {
  const state = stateForMap();
  takeShortWay(window, state);
  channel.postMessage({ type: "state", state });
}

channel.onmessage = ({ data: message }) => {
  if (message.type === "ready") tellMap(); // a channel keeps nothing: say it again
  if (message.type === "chosen") store.set({ place: message.place });
  if (message.type === "search") search?.focus();
};

store.subscribe((state, changed) => {
  if ("language" in changed) {
    document.documentElement.lang = state.language;
    queueMicrotask(reportAlone); // once the store knows that it was the hand
  }
  if (state.comparison) loadPairs(RUHRMAP_PAGE, store, ask);
  if ("theme" in changed) document.documentElement.dataset.rmTheme = state.theme;
  if ("view" in changed) document.documentElement.dataset.rmView = state.view;
  if (["frame", "level", "place", "language", "theme", "view", "span"].some((key) => key in changed)) tellMap();
});

// Streamlit's own theme decides; its name is not told to components, its colour is. It is read
// once and when it may have changed: to read it, everything mounted so far is styled.
function watchApp() {
  const app = document.querySelector(".stApp");
  if (!app || app.dataset.rmWatched) return;
  app.dataset.rmWatched = "yes";
  readTheme(app);
  new MutationObserver(() => readTheme(app)).observe(app, { attributes: true });
  const words = () => RUHRMAP_PAGE.texts[store.state.language];
  createConnection(app, words, {
    // by a part that has the whole page run: a server that does not know the page knows no
    // timeline that could run alone, and would pass over what it reports for ever
    cameBack() {
      store.startAgain();
      const news = store.takeReport();
      if (news) reportLanguage(news);
    },
    report() {
      if (store.isWhole) return;
      timeline?.settle();
      reportAlone();
    },
  });
}

function readTheme(app) {
  const [r, g, b] = getComputedStyle(app).backgroundColor.match(/[\d.]+/g).map(Number);
  store.set({ theme: r * 0.299 + g * 0.587 + b * 0.114 < 128 ? "dark" : "light" });
}

// The place is told to the server by whoever it was chosen with, which may have been in vain.
function whole(view) {
  return { ...view, place: store.state.place };
}

// The timeline reports what the hand has set. Where there is none, the language switch does.
function reportAlone() {
  sweep();
  if (timeline) return;
  const news = store.takeReport();
  if (news) reportLanguage(news);
}

// Streamlit takes the parts of a page away when another one opens: end what they follow.
function sweep() {
  for (const [root, part] of mounted) {
    if (root.isConnected) continue;
    mounted.delete(root);
    waiting.delete(root);
    root.rmForget?.();
    if (part === timeline) {
      timeline = null;
      said = {};
    }
    if (part === search) search = null;
    if (typeof part === "function") part();
    else part?.remove?.();
  }
}

// The store for a part that does not say itself how to end what it follows.
function lent(root) {
  const ends = [];
  const own = Object.create(store);
  own.subscribe = (listener) => {
    ends.push(store.subscribe(listener));
    return ends.at(-1);
  };
  root.rmForget = () => ends.forEach((end) => end());
  return own;
}

const parts = {
  language: (root) => createLanguageSwitch(root, RUHRMAP_PAGE, store),
  sentence: (root) => createSentence(root, RUHRMAP_PAGE, store),
  figures: (root) => {
    const [figures, news] = [h("div", {}), h("div", {})];
    root.replaceChildren(figures, news);
    const choose = (place) => {
      store.set({ place });
      root.rmSend("chosen", place);
    };
    const ends = [createFigures(figures, RUHRMAP_PAGE, store), createNews(news, RUHRMAP_PAGE, store, choose)];
    return () => ends.forEach((end) => end());
  },
  legend: (root) => createLegend(root, RUHRMAP_PAGE, store),
  multiples: (root) => createMultiples(root, store, ask),
};

const blocks = {
  panel: (root, content) => {
    createPanel(root, content);
    tellPlace(root, content);
    search?.panelDrawn();
  },
  views: (root, content, send) => {
    root.rmViews ??= createViews(root, RUHRMAP_PAGE, lent(root), {
      choose(place) {
        store.set({ place });
        send("chosen", place);
      },
      hold: (on) => timeline?.hold(on),
      ask,
    });
    root.rmViews.settled(content);
    if (store.state.view !== "map") window.ruhrmapDrawn?.();
  },
  share: (root, content) => {
    root.rmShare ??= createShare(root, RUHRMAP_PAGE, store);
    root.rmShare.settled(content);
  },
  header: (root, content) => {
    (root.rmDraw ??= createHeader(root))(content);
    answered = content.sequence;
    navigation.followWanted();
  },
  footer: (root, content) => (root.rmDraw ??= createFooter(root))(content),
  prose: (root, content) => createProse(root, content),
  sources: (root, content) => createSources(root, content),
  contents: (root, content) => createContents(root, content),
  downloads: (root, content) => createDownloads(root, content),
  source_list: (root, content) => createSourceList(root, content),
  notices: (root, content) => createNotices(root, content),
  newer: (root, content) => createNewer(root, content),
};

// Content is drawn once, however often it comes; `sequence` is the report that it answers.
function draw(root, part, content, sequence, send) {
  if (content === undefined) return; // it has not come yet
  const told = part === "header" || part === "share" ? { ...content, sequence } : content;
  const known = JSON.stringify(told);
  if (mounted.get(root) === known) return;
  mounted.set(root, known);
  blocks[part](root, told, send);
}

// The timeline has been answered: what it brought along, and what of it got lost.
function hear({ parts, own }, { sequence }) {
  said = { ...JSON.parse(parts), ...own };
  for (const [root, { name, part, send }] of waiting) draw(root, part, said[name], sequence, send);
  if (!store.isWholeAs(sequence)) timeline.settle();
}

export default function mount({ parentElement, data, setStateValue, setTriggerValue }) {
  sweep();
  // while there is a timeline it alone knows what was settled last
  if (data.view && (!timeline || data.part === "timeline")) store.fromServer(data.view);
  document.documentElement.lang = store.state.language;
  document.documentElement.dataset.rmView = store.state.view;
  nameStage();
  watchApp();
  let root = parentElement.querySelector(":scope > .rm");
  if (!root) {
    root = h("div", { class: `rm rm-part-${data.part}` });
    parentElement.append(root);
  }
  let part = mounted.get(root);
  if (data.part === "timeline") {
    if (!part) mounted.set(root, (part = createTimeline(root, RUHRMAP_PAGE, store, createViewSwitch)));
    timeline = part;
    part.reportWith((view) => setStateValue("view", whole(view)));
    tellMap();
    hear(data.content, data.view);
  } else if (data.part === "search") {
    if (!part) mounted.set(root, (part = createSearch(root, RUHRMAP_PAGE, store)));
    search = part;
    part.chooseWith((choice) => setTriggerValue("chosen", choice));
  } else if (data.part in parts) {
    root.rmSend = setTriggerValue;
    if (!part) mounted.set(root, parts[data.part](root));
    if (data.part === "language") reportLanguage = (view) => setStateValue("view", whole(view));
  } else if (data.content === null) {
    waiting.set(root, { name: data.name, part: data.part, send: setTriggerValue });
    draw(root, data.part, said[data.name], store.answered, setTriggerValue);
  } else {
    waiting.delete(root);
    draw(root, data.part, data.content, data.view?.sequence, setTriggerValue);
  }
  navigation.arrive();
}
