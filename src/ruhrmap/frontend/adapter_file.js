// Host: one file with everything in it, opened from a disk or served by any web server.

const ask = async (name) => JSON.parse(document.querySelector(`script[data-later="${name}"]`).textContent);

function mountFile() {
  const part = (name) => document.querySelector(`[data-part="${name}"]`);
  const store = createStore(RUHRMAP_PAGE);
  const words = () => RUHRMAP_STORY.texts[store.state.language];
  const opened = readAddress(location.href, RUHRMAP_STORY, RUHRMAP_PAGE);
  store.fromServer({ ...store.state, ...opened.view, sequence: 0 });

  createLanguageSwitch(part("language"), RUHRMAP_PAGE, store);
  createSentence(part("sentence"), RUHRMAP_PAGE, store);
  const timeline = createTimeline(part("timeline"), RUHRMAP_PAGE, store, createViewSwitch);
  createFigures(part("figures"), RUHRMAP_PAGE, store);
  createLegend(part("legend"), RUHRMAP_PAGE, store);
  const choose = (place) => store.set({ place });
  createNews(part("news"), RUHRMAP_PAGE, store, choose);
  createMultiples(part("multiples"), store, ask, { there: true });
  const map = part("map");
  const layer = mountMap(map, store, ask);
  namePanel(map, "map");
  createFilePanel(part("place"), layer, store, ask);
  mountViews(part("views"), store, choose, timeline);
  const story = createStory(part("story"), { words, store, layer, map, timeline });
  createFileHead(part, words, store, story);
  if (RUHRMAP_STORY.standing_in) createStandingIn(store);

  const changed = keepAddress({
    written: () => writtenAddress(store.state, story.written(), RUHRMAP_STORY),
    followed() {
      const asked = readAddress(location.href, RUHRMAP_STORY, RUHRMAP_PAGE);
      store.set(asked.view);
      story.follow(asked.story);
    },
  });
  store.subscribe((state, news) => {
    if ("language" in news) document.documentElement.lang = state.language;
    if ("view" in news) document.documentElement.dataset.rmView = state.view;
    if (Object.keys(news).some((key) => key in RUHRMAP_STORY.spelling.names)) changed();
  });
  story.changedWith(changed);
  document.documentElement.lang = store.state.language;
  document.documentElement.dataset.rmView = store.state.view;
  story.follow(opened.story);
}

// The table of the key date's frame, from rows that are all in the file.
function mountViews(root, store, choose, timeline) {
  const views = createViews(root, RUHRMAP_PAGE, store, { choose, hold: timeline.hold, ask });
  let packed = null;
  const draw = async ({ view, frame, level, language, date }) => {
    if (view !== "table") return;
    packed ??= await ask("tables");
    const { caption, columns, order, rows, frames } = packed[language];
    views.settled({
      caption: filled(caption, { date: wordedDay(date, RUHRMAP_PAGE.texts[language]) }),
      columns,
      groups: order[level].map((heading) => ({
        heading,
        rows: frames[frame][heading].map((i) => {
          const [key, status, cells, keys] = rows[i];
          return { key, status, cells, keys };
        }),
      })),
    });
  };
  follow(store, ["view", "frame", "level", "language", "date"], draw);
}

// Name, the way into the story, sources and what this file is, in the reader's language.
function createFileHead(part, words, store, story) {
  const start = h("button", { type: "button", class: "rm-file-start", onclick: () => story.start() });
  const notes = h("button", { type: "button", class: "rm-file-notes", onclick: () => story.notes() });
  const hint = h("span", { class: "rm-file-hint" });
  part("tools").replaceChildren(start, hint, notes);
  follow(store, ["language"], ({ language }) => {
    const w = words();
    document.title = w.title;
    part("site").textContent = w.title;
    start.textContent = w.start;
    hint.textContent = w.start_hint;
    notes.textContent = w.speaker;
    notes.title = w.notes;
    createSources(part("sources"), RUHRMAP_STORY.sources[language]);
    const live = RUHRMAP_STORY.live;
    part("foot").replaceChildren(
      h("p", {}, w.file),
      ...(live ? [h("p", {}, outward(live.address, w.live))] : []),
    );
  });
}

// Given in the place of the page: what it is, and the way back to what is seen here.
function createStandingIn(store) {
  const text = h("span", {});
  const link = h("a", {});
  document.querySelector(".rm-file-head").after(h("p", { class: "rm-notice rm-file-notice", role: "status" }, text, " ", link));
  follow(store, ["date", "level", "place", "view", "comparison", "language"], (state) => {
    const words = RUHRMAP_STORY.standing_in[state.language];
    text.textContent = words.text;
    link.textContent = words.link;
    link.href = `${RUHRMAP_STORY.live?.address ?? "/"}${writtenAddress(state, null, RUHRMAP_STORY)}`;
  });
}

mountFile();
