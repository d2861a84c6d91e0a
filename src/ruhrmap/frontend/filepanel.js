// The chosen place in a file without a server: what the map says of it, its row of the table, and
// what the chronicle has on it. Everything is in the file already; here it is put together.

function createFilePanel(root, layer, store, ask) {
  const loaded = Promise.all([ask("tables"), ask("chronicle")]);
  let asked = 0;

  async function draw({ place }) {
    const turn = (asked += 1);
    const [tables, chronicle] = await loaded;
    if (turn !== asked) return; // another place has been chosen meanwhile
    const { language, level, frame, date } = store.state;
    const key = chronicle.aliases[place] ?? place;
    const about = chronicle.places[key];
    root.hidden = !about;
    if (!about) return root.replaceChildren();
    const entries = about.entries.map((i) => chronicle.entries[i]);
    const row = rowOf(tables[language], frame, level, new Set([place, key]));
    createPanel(root, {
      place,
      title: about.name[language],
      kind: "",
      status: row.status,
      status_label: RUHRMAP_PAGE.statuses[row.status][language],
      paragraphs: [layer.told(place)?.line ?? row.since].filter(Boolean),
      notes: [],
      facts: row.facts,
      sources: sourcesOf(entries, language),
      groups: [pressOf(entries, language, date)],
    });
  }

  // The row says since when in the column beside the status; the map says it with all it knows.
  function rowOf({ columns, order, rows, frames }, frame, level, keys) {
    const places = order[level].flatMap((heading) => frames[frame][heading]);
    const [, status, cells] = rows[places.find((i) => keys.has(rows[i][0]))];
    const since = columns.findIndex((column) => column.status) + 1;
    const facts = columns.map(({ label }, i) => [label, cells[i], []]);
    return {
      status,
      since: cells[since],
      facts: facts.filter(([, cell], i) => cell && i > 0 && i !== since - 1 && i !== since),
    };
  }

  function sourcesOf(entries, language) {
    const events = entries.filter(({ kind }) => kind !== "release");
    const all = new Map(events.flatMap(({ sources }) => sources).map((one) => [one.text[language], one.url]));
    const heading = RUHRMAP_STORY.texts[language].place_sources;
    return { heading, items: [...all].map(([text, url]) => ({ url, text, more: "" })) };
  }

  function pressOf(entries, language, date) {
    const items = entries.filter(({ kind }) => kind === "release");
    return {
      scope: "own",
      heading: filled(RUHRMAP_STORY.texts[language].place_press, { count: items.length }),
      folded: items.length > 6,
      items: items.map((entry) => ({
        id: entry.key,
        later: entry.from !== null && entry.from > date,
        meta: [entry.date[language], entry.byline[language]].filter(Boolean).join(" · "),
        url: entry.url,
        title: entry.title[language],
        note: entry.notes.map((note) => note[language]).join(" "),
      })),
    };
  }

  return follow(store, ["place", "frame", "level", "language", "date"], draw);
}
