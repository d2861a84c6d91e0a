// A field that takes one file: chosen, or dropped on it. The file goes to an address of this
// server that keeps nothing, and the answer to the page. Without Streamlit's own field, which
// is English and whose files stay in the server's memory.

function createUpload(root, content, send) {
  const texts = content.texts;
  const hint = h("p", { class: "rm-note", id: `${content.key}-hint` }, content.hint);
  const input = h("input", {
    type: "file",
    class: "rm-unseen",
    id: `${content.key}-file`,
    accept: content.accept,
    "aria-describedby": hint.id,
    onchange: () => input.files.length && take(input.files),
  });
  // the browser's own button speaks the browser's language: ours is the field's label
  const label = h("label", { for: input.id }, h("span", {}, content.label), h("span", { class: "rm-upload-button" }, texts.choose));
  const said = h("p", { class: "rm-upload-said", role: "status" });
  const zone = h("div", { class: "rm-upload" }, input, label, h("p", { class: "rm-upload-drop" }, texts.drop), hint);
  root.replaceChildren(zone, said);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("rm-over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("rm-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("rm-over");
    if (event.dataTransfer.files.length) take(event.dataTransfer.files);
  });
  let current = null; // what is under way: the next file takes its place

  async function take(files) {
    current?.abort();
    const own = (current = new AbortController());
    if (files.length > 1) return say(texts.one, true);
    const [file] = files;
    if (file.size > content.most) return say(texts.large, true);
    say(filled(texts.reading, { name: file.name }), false);
    root.setAttribute("aria-busy", "true");
    try {
      const query = new URLSearchParams({ name: file.name, sprache: document.documentElement.lang });
      const address = new URL(`.${content.path}?${query}`, rootOfSite());
      const answer = await fetch(address, { method: "POST", body: file, signal: own.signal });
      const told = await answer.json();
      if (own !== current) return;
      if (!answer.ok) return say(told.error, true);
      say(filled(texts.read, { name: file.name }), false);
      send("answer", { name: file.name, ...told });
    } catch {
      if (own === current) say(texts.failed, true);
    } finally {
      if (own === current) root.removeAttribute("aria-busy");
      input.value = ""; // the same file, mended, may be chosen again
    }
  }

  function say(text, bad) {
    said.textContent = text;
    said.classList.toggle("rm-bad", bad);
  }
}

// Every page lies right below the server's root, whatever stands before that.
function rootOfSite() {
  return new URL(".", location.href);
}
