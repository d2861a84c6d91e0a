// Host: the frame that st_folium makes. It hears the page over the channel and reports a
// click both ways: to the page at once, to Python through st_folium's own return value.

window.ruhrmapMount = function (map) {
  const channel = openChannel(window.parent);
  let clicks = 0;
  const host = {
    chosen(place) {
      clicks += 1;
      channel.postMessage({ type: "chosen", place });
      // the number makes a second click on the same place news to Streamlit
      const news = { place, click: `${Date.now()}-${clicks}` };
      // the map may be there before streamlit-folium's script, which comes with the document
      if (window.Streamlit) window.Streamlit.setComponentValue(news);
      else window.addEventListener("load", () => window.Streamlit.setComponentValue(news), { once: true });
    },
    // The frame has a document of its own, with a language and a title.
    speaks(language, title) {
      document.documentElement.lang = language;
      document.title = title;
    },
    // An area has got the focus by key: a page that is scrolled elsewhere shows the map.
    seen: () => window.frameElement.scrollIntoView({ block: "nearest" }),
    // Escape: back to the timeline, from where the map is told.
    left: () => window.parent.document.querySelector("input.rm-slider")?.focus(),
  };
  // the same key as on the page around; the search stands there
  document.addEventListener("keydown", (event) => {
    if (event.key?.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    channel.postMessage({ type: "search" });
  });
  leaveScrollingToThePage(map);
  // one size of type and line for page and map, from phone to projector
  const size = () => getComputedStyle(window.parent.document.documentElement).fontSize;
  document.documentElement.style.fontSize = size();
  window.addEventListener("resize", () => (document.documentElement.style.fontSize = size()));
  // folium forbids to zoom the page; a reader may need it
  for (const meta of document.querySelectorAll("meta[name=viewport]")) {
    meta.content = "width=device-width, initial-scale=1";
  }
  const layer = createTimeLayer(window.L, map, RUHRMAP_MAP, host);
  let drawn = "";
  function draw(state) {
    const asText = JSON.stringify(state);
    if (asText === drawn) return; // the message after the short way
    drawn = asText;
    if (state.theme) document.documentElement.dataset.rmTheme = state.theme;
    layer.show(state);
    window.frameElement.title = document.title; // Streamlit's names the package
    window.parent.ruhrmapDrawn?.();
    // for tests and measurements: what the map shows now
    document.documentElement.dataset.frame = state.frame;
    window.dispatchEvent(new CustomEvent("ruhrmap:restyled", { detail: { state } }));
  }
  channel.onmessage = ({ data: message }) => {
    if (message.type === "state") draw(message.state);
  };
  const leave = offerShortWay(window.parent, draw);
  channel.postMessage({ type: "ready" });
  const onEscape = (event) => event.key === "Escape" && layer.escape();
  window.parent.addEventListener("keydown", onEscape); // a tooltip of the mouse, keys elsewhere
  window.addEventListener("pagehide", () => {
    leave();
    window.parent.removeEventListener("keydown", onEscape);
    channel.close();
  });
};
