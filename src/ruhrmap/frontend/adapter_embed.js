// Host: a document of its own with no server behind it, like the embeddable page. It opens
// with what the document says in data-view; the hand's changes are reported nowhere.

const ask = askBeside(RUHRMAP_PAGE.files, document.currentScript.src);

function mountDocument(root) {
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const opened = JSON.parse(root.dataset.view);
  const spelling = JSON.parse(root.dataset.spelling);
  const store = createStore(RUHRMAP_PAGE);
  document.documentElement.dataset.live = "yes"; // what stands in for scripts makes room
  part("list").open = false;
  store.fromServer({ ...store.state, ...opened, sequence: 0 });

  createSentence(part("sentence"), RUHRMAP_PAGE, store);
  createTimeline(part("timeline"), RUHRMAP_PAGE, store);
  createLegend(part("legend"), RUHRMAP_PAGE, store);
  const layer = mountMap(part("map"), store, ask);
  createPlaceLine(part("place"), layer, store);
  createPlaceList(part("list"), layer, store);
  keepLinks(root.querySelectorAll("a[data-view-link]"), spelling, store);
}

mountDocument(document.querySelector("[data-ruhrmap]"));
