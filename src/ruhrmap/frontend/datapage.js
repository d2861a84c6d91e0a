// The parts of the page "Daten und Quellen" that are more than text: files to download, and
// all sources with a field that narrows them. Both come whole from pages/datapage/.

function createDownloads(root, { groups }) {
  root.replaceChildren(
    ...groups.map(({ heading, note, files }, i) =>
      h(
        "section",
        { class: "rm-downloads", "aria-labelledby": `dateien-${i}` },
        h("h3", { id: `dateien-${i}` }, heading),
        h("p", {}, note),
        h("ul", {}, files.map(downloadLink)),
      ),
    ),
  );
}

function downloadLink({ href, name, form, use }) {
  const link = h("a", { href, download: name }, h("b", {}, form), h("span", {}, use), h("small", {}, name));
  return h("li", {}, link);
}

function createContents(root, { label, links }) {
  const items = links.map(({ anchor, text }) => h("li", {}, h("a", { href: `#${anchor}` }, text)));
  root.replaceChildren(h("nav", { class: "rm-contents", "aria-label": label }, h("ul", {}, items)));
}

function createSourceList(root, { label, hint, counted, nothing, groups }) {
  const field = h("input", { type: "search", id: "quellen-filter", autocomplete: "off", spellcheck: "false" });
  const count = h("p", { class: "rm-filter-count", role: "status" });
  const sections = groups.map(({ heading, folded, items }) => {
    const entries = items.map((item) => ({ element: sourceItem(item), words: searchable(item) }));
    const list = h("ul", { class: "rm-all-sources" }, entries.map((entry) => entry.element));
    const summary = h("summary", {}, h("h3", {}, heading));
    return { entries, folded, element: h("details", { open: !folded }, summary, list) };
  });
  const all = sections.flatMap((section) => section.entries);
  field.addEventListener("input", narrow);
  window.addEventListener("hashchange", reveal);
  root.replaceChildren(
    h("div", { class: "rm-filter", role: "search" }, h("label", { for: field.id }, label), field, h("p", {}, hint), count),
    ...sections.map((section) => section.element),
  );
  narrow();
  unfold();

  function narrow() {
    const wanted = variants(field.value).map((text) => text.split(/\s+/).filter(Boolean));
    const asked = wanted.some((parts) => parts.length);
    for (const { element, words } of all) {
      element.hidden = !wanted.some((parts) => parts.every((part) => words.includes(part)));
    }
    for (const { entries, folded, element } of sections) {
      element.hidden = entries.every((one) => one.element.hidden);
      element.open = asked || !folded;
    }
    const shown = all.filter((one) => !one.element.hidden).length;
    count.textContent = shown ? filled(counted, { shown, all: all.length }) : nothing;
  }

  // A link to a source leads there although its group is folded or the field hides it.
  function unfold() {
    const there = document.getElementById(location.hash.slice(1));
    if (!there || !root.contains(there)) return null;
    if (there.hidden) {
      field.value = "";
      narrow();
    }
    there.closest("details").open = true;
    return there;
  }

  function reveal() {
    if (!root.isConnected) return window.removeEventListener("hashchange", reveal);
    const there = unfold();
    there?.scrollIntoView();
    there?.focus({ preventScroll: true });
  }
}

function sourceItem(item) {
  const title = outward(item.url, item.title);
  return h(
    "li",
    { id: item.id, tabindex: -1 },
    h("p", { class: "rm-source-title" }, h("span", { class: "rm-source-key" }, item.key), " ", title),
    h("p", { class: "rm-meta" }, item.meta),
    item.title_note ? h("p", { class: "rm-meta" }, item.title_note) : null,
    h("ul", {}, item.uses.map((text) => h("li", {}, text))),
    item.evidence ? h("p", {}, item.evidence) : null,
    item.note ? h("p", {}, item.note) : null,
    h("p", { class: "rm-meta" }, item.licence_url ? outward(item.licence_url, item.licence) : item.licence),
    item.citation ? h("p", { class: "rm-meta" }, item.citation) : null,
  );
}

function searchable(item) {
  const { key, title, meta, title_note, uses, evidence, note, licence } = item;
  return variants([key, title, meta, title_note, ...uses, evidence, note, licence].join(" ")).join(" ");
}

// Without case and accents, and an umlaut also as people write it who have none: muelheim.
function variants(text) {
  const small = text.toLowerCase();
  const spelled = small.replace(/[äöü]/g, (letter) => `${{ ä: "a", ö: "o", ü: "u" }[letter]}e`);
  return [...new Set([small, spelled].map((one) => one.replace(/ß/g, "ss").normalize("NFD").replace(/\p{M}/gu, "")))];
}
