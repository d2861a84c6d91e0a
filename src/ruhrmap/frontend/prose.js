// Pages of text: blocks that Python hands over whole (pages/prose.py). Text stays text.

function createProse(root, blocks) {
  root.replaceChildren(h("div", { class: "rm-prose" }, blocks.map((block) => PROSE[block.kind](block))));
}

const PROSE = {
  heading({ level, text, anchor }) {
    // the page's heading takes the focus when a reader arrives by a link
    const attributes = { id: anchor || null, tabindex: level === 1 || anchor ? -1 : null };
    return h(`h${level}`, attributes, inline(text));
  },
  paragraph: ({ text }) => h("p", {}, inline(text)),
  notice: ({ text }) => h("p", { class: "rm-notice" }, inline(text)),
  list({ items, ordered }) {
    return h(ordered ? "ol" : "ul", {}, items.map((item) => h("li", {}, inline(item))));
  },
  definitions({ items }) {
    const pair = ([term, said]) => h("div", {}, h("dt", {}, inline(term)), h("dd", {}, inline(said)));
    return h("dl", {}, items.map(pair));
  },
  // wider than a phone it scrolls by itself, also by keyboard
  table({ caption, columns, rows }) {
    const head = h("thead", {}, h("tr", {}, columns.map((name) => h("th", { scope: "col" }, name))));
    const line = ([first, ...others]) =>
      h("tr", {}, h("th", { scope: "row" }, inline(first)), others.map((cell) => h("td", {}, inline(cell))));
    return h(
      "div",
      { class: "rm-scroll", tabindex: 0, role: "region", "aria-label": caption },
      h("table", {}, h("caption", {}, caption), head, h("tbody", {}, rows.map(line))),
    );
  },
};

// A text, a link, or several of both; line breaks in a text are kept.
function inline(content) {
  if (Array.isArray(content)) return content.flatMap(inline);
  if (typeof content === "string") {
    return content.split("\n").flatMap((line, i) => (i ? [h("br", {}), line] : [line]));
  }
  const { text } = content;
  if (content.url) return [outward(content.url, text)];
  if (content.page) return [h("a", { href: content.href, "data-rm-page": content.page, "data-rm-anew": content.anew }, text)];
  if (content.href) return [h("a", { href: content.href, download: content.download }, text)];
  if (content.anchor) return [h("a", { href: `#${content.anchor}` }, text)];
  if (content.mail) return [h("a", { href: `mailto:${encodeURIComponent(content.mail).replace("%40", "@")}` }, text)];
  if (content.phone) return [h("a", { href: `tel:${content.phone.replace(/[^+\d]/g, "")}` }, text)];
  if (content.strong) return [h("strong", {}, content.strong)];
  return [h("code", {}, content.code)];
}
