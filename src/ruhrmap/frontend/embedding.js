// The code that puts exactly this view on somebody else's page, in a dialog. The server writes
// it; a click before it has heard of the last change waits for its answer.

function createEmbedding(data, store) {
  let known = null;
  let waiting = false;
  const open = h("button", { type: "button", class: "rm-embed-open", "aria-haspopup": "dialog", onclick: openSoon });
  const heading = h("h2", { id: "rm-embed-heading" });
  const hint = h("p", {});
  const label = h("label", { for: "rm-embed-code" });
  const code = h("textarea", { id: "rm-embed-code", readonly: true, rows: 6, spellcheck: "false" });
  const copy = h("button", { type: "button", class: "rm-main", onclick: copyCode });
  const look = h("a", { target: "_blank", rel: "noopener" });
  const close = h("button", { type: "button", onclick: () => dialog.close() });
  const spoken = h("p", { class: "rm-embed-said", role: "status" });
  const dialog = h(
    "dialog",
    { class: "rm-dialog", "aria-labelledby": heading.id },
    heading,
    hint,
    label,
    code,
    h("div", { class: "rm-dialog-buttons" }, copy, look, close),
    spoken,
  );
  dialog.addEventListener("close", () => open.focus());
  // a click beside the dialog closes it
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  const element = h("span", { class: "rm-embedding", hidden: true }, open, dialog);

  const words = () => data.texts[store.state.language];
  follow(store, ["language"], () => {
    const w = words();
    open.replaceChildren(h("span", { class: "rm-embed-sign", "aria-hidden": "true" }, "</>"), h("span", { class: "rm-unseen-narrow" }, w.embed));
    heading.textContent = w.embed_heading;
    hint.textContent = w.embed_hint;
    label.textContent = w.embed_code;
    copy.textContent = w.embed_copy;
    look.textContent = w.embed_look;
    close.textContent = w.close;
  });

  function openSoon() {
    waiting = !store.isWholeAs(known.sequence);
    if (!waiting) show();
  }

  function show() {
    // the operator's address, else the one in the browser; a page's name stands after it
    const base = known.embed.base ?? new URL(".", location.href).href;
    code.value = known.embed.code.replace("{base}", base);
    code.setSelectionRange(0, 0); // its beginning is seen first
    look.href = base + known.embed.address;
    spoken.textContent = "";
    if (!dialog.open) dialog.showModal();
  }

  async function copyCode() {
    spoken.textContent = "";
    const copied = await copyText(code.value, code, copy);
    spoken.textContent = copied ? words().embed_copied : words().embed_by_hand;
  }

  return {
    element,
    settled(content) {
      known = content;
      element.hidden = !content.embed;
      if (waiting && content.embed) openSoon();
    },
  };
}
