// Comparison of two key dates: the records of both, the second handle on the track, and the
// list of what was added. Which of the two dates is the earlier does not matter.

// Once a reader compares, the records of all pairs are fetched, for good: no first map waits.
let pairsAsked = false;
const LONG_DAYS = ["2013-09-30", "2023-12-30"];

async function loadPairs(data, store, ask) {
  if (pairsAsked) return;
  pairsAsked = true;
  try {
    store.holdPairs(createPairs(await ask("comparison"), data));
  } catch (error) {
    pairsAsked = false; // no connection: asked again with the next change
    console.warn(error);
  }
}

// Unpacks the record of two dates into the shape that a frame has.
function createPairs(packed, data) {
  const both = (place) => ({ de: packed.texts.de[place], en: packed.texts.en[place] });
  const known = new Map();

  function unpacked(index) {
    const pair = packed.pairs[index];
    return {
      municipality: pair.municipality,
      district: pair.district,
      sentence: both(pair.sentence),
      context: both(pair.context),
      announcement: both(pair.announcement),
      figures: pair.figures.map(([value, label, note], i) => ({
        ...packed.figures[i],
        value: both(value),
        label: both(label),
        note: both(note),
      })),
      legend: Object.fromEntries(
        Object.entries(pair.legend).map(([level, entries]) => [
          level,
          entries.map(([status, count]) => ({ status, count, label: both(packed.labels[status]) })),
        ]),
      ),
      news: [...pair.news].flatMap((status, i) => (status === "." ? [] : [told(status, i)])),
    };
  }

  // What the list says of a membership that began or ended between the dates.
  function told(status, i) {
    const one = packed.memberships[i];
    return {
      status,
      order: one.group,
      place: one.place,
      over: status === "E" || status === "X",
      group: both(packed.groups[one.group]),
      label: both(packed.labels[status]),
      name: both(one.name),
      note: both(one.note),
      precision: both(one.precision),
      ended: both(one.ended),
      sources: one.sources.map((s) => ({ url: packed.sources[s].url, text: both(packed.sources[s].text) })),
    };
  }

  function dated(text, first, last) {
    return Object.fromEntries(
      Object.entries(text).map(([language, words]) => {
        const on = (iso) => wordedDay(iso, data.texts[language]);
        return [language, filled(words, { first: on(first), last: on(last) })];
      }),
    );
  }

  // What is said of any two dates up to the end of the evidence, with days that are long to write.
  function reachable() {
    const frames = data.frames.filter((frame) => frame.start <= data.axis.evidence_end).length;
    return packed.pairs.slice(0, (frames * (frames + 1)) / 2).map((pair) => ({
      sentence: dated(both(pair.sentence), LONG_DAYS[0], LONG_DAYS[1]),
      context: both(pair.context),
    }));
  }

  return {
    reachable: reachable(),
    record(first, last, frameOf) {
      const [earlier, later] = [frameOf(first), frameOf(last)];
      const index = (later * (later + 1)) / 2 + earlier;
      if (!known.has(index)) known.set(index, unpacked(index));
      const record = known.get(index);
      return {
        ...record,
        frame: later,
        sentence: dated(record.sentence, first, last),
        announcement: dated(record.announcement, first, last),
      };
    },
  };
}

// The switch below the track; while it is on, the second handle above it and the span between.
function createComparing(rail, now, words, data, store, hand) {
  const start = h("button", { type: "button", class: "rm-compare-start", onclick: begin });
  const mark = () => h("span", { class: "rm-diamond", "aria-hidden": "true" });
  const back = h("button", { type: "button", onclick: () => step("PageDown") }, "‹");
  const forth = h("button", { type: "button", onclick: () => step("PageUp") }, "›");
  // on a phone both dates stand over the track already
  const withName = h("span", { class: "rm-unseen-narrow" });
  const date = h("b", { class: "rm-unseen-narrow" });
  const end = h("button", { type: "button", class: "rm-compare-end", onclick: finish }, "×");
  const same = h("span", { class: "rm-compare-same", role: "status" });
  const row = h("div", { class: "rm-compare-row", role: "group", hidden: true }, mark(), withName, back, date, forth, end, same);
  const element = h("div", { class: "rm-compare" }, start, row);

  const slider = h("input", { type: "range", class: "rm-handle rm-other", step: 1, hidden: true });
  slider.min = store.first;
  slider.max = store.last;
  const tint = h("div", { class: "rm-span" });
  const stem = h("div", { class: "rm-stem-other" });
  now.prepend(tint, stem);
  rail.append(slider);

  const share = (day) => (day - store.first) / (store.last - store.first);

  // The accession that began it all tells most; who stands there sees how it went on.
  function begin() {
    const founding = data.accessions.find((a) => a.of_territories).day;
    const { date: chosen } = store.state;
    store.set({ comparison: chosen > founding ? founding : data.axis.evidence_end });
    slider.focus({ preventScroll: true });
  }

  function finish() {
    store.set({ comparison: null });
    start.focus({ preventScroll: true });
  }

  function setDay(day) {
    hand.stop();
    store.set({ comparison: isoDay(Math.min(store.last, Math.max(store.first, Math.round(day)))) });
  }

  function step(key) {
    setDay(hand.led(key, dayNumber(store.state.comparison)));
  }

  slider.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const day = hand.led(event.key, dayNumber(store.state.comparison));
    if (day === undefined) return;
    setDay(day);
    event.preventDefault();
  });
  slider.addEventListener("input", () => {
    setDay(hand.pulled(Number(slider.value)));
    slider.value = dayNumber(store.state.comparison);
  });
  slider.addEventListener("pointerdown", hand.hold);
  for (const over of ["pointerup", "pointercancel", "change"]) slider.addEventListener(over, hand.release);

  function show() {
    const on = store.state.comparison !== null;
    start.hidden = on;
    row.hidden = slider.hidden = !on;
    now.toggleAttribute("data-compared", on);
    if (!on) return;
    const day = dayNumber(store.state.comparison);
    const text = wordedDay(store.state.comparison, words());
    slider.value = day;
    slider.setAttribute("aria-valuetext", text);
    date.textContent = text;
    now.style.setProperty("--rm-other", share(day));
  }

  // What the flag over the track says: the key date, or both in their order with their marks.
  function told(text) {
    const { date: chosen, comparison } = store.state;
    same.textContent = comparison === chosen ? words().compare.same : "";
    if (comparison === null) return [text];
    now.style.setProperty("--rm-middle", (share(dayNumber(chosen)) + share(dayNumber(comparison))) / 2);
    const own = [h("span", { class: "rm-round" }), text];
    const other = [mark(), wordedDay(comparison, words())];
    const [first, last] = comparison < chosen ? [other, own] : [own, other];
    return [...first, " – ", ...last];
  }

  function name() {
    const w = words().compare;
    const [wide, narrow] = [h("span", { class: "rm-wide" }, w.start), h("span", { class: "rm-narrow" }, w.start_short)];
    start.replaceChildren(mark(), wide, narrow);
    withName.textContent = w.with;
    row.setAttribute("aria-label", w.key_date);
    slider.setAttribute("aria-label", w.key_date);
    for (const [button, text] of [[back, w.previous], [forth, w.next], [end, w.end]]) {
      button.setAttribute("aria-label", text);
      button.title = text;
    }
    show();
  }

  return { element, show, told, name };
}

// What was added, by accession: names that choose the place, how exactly the day is known,
// and the sources. What ended stands last.
function createNews(root, data, store, choose) {
  const list = h("section", { class: "rm-news", hidden: true });
  root.append(list);
  return follow(store, ["language", "span"], ({ language }) => {
    const { compared } = store;
    list.hidden = !compared;
    if (!compared) return list.replaceChildren();
    const w = data.texts[language].compare;
    const added = compared.news.filter((one) => !one.over).sort((a, b) => a.order - b.order);
    const over = compared.news.filter((one) => one.over);
    list.replaceChildren(
      h("h2", {}, w.added),
      ...(added.length ? grouped(added, language).map((group) => accession(group, language)) : [h("p", { class: "rm-hint" }, w.nothing)]),
      ...(over.length ? [h("h2", {}, w.ended), h("ul", {}, over.map((one) => end(one, language)))] : []),
    );
  });

  function grouped(news, language) {
    const groups = new Map();
    for (const one of news) {
      const key = one.group[language];
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    return [...groups];
  }

  function accession([when, news], language) {
    const precision = [...new Set(news.map((one) => one.precision[language]))];
    return h(
      "div",
      { class: "rm-accession" },
      h("h3", {}, when),
      h("ul", {}, news.map((one) => item(one, language))),
      precision.map((text) => h("p", { class: "rm-meta" }, text)),
      sources(news, language),
    );
  }

  function item(one, language) {
    const certain = one.status === "M";
    const said = [certain ? "" : one.label[language], one.note[language]].filter(Boolean).join(" · ");
    return h(
      "li",
      { "data-status": one.status },
      swatch(one.status),
      h("button", { type: "button", class: "rm-link-like rm-place", onclick: () => choose(one.place) }, one.name[language]),
      said ? h("span", { class: "rm-meta" }, said) : null,
    );
  }

  function end(one, language) {
    const button = h("button", { type: "button", class: "rm-link-like rm-place", onclick: () => choose(one.place) }, one.name[language]);
    return h("li", { "data-status": one.status }, swatch(one.status), button, h("span", { class: "rm-meta" }, one.ended[language]));
  }

  function sources(news, language) {
    const found = new Map(news.flatMap((one) => one.sources).map((source) => [source.text[language], source.url]));
    const items = [...found].map(([text, url]) => h("li", {}, outward(url, text)));
    const name = `${data.texts[language].compare.sources} (${items.length})`;
    return h("details", {}, h("summary", {}, name), h("ul", {}, items));
  }
}
