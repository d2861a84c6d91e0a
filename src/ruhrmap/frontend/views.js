// The four views of one state: tabs over the stage, and what is shown instead of the map.
// Which view is seen is the stylesheet's, by an attribute of the document: the map's frame
// stays where it is, at its full size, and nothing is asked of the server.

const VIEWS = ["map", "curve", "chronicle", "table"];

// Tabs as a screen reader knows them: Tab passes once, arrows switch at once.
function createViewSwitch(words, store) {
  const tabs = VIEWS.map((view) =>
    h("button", {
      type: "button",
      role: "tab",
      id: `rm-tab-${view}`,
      "data-view": view,
      onclick: () => store.set({ view }),
    }),
  );
  const element = h("div", { class: "rm-views", role: "tablist" }, tabs);
  const moves = {
    ArrowRight: (at) => (at + 1) % tabs.length,
    ArrowLeft: (at) => (at + tabs.length - 1) % tabs.length,
    Home: () => 0,
    End: () => tabs.length - 1,
  };
  element.addEventListener("keydown", (event) => {
    if (!(event.key in moves) || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = moves[event.key](VIEWS.indexOf(store.state.view));
    store.set({ view: VIEWS[next] });
    tabs[next].focus();
    event.preventDefault();
  });
  return {
    element,
    show() {
      for (const tab of tabs) {
        const on = tab.dataset.view === store.state.view;
        tab.setAttribute("aria-selected", on);
        tab.tabIndex = on ? 0 : -1;
        if (document.getElementById(`rm-view-${tab.dataset.view}`)) {
          tab.setAttribute("aria-controls", `rm-view-${tab.dataset.view}`);
        }
      }
    },
    name() {
      element.setAttribute("aria-label", words().view);
      for (const tab of tabs) tab.textContent = words()[`view_${tab.dataset.view}`];
    },
  };
}

// The stage with the map is Streamlit's own element: it gets its name here.
function nameStage() {
  namePanel(document.querySelector(".st-key-stage"), "map");
}

function namePanel(element, view) {
  if (!element) return;
  element.id = `rm-view-${view}`;
  element.setAttribute("role", "tabpanel");
  element.setAttribute("aria-labelledby", `rm-tab-${view}`);
}

// Follow the store as long as an element is on the page: another page takes it away.
function whileThere(element, store, listener) {
  const forget = store.subscribe((state, changed) => {
    if (element.isConnected) listener(state, changed);
    else forget();
  });
}

// The views beside the map. What a view needs is drawn when it is shown first; from then on
// it follows by itself. The table alone comes from the server, for the settled date.
function createViews(root, data, store, { choose, hold, ask }) {
  const panels = {};
  const headings = {};
  for (const view of VIEWS.slice(1)) {
    panels[view] = h("section", { class: `rm-view rm-view-${view}` });
    namePanel(panels[view], view);
  }
  for (const view of VIEWS.slice(1)) {
    panels[view].append(h("div", { class: "rm-view-head" }, (headings[view] = h("h2", {}))));
  }
  const caption = h("p", { class: "rm-caption" });
  root.replaceChildren(...Object.values(panels), caption);
  const holder = h("div", {});
  panels.table.append(holder);
  const makers = {
    curve: (panel) => createCurve(panel, data, store).holdWith(hold),
    chronicle: (panel) => createChronicle(panel, data, store, { choose, ask }),
  };
  let known = null;

  function show() {
    const { view, language } = store.state;
    caption.textContent = data.texts[language].track_caption;
    for (const name of ["curve", "chronicle"]) {
      headings[name].textContent = data.texts[language][`heading_${name}`];
    }
    makers[view]?.(panels[view]);
    delete makers[view];
  }
  show();
  whileThere(root, store, (_, changed) => {
    if ("view" in changed || "language" in changed) show();
  });

  return {
    // A table for the settled date; none is sent for another view, and the last one stays.
    settled(table) {
      const told = JSON.stringify(table);
      if (!table || told === known) return;
      known = told;
      headings.table.textContent = table.caption; // as wide as the screen, not as the table
      createTable(holder, table, choose);
    },
  };
}
