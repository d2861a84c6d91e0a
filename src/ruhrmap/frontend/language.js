// The visible switch between the languages: each by its own name, in its own language.

function createLanguageSwitch(root, data, store) {
  const buttons = Object.entries(data.languages).map(([language, name]) => {
    const choose = () => store.set({ language });
    return h("button", { type: "button", lang: language, onclick: choose }, name);
  });
  const group = h("div", { class: "rm-languages", role: "group" }, buttons);
  root.replaceChildren(group);
  return follow(store, ["language"], ({ language }) => {
    group.setAttribute("aria-label", data.texts[language].language);
    for (const button of buttons) button.setAttribute("aria-pressed", button.lang === language);
  });
}
