// The chronicle: who joined when, and what the press said, in the order of time. Its entries
// are fetched once, when a reader first wants them; the key date moves through them by hand.

const NOW_AT = 0.62; // where in the list the key date is held, from the top

async function createChronicle(panel, data, store, { choose, ask }) {
  const words = () => data.texts[store.state.language];
  const holder = h("div", { "aria-busy": "true" });
  panel.append(holder);

  async function load() {
    try {
      drawChronicle(holder, await ask("chronicle"), data, store, choose);
    } catch (error) {
      console.warn(error);
      const again = h("button", { type: "button", class: "rm-chronicle-again", onclick: load }, words().chronicle_again);
      holder.replaceChildren(h("p", { role: "alert" }, words().chronicle_failed, " ", again));
    }
    holder.removeAttribute("aria-busy");
  }

  await load();
}

function drawChronicle(root, chronicle, data, store, choose) {
  const words = () => data.texts[store.state.language];
  const press = h("input", { type: "checkbox", checked: true, onchange: filter });
  const only = h("input", { type: "checkbox", onchange: filter });
  const pressName = h("span", {});
  const onlyName = h("span", {});
  const onlyBox = h("label", {}, only, onlyName);
  const shown = h("span", { class: "rm-meta", role: "status" });
  const list = h("div", { class: "rm-chronicle", role: "region", tabindex: 0 });
  const now = h("li", { class: "rm-chronicle-now" });
  const tools = h("div", { class: "rm-chronicle-tools" }, h("label", {}, press, pressName), onlyBox, shown);
  root.replaceChildren(tools, list);

  let items = []; // the drawn entries, in the order of the list
  let years = [];
  let reached = -1; // how many entries are over by the key date
  const place = () => chronicle.aliases[store.state.place] ?? store.state.place;

  function draw() {
    const { language } = store.state;
    pressName.textContent = words().chronicle_press;
    list.setAttribute("aria-label", words().chronicle_list);
    items = chronicle.entries.map((entry) => ({
      ...entry,
      first: entry.from ? dayNumber(entry.from) : Infinity,
      last: entry.to ? dayNumber(entry.to) : Infinity,
      element: chronicleEntry(entry, language, words(), choose),
    }));
    years = [];
    for (const item of items) {
      const year = item.to ? item.to.slice(0, 4) : words().chronicle_undated;
      if (years.at(-1)?.year !== year) {
        const entries = h("ol", {});
        years.push({ year, entries, items: [], element: h("section", {}, h("h3", {}, year), entries) });
      }
      item.year = years.at(-1);
      item.year.items.push(item);
      item.year.entries.append(item.element);
    }
    list.replaceChildren(...years.map((one) => one.element));
    reached = -1;
    filter();
  }

  function filter() {
    const { language } = store.state;
    const chosen = chronicle.places[place()];
    onlyBox.hidden = !chosen;
    if (chosen) onlyName.textContent = filled(words().chronicle_only, { place: chosen.name[language] });
    const concerned = chosen && only.checked ? new Set(chosen.entries) : null;
    let count = 0;
    items.forEach((item, i) => {
      const seen = (!concerned || concerned.has(i)) && (press.checked || item.kind !== "release");
      item.element.hidden = !seen;
      count += seen;
    });
    for (const year of years) year.element.hidden = year.items.every((item) => item.element.hidden);
    shown.textContent = filled(words().chronicle_shown, { count });
    reached = -1;
    follow();
  }

  // The line of the key date stands behind all that is over by then; what may begin after it
  // is greyed. A span that it lies in is neither.
  function follow() {
    const { date } = store.state;
    const day = dayNumber(date);
    now.textContent = filled(words().chronicle_now, { date: wordedDay(date, words()) });
    const over = items.findIndex((item) => item.last > day);
    const behind = over < 0 ? items.length : over;
    for (const item of items) {
      const dated = item.from !== null;
      item.element.classList.toggle("rm-later", dated && item.first > day);
      item.element.classList.toggle("rm-within", dated && item.first <= day && item.last > day);
    }
    if (behind !== reached) {
      reached = behind;
      // behind the last seen entry: its year is seen, too
      const before = items.slice(0, behind).findLast((item) => !item.element.hidden);
      if (before) before.element.after(now);
      else years.find((one) => !one.element.hidden)?.entries.prepend(now);
    }
    hold();
  }

  // The list moves under the key date, as a film does under the light.
  function hold() {
    if (!list.clientHeight) return; // not seen
    const at = now.getBoundingClientRect().top - list.getBoundingClientRect().top;
    list.scrollTop += at - NOW_AT * list.clientHeight;
  }

  draw();
  whileThere(root, store, (state, changed) => {
    if ("language" in changed) draw();
    else if ("place" in changed) filter();
    if (state.view === "chronicle" && ("date" in changed || "view" in changed)) follow();
  });
}

function chronicleEntry(entry, language, words, choose) {
  const event = entry.kind !== "release";
  const title = event ? h("b", {}, entry.title[language]) : outward(entry.url, entry.title[language]);
  const places = entry.places.flatMap((place, i) => [
    i ? ", " : ": ",
    h("button", { type: "button", class: "rm-link-like", onclick: () => choose(place.key) }, place.name[language]),
  ]);
  const body = h(
    "div",
    { class: "rm-chronicle-body" },
    h("p", { class: "rm-chronicle-title" }, title, places),
    entry.byline[language] ? h("p", { class: "rm-meta" }, entry.byline[language]) : null,
    entry.notes.map((note) => h("p", { class: event ? "rm-note" : "rm-said" }, note[language])),
    entry.after[language] ? h("p", { class: "rm-chronicle-after" }, entry.after[language]) : null,
    chronicleSources(entry.sources, language, words),
  );
  const when = h(
    "p",
    { class: "rm-chronicle-date" },
    `${entry.date[language]} `,
    h("span", { class: "rm-chronicle-later" }, words.chronicle_later),
    h("span", { class: "rm-chronicle-within" }, words.chronicle_within),
  );
  return h("li", { class: "rm-chronicle-entry", "data-key": entry.key, "data-kind": entry.kind }, when, body);
}

function chronicleSources(sources, language, words) {
  if (!sources.length) return null;
  return h(
    "details",
    {},
    h("summary", {}, `${words.chronicle_sources} (${sources.length})`),
    h("ul", {}, sources.map((source) => h("li", {}, outward(source.url, source.text[language])))),
  );
}
