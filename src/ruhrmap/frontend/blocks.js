// What Python hands over whole for the settled date: the chosen place, the table, the
// sources, findings. Drawn as it comes; text stays text.

function createPanel(root, panel) {
  if (!panel.title) {
    root.replaceChildren(h("p", { class: "rm-hint" }, panel.hint));
    return;
  }
  const parts = [
    h("p", { class: "rm-kind" }, panel.kind),
    h("h2", { tabindex: -1 }, panel.title),
    h("p", { class: "rm-badge" }, panel.status ? swatch(panel.status) : null, panel.status_label),
    ...panel.paragraphs.map((text) => h("p", {}, text)),
    ...panel.notes.map((text) => h("p", { class: "rm-note" }, text)),
    facts(panel.facts),
    sourceList(panel.sources),
    ...panel.groups.flatMap(pressGroup),
  ];
  root.replaceChildren(h("article", { class: "rm-panel", "data-place": panel.place }, parts));
}

function facts(rows) {
  if (!rows.length) return null;
  const fromSource = ({ anchor, text, name }) => [" ", h("a", { class: "rm-note", href: `#${anchor}`, "aria-label": name }, text)];
  return h(
    "dl",
    { class: "rm-facts" },
    rows.map(([name, value, from]) => h("div", {}, h("dt", {}, name), h("dd", {}, value, from.flatMap(fromSource)))),
  );
}

function sourceList({ heading, items }) {
  if (!items.length) return null;
  return h(
    "div",
    { class: "rm-sources" },
    h("h3", {}, heading),
    h("ul", {}, items.map((item) => h("li", {}, outward(item.url, item.text), item.more ? [" · ", ...inline(item.more)] : null))),
  );
}

function pressGroup(group) {
  const list = h("ul", { class: "rm-press", "data-scope": group.scope }, group.items.map(pressItem));
  const heading = h("h3", {}, group.heading);
  return group.folded ? [h("details", {}, h("summary", {}, heading), list)] : [heading, list];
}

function pressItem(item) {
  return h(
    "li",
    { class: item.later ? "rm-later" : null, "data-press": item.id },
    h("span", { class: "rm-meta" }, item.meta),
    outward(item.url, item.title),
    item.note ? h("span", { class: "rm-meta" }, item.note) : null,
  );
}

// A table that sorts by a click on a heading; the order of equal rows is kept.
function createTable(root, table, choose) {
  // kept on the element: the table is drawn anew for each settled date
  let sorting = root.rmSorting ?? { column: 0, up: true };
  const bodies = table.groups.map((group) => ({ group, body: h("tbody", {}) }));
  const heads = table.columns.map((column, i) => {
    const button = h("button", { type: "button", onclick: () => sortBy(i) }, column.label);
    return h("th", { scope: "col", class: column.number ? "rm-number" : null }, button);
  });
  const element = h(
    "table",
    { class: "rm-table" },
    h("caption", {}, table.caption),
    h("thead", {}, h("tr", {}, heads)),
    bodies.map((b) => b.body),
  );
  const frame = h("div", { class: "rm-scroll", tabindex: 0, role: "region", "aria-label": table.caption }, element);
  root.replaceChildren(frame);
  draw();

  function sortBy(column) {
    sorting = root.rmSorting = { column, up: sorting.column === column ? !sorting.up : true };
    draw();
  }

  function draw() {
    const { column, up } = sorting;
    heads.forEach((head, i) => {
      if (i === column) head.setAttribute("aria-sort", up ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    for (const { group, body } of bodies) {
      const rows = [...group.rows].sort((a, b) => compare(a.keys[column], b.keys[column], up ? 1 : -1));
      const title = h("th", { colspan: table.columns.length, scope: "colgroup" }, group.heading);
      body.replaceChildren(h("tr", { class: "rm-group" }, title), ...rows.map(line));
    }
  }

  function line(row) {
    const cells = row.cells.map((cell, i) => {
      if (i > 0) {
        const { number, status } = table.columns[i];
        const kind = number ? "rm-number" : status ? "rm-status" : null;
        return h("td", { class: kind }, status ? swatch(row.status) : null, cell);
      }
      const open = h("button", { type: "button", onclick: () => choose(row.key) }, cell);
      return h("th", { scope: "row" }, open);
    });
    return h("tr", { "data-key": row.key, "data-status": row.status }, cells);
  }
}

// Empty last either way, numbers by size, words as the dictionary has them.
function compare(a, b, way) {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return way * (typeof a === "number" ? a - b : a.localeCompare(b, "de"));
}

function createSources(root, sources) {
  root.replaceChildren(
    h("h2", { id: "quellen" }, sources.heading),
    ...sources.paragraphs.map((text) => h("p", {}, text)),
    h(
      "ul",
      { class: "rm-source-list" },
      sources.items.map((item) =>
        h(
          "li",
          { id: item.id },
          h("b", {}, `${item.what}: `),
          outward(item.url, item.text),
          item.licence ? [" · ", outward(item.licence_url, item.licence)] : null,
          item.more ? [" · ", ...inline(item.more)] : null,
        ),
      ),
    ),
  );
}

function createNotices(root, notices) {
  root.replaceChildren(
    ...notices.map((text) => h("p", { class: "rm-notice", role: "status" }, text)),
  );
}
