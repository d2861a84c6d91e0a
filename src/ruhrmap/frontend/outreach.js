// The three lists of who still has to join. What stands in them and in which order is
// Python's; here they are sorted, narrowed and unfolded by the reader's hand, and ticked for
// a scenario. Drawn anew only when the lists change: what is open and sorted stays so.

function createOutreach(root, hand) {
  const open = new Set(); // keys of the rows that are unfolded
  let content = null;
  let pending = null; // ticks that the server has not answered yet: it answers late
  let drawn = ""; // the lists as they were handed over
  let sorting = null; // {column, up}; at first what the lists come in
  let sections = [];
  const id = (name) => `rm-reach-${name}`;
  const asked = { search: "", district: "", kind: "", status: "" };

  return {
    settled(next) {
      const { ticked, files, ...lists } = next;
      const now = JSON.stringify(lists);
      if (pending && String(pending) === String(ticked)) pending = null;
      content = { ...next, ticked: pending ?? ticked };
      if (now !== drawn) {
        drawn = now;
        drawAll();
      }
      showFiles();
      showTicks();
    },
  };

  // the whole

  function drawAll() {
    const had = reachFocus(root);
    const { texts } = content;
    sorting ??= usual();
    for (const key of ["district", "kind", "status"]) {
      if (!content.filters[key]?.includes(asked[key])) asked[key] = "";
    }
    sections = content.lists.map(section);
    root.replaceChildren(
      h("div", { class: "rm-reach-settings" }, dateField(), levels()),
      h("div", { class: "rm-reach-narrow", role: "search" }, searchField(), ...filters(), sortField(), clearButton()),
      h("p", { class: "rm-reach-shown", role: "status", id: id("shown") }),
      h("div", { class: "rm-reach-files", id: id("files") }),
      ...sections.map((one) => one.element),
      h(
        "details",
        { class: "rm-reach-rules", id: "regeln" },
        h("summary", {}, h("h2", {}, texts.rules)),
        h("dl", {}, content.rules.map(({ term, text }) => h("div", {}, h("dt", {}, term), h("dd", {}, text)))),
      ),
    );
    narrow();
    sort();
    had();
  }

  // The order of the lists is that of one column; equal rows stay as they come.
  function usual() {
    return { column: content.columns.findIndex(({ key }) => key === "share"), up: false };
  }

  function dateField() {
    const { texts } = content;
    const said = h("p", { class: "rm-reach-bad", role: "status" });
    const input = h("input", {
      type: "date",
      id: id("date"),
      min: content.first,
      max: content.last,
      value: content.date,
      onchange: () => {
        const good = input.value && input.validity.valid;
        said.textContent = good ? "" : texts.bad_date;
        if (good) hand.set({ date: input.value });
      },
    });
    const quick = content.quick.map(({ day, text }) =>
      h("button", { type: "button", "aria-pressed": String(day === content.date), onclick: () => hand.set({ date: day }) }, text),
    );
    return h(
      "div",
      { class: "rm-reach-date" },
      h("label", { for: input.id }, texts.key_date),
      input,
      h("div", { class: "rm-reach-quick", role: "group", "aria-label": texts.quick }, quick),
      said,
    );
  }

  function levels() {
    const { texts } = content;
    const choices = ["municipality", "district"].map((level) => {
      const set = () => hand.set({ level });
      const input = h("input", { type: "radio", name: id("level"), value: level, checked: level === content.level, onchange: set });
      return h("label", {}, input, h("span", {}, texts[`level_${level}`]));
    });
    return h("fieldset", { class: "rm-levels" }, h("legend", {}, texts.level), choices);
  }

  function searchField() {
    const { texts } = content;
    const input = h("input", {
      type: "search",
      id: id("search"),
      value: asked.search,
      autocomplete: "off",
      spellcheck: "false",
      placeholder: texts.search_hint,
      oninput: () => {
        asked.search = input.value;
        narrow();
      },
    });
    return h("div", { class: "rm-reach-field rm-reach-search" }, h("label", { for: input.id }, texts.search), input);
  }

  function filters() {
    return Object.entries(content.filters).map(([key, values]) => {
      const options = [["", content.texts.filter_all], ...values.map((value) => [value, value])];
      return choice(key, content.texts[`filter_${key}`], options, asked[key], (value) => {
        asked[key] = value;
        narrow();
      });
    });
  }

  // The same by another way than the headings of the columns: on a phone there are none.
  function sortField() {
    const { texts } = content;
    const { column: first } = usual();
    const ways = content.columns.flatMap(({ label }, i) => [
      [`${i} down`, `${label}, ${texts.descending}${i === first ? ` (${texts.sort_default})` : ""}`],
      [`${i} up`, `${label}, ${texts.ascending}`],
    ]);
    return choice("sort", texts.sort, ways, sortValue(), (value) => {
      const [column, way] = value.split(" ");
      sorting = { column: Number(column), up: way === "up" };
      sort();
    });
  }

  function sortValue() {
    return `${sorting.column} ${sorting.up ? "up" : "down"}`;
  }

  function choice(name, label, options, chosen, choose) {
    const select = h(
      "select",
      { id: id(name), onchange: () => choose(select.value) },
      options.map(([value, text]) => h("option", { value, selected: value === chosen }, text)),
    );
    return h("div", { class: "rm-reach-field" }, h("label", { for: select.id }, label), select);
  }

  function clearButton() {
    const clear = () => {
      Object.assign(asked, { search: "", district: "", kind: "", status: "" });
      sorting = usual();
      for (const field of root.querySelectorAll(".rm-reach-narrow :is(input, select)")) field.value = "";
      root.querySelector(`#${id("sort")}`).value = sortValue();
      sort();
      narrow();
    };
    return h("button", { type: "button", class: "rm-reach-clear", onclick: clear }, content.texts.clear);
  }

  function showFiles() {
    const { texts, files } = content;
    const links = files.map(({ href, name, form, use }) =>
      h("li", {}, h("a", { href, download: name }, h("b", {}, form), h("span", {}, use))),
    );
    const place = root.querySelector(`#${id("files")}`);
    place.hidden = !files.length;
    place.replaceChildren(h("h2", { class: "rm-unseen" }, texts.files), h("ul", {}, links), h("p", {}, texts.files_note));
  }

  // one list

  function section(list) {
    const heading = h("h2", { id: id(`list-${list.kind}`), tabindex: -1 }, list.title, " ", h("span", { class: "rm-reach-count" }, String(list.count)));
    const about = h("p", {}, list.about, " ", h("span", { class: "rm-reach-counted" }, list.counted, " · ", ...inline(list.map)));
    const ticks = list.tick ? h("p", { class: "rm-reach-picked", hidden: true }) : null;
    if (!list.rows.length) {
      const empty = h("p", { class: "rm-reach-empty" }, list.empty);
      const element = h("section", { class: "rm-reach-list", "aria-labelledby": heading.id }, heading, empty);
      return { list, rows: [], heads: [], element, body: null, ticks: null };
    }
    const columns = content.columns.map((one) => (one.key === "effect" ? { ...one, label: list.effect } : one));
    const heads = columns.map(columnHead);
    const first = list.tick ? h("th", { scope: "col", role: "columnheader", class: "rm-reach-tick" }, content.texts.tick) : null;
    const body = h("tbody", { role: "rowgroup" });
    const rows = list.rows.map((row) => createRow(list, row, columns));
    const nothing = h("p", { class: "rm-reach-empty", hidden: true }, content.texts.nothing);
    const table = h(
      "table",
      { class: "rm-table rm-reach-table", role: "table", "aria-labelledby": heading.id },
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, first, heads)),
      body,
    );
    body.append(...rows.flatMap((row) => row.elements));
    const element = h("section", { class: "rm-reach-list", "aria-labelledby": heading.id }, heading, about, ticks, table, nothing);
    return { list, rows, heads, element, body, table, nothing, ticks };
  }

  function columnHead(column, i) {
    const button = h("button", { type: "button", onclick: () => sortBy(i) }, column.label);
    const from = column.sources.map((one) => h("span", { class: "rm-reach-from" }, reachSource(one)));
    const kind = column.number ? "rm-number" : null;
    return h("th", { scope: "col", role: "columnheader", class: kind, "data-column": column.key }, button, from);
  }

  function createRow(list, row, columns) {
    const unfolded = h("td", { colspan: columns.length + (list.tick ? 1 : 0), role: "cell" });
    const more = h("tr", { class: "rm-reach-more", role: "row", id: id(`more-${list.kind}-${row.key}`) }, unfolded);
    const key = `${list.kind} ${row.key}`;
    const button = h("button", { type: "button", "aria-controls": more.id, "data-focus": key, onclick: () => unfold(!open.has(key)) });
    button.append(h("span", { class: "rm-reach-arrow", "aria-hidden": "true" }), row.name);
    const cells = row.cells.map((lines, i) => {
      const label = columns[i].label;
      if (i === 0) return h("th", { scope: "row", role: "rowheader" }, button, h("small", {}, row.under));
      const kind = columns[i].key === "status" ? "rm-status" : columns[i].number ? "rm-number" : null;
      const mark = columns[i].key === "status" ? swatch(row.status) : null;
      return h("td", { class: kind, role: "cell", "data-label": label, "data-column": columns[i].key }, mark, lines.map(reachLine));
    });
    const tick = list.tick ? tickCell(row) : null;
    const line = h("tr", { role: "row", "data-key": row.key }, tick?.element, cells);
    const words = variants(row.words).join(" ");
    unfold(open.has(key));
    return { row, words, tick, elements: [line, more] };

    function unfold(on) {
      if (on) open.add(key);
      else open.delete(key);
      button.setAttribute("aria-expanded", String(on));
      line.classList.toggle("rm-open", on);
      more.hidden = !on;
      if (!on || unfolded.hasChildNodes()) return;
      unfolded.append(reachDetails(row, content.texts));
      carry();
    }
  }

  function tickCell(row) {
    const name = filled(content.texts.assume, { name: row.name });
    const box = h("input", { type: "checkbox", "aria-label": name, "data-focus": `tick ${row.key}`, onchange: () => tick(row.place, box.checked) });
    return { box, element: h("td", { class: "rm-reach-tick", role: "cell", "data-label": content.texts.tick }, box) };
  }

  function tick(place, on) {
    const others = content.ticked.filter((one) => one !== place);
    assume(on ? [...others, place].sort() : others);
  }

  // Links to other pages keep what is assumed, as those of the header do.
  function carry() {
    for (const link of root.querySelectorAll("a[data-rm-page]")) {
      const url = new URL(link.href);
      url.searchParams.delete(content.assuming);
      if (content.ticked.length) url.searchParams.set(content.assuming, content.ticked.join(","));
      link.href = url.href;
    }
  }

  function assume(places) {
    pending = places;
    content = { ...content, ticked: places };
    showTicks();
    hand.assume(places);
  }

  function showTicks() {
    const { ticked, texts } = content;
    carry();
    for (const { rows, ticks } of sections) {
      for (const { row, tick } of rows) if (tick) tick.box.checked = ticked.includes(row.place);
      if (!ticks) continue;
      ticks.hidden = !ticked.length;
      ticks.replaceChildren(
        filled(texts.picked, { count: ticked.length }),
        " · ",
        h("a", { href: "#rm-scenario" }, texts.result),
        " · ",
        h("button", { type: "button", class: "rm-link-like", onclick: () => assume([]) }, texts.unpicked),
      );
    }
  }

  // order and choice

  // A column of numbers begins with the largest.
  function sortBy(column) {
    const first = !content.columns[column].number;
    sorting = { column, up: sorting.column === column ? !sorting.up : first };
    root.querySelector(`#${id("sort")}`).value = sortValue();
    sort();
  }

  function sort() {
    const { column, up } = sorting;
    for (const { rows, heads, body } of sections) {
      heads.forEach((head, i) => {
        if (column === i) head.setAttribute("aria-sort", up ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      if (!body) continue;
      const ordered = [...rows].sort((a, b) => compare(a.row.keys[column], b.row.keys[column], up ? 1 : -1));
      body.append(...ordered.flatMap((row) => row.elements)); // moved, not made anew
    }
  }

  function narrow() {
    const wanted = variants(asked.search).map((text) => text.split(/\s+/).filter(Boolean));
    let [shown, all] = [0, 0];
    for (const { rows, table, nothing } of sections) {
      let here = 0;
      for (const { row, words, elements } of rows) {
        const fits =
          wanted.some((parts) => parts.every((part) => words.includes(part))) &&
          Object.entries(row.filters).every(([key, value]) => !asked[key] || asked[key] === value);
        for (const one of elements) one.classList.toggle("rm-out", !fits);
        here += fits;
      }
      [shown, all] = [shown + here, all + rows.length];
      if (table) [table.hidden, nothing.hidden] = [!here, Boolean(here)];
    }
    root.querySelector(`#${id("shown")}`).textContent = filled(content.texts.shown, { shown, all });
  }
}

// What has the focus, to be given it again once all is drawn anew.
function reachFocus(root) {
  const there = root.contains(document.activeElement) ? document.activeElement : null;
  const key = there?.dataset.focus;
  const place = there?.id;
  return () => {
    const again = key ? root.querySelector(`[data-focus="${CSS.escape(key)}"]`) : place ? document.getElementById(place) : null;
    again?.focus({ preventScroll: true });
  };
}

function reachLine(told) {
  return h("span", {}, typeof told === "string" ? told : reachSource(told));
}

function reachSource({ href, page, text, name }) {
  return h("a", { href, "data-rm-page": page, "aria-label": name }, text);
}

// What a row unfolds: all that is told of a place, each number with its source.
function reachDetails(row, texts) {
  const { sentences, facts: rows, doors, sources, groups, map } = row.details;
  const from = (ones) => ones.flatMap((one) => [" ", h("span", { class: "rm-reach-from" }, reachSource(one))]);
  const told = h(
    "div",
    { class: "rm-reach-told" },
    sentences.map((text) => h("p", {}, text)),
    h("dl", {}, rows.map(({ term, text, sources: of }) => h("div", {}, h("dt", {}, term), h("dd", {}, text, from(of))))),
    h("p", {}, inline(map)),
  );
  const list = doors.map(({ line, share, how, sources: of }) =>
    h("li", {}, h("b", {}, line), ` · ${filled(texts.of_border, { share })}`, h("small", {}, how, from(of))),
  );
  const near = h("div", {}, h("h3", {}, texts.near_heading), list.length ? h("ul", { class: "rm-reach-doors" }, list) : h("p", {}, texts.near_none));
  const items = sources.map((one) => h("li", {}, outward(one.url, one.text), " · ", inline(one.more)));
  const press = groups.length ? groups.flatMap(pressGroup) : [h("h3", {}, texts.press), h("p", {}, texts.press_none)];
  const backed = items.length ? h("div", { class: "rm-sources" }, h("h3", {}, texts.sources), h("ul", {}, items)) : null;
  return h("div", { class: "rm-reach-details" }, told, h("div", { class: "rm-reach-side" }, near, backed), h("div", { class: "rm-reach-press" }, press));
}
