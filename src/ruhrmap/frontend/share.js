// A button that copies the link of exactly this view. The server writes the address; a click
// before it has heard of the last change waits for its answer.

const SAID = 4000; // ms for which the button says that it has copied

function createShare(root, data, store) {
  let known = { query: "", sequence: -1 };
  let waiting = false;
  let saying = 0;
  const button = h("button", { type: "button", onclick: copySoon });
  const shown = h("input", { class: "rm-link", type: "text", readonly: true, hidden: true });
  const spoken = h("span", { class: "rm-unseen", role: "status" });
  const embedding = createEmbedding(data, store);
  root.replaceChildren(h("div", { class: "rm-share" }, shown, button, spoken, embedding.element));

  const words = () => data.texts[store.state.language];
  const name = () => {
    button.textContent = saying ? words().link_copied : words().copy_link;
    shown.setAttribute("aria-label", words().link_here);
  };
  follow(store, ["language"], name);
  store.subscribe(() => (shown.hidden = true));

  function copySoon() {
    waiting = !store.isWholeAs(known.sequence);
    if (!waiting) copy(new URL(`?${known.query}`, location.href).href);
  }

  async function copy(link) {
    if (!(await copyText(link, shown, button))) return;
    clearTimeout(saying);
    saying = setTimeout(() => {
      saying = 0;
      spoken.textContent = "";
      name();
    }, SAID);
    name();
    spoken.textContent = words().link_copied;
  }

  return {
    settled(content) {
      known = content;
      if (waiting) copySoon();
      embedding.settled(content);
    },
  };
}

// Whether a text has been copied. On plain http there is no clipboard, and a reader may refuse
// it: then the text is shown in its field, selected; the old way copies it, else the reader.
async function copyText(text, field, button) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const kept = field.hidden;
    field.value = text;
    field.hidden = false;
    field.focus();
    field.select();
    const copied = document.execCommand("copy");
    if (!copied) return false;
    field.hidden = kept;
    button.focus();
    return true;
  }
}
