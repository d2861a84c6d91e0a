// What the keys do, and how the story is told: a dialog of the document's own.

const KEYS = ["next", "back", "ends", "number", "blank", "full", "play", "notes", "pace", "level", "dark", "help", "escape"];
const PAUSES = [4, 6, 8, 12, 20, 30]; // seconds a step, of which one is chosen

function createStoryHelp(words, options, changed) {
  const title = h("h2", { id: "rm-story-help" });
  const keys = h("dl", { class: "rm-story-keys" });
  const heading = h("h3", {});
  const texts = {};
  const named = (key, control) => {
    texts[key] = h("span", {});
    return h("label", {}, texts[key], control);
  };
  const choice = (key, values, name) => {
    const box = h("select", { onchange: () => changed(key, values[box.selectedIndex]) });
    box.append(...values.map(() => h("option", {})));
    return { box, show: () => {
      box.selectedIndex = Math.max(0, values.indexOf(options()[key]));
      [...box.options].forEach((option, i) => (option.textContent = name(values[i])));
    } };
  };
  const check = (key) => {
    const box = h("input", { type: "checkbox", onchange: () => changed(key, box.checked) });
    return { box, show: () => (box.checked = options()[key]) };
  };
  const controls = {
    pace: choice("pace", ["accession", "year"], (value) => words()[`pace_${value}`]),
    seconds: choice("seconds", PAUSES, String),
    loop: check("loop"),
    minutes: choice("minutes", [1, 2, 3, 5, 10, 15, 20], String),
    letters: check("letters"),
  };
  const done = h("button", { type: "button", onclick: () => element.close() });
  const element = h(
    "dialog",
    { class: "rm-story-help", "aria-labelledby": title.id },
    title,
    keys,
    heading,
    h("div", { class: "rm-story-settings" }, Object.entries(controls).map(([key, { box }]) => named(key, box))),
    done,
  );

  function show() {
    const w = words();
    title.textContent = w.keys;
    heading.textContent = w.settings;
    done.textContent = w.done;
    keys.replaceChildren(...KEYS.map((key) => h("div", {}, h("dt", {}, w[`key_${key}`]), h("dd", {}, w[`does_${key}`]))));
    for (const [key, control] of Object.entries(controls)) {
      texts[key].textContent = w[key];
      control.show();
    }
  }

  return {
    element,
    show,
    toggle() {
      if (element.open) return element.close();
      show();
      element.showModal();
    },
  };
}
