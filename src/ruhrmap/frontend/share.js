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
  root.replaceChildren(h("div", { class: "rm-share" }, shown, button, spoken));

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
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      // on plain http there is no clipboard, and a reader may refuse it
      if (!copyByHand(link)) return;
    }
    clearTimeout(saying);
    saying = setTimeout(() => {
      saying = 0;
      spoken.textContent = "";
      name();
    }, SAID);
    name();
    spoken.textContent = words().link_copied;
  }

  // The link itself, selected: the old way copies it, else the reader does.
  function copyByHand(link) {
    shown.value = link;
    shown.hidden = false;
    shown.focus();
    shown.select();
    const copied = document.execCommand("copy");
    shown.hidden = copied;
    if (copied) button.focus();
    return copied;
  }

  return {
    settled(content) {
      known = content;
      if (waiting) copySoon();
    },
  };
}
