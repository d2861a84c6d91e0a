// The text of a press release with a mark wherever something was read. Links of the page lead
// to the marks. The text comes from anywhere: it is only ever text.

function createRelease(root, { label, legend, unsure, lines, more }) {
  const mark = ({ text, anchor, label: says, sure }) =>
    h(
      "mark",
      { id: anchor || null, tabindex: anchor ? -1 : null, class: sure ? null : "rm-unsure", title: says },
      text,
      h("span", { class: "rm-unseen" }, ` (${says}${sure ? "" : `, ${unsure}`})`),
    );
  const piece = (one) => (typeof one === "string" ? one : mark(one));
  const line = (pieces, i) =>
    h("p", {}, h("span", { class: "rm-release-row", "aria-hidden": "true" }, String(i + 1)), h("span", {}, pieces.map(piece)));
  root.replaceChildren(
    h("h3", { class: "rm-release-heading" }, label),
    h("p", { class: "rm-release-legend" }, legend),
    h(
      "div",
      { class: "rm-release", tabindex: 0, role: "region", "aria-label": label },
      lines.map(line),
      more ? h("p", {}, more) : null,
    ),
  );
}
