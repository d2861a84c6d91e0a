// One field that finds places, partners and press releases: an ARIA combobox with a list.
// What fits, in which order and in which words is the server's answer; here it is only asked
// for, drawn and chosen from.

const SAID_AFTER = 600; // ms without a letter until the count is said
const LONGEST_QUERY = 100;

function createSearch(root, data, store) {
  const id = (name) => `rm-search-${name}`;
  const words = () => data.texts[store.state.language].search;
  const titleOf = (place) => data.places[place]?.[store.state.language] ?? "";
  let choose = () => {};
  let asking = null; // the request that is under way
  let asked = null; // the text and date that the list answers, or will
  let hits = []; // of the list, in its order
  let active = -1;
  let takeFirst = false; // Enter came before the answer
  let saying = 0;
  let wanted = null; // place, and perhaps release, to show once the panel is drawn

  const label = h("label", { class: "rm-unseen", for: id("input") });
  const description = h("span", { class: "rm-unseen", id: id("description") });
  const input = h("input", {
    id: id("input"),
    type: "text",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id("list"),
    "aria-describedby": id("description"),
    autocomplete: "off",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    maxlength: LONGEST_QUERY,
  });
  const shortcut = h("kbd", { "aria-hidden": "true" });
  const clear = h("button", { type: "button", class: "rm-search-clear", hidden: true, onclick: clearAll }, cross());
  const list = h("div", { role: "listbox", id: id("list") });
  const note = h("p", { class: "rm-search-note", hidden: true });
  const popup = h("div", { class: "rm-search-popup", hidden: true }, note, list);
  const card = h("div", { class: "rm-search-card", hidden: true });
  const field = h("div", { class: "rm-search-field" }, magnifier(), input, shortcut, clear);
  const box = h("div", { class: "rm-search" }, field, popup);
  root.setAttribute("role", "search");
  root.replaceChildren(label, description, box, card);

  // asking

  async function ask() {
    const text = input.value.trim();
    const { date, language } = store.state;
    asking?.abort();
    if (!text) return close();
    const own = (asking = new AbortController());
    asked = { text, date, language };
    const query = new URLSearchParams({ q: text, date, lang: language });
    try {
      const answer = await fetch(new URL(`api/v1/search?${query}`, document.baseURI), { signal: own.signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const found = await answer.json();
      if (asking === own) draw(found); // a late answer never replaces a newer one
    } catch {
      if (asking === own && !own.signal.aborted) drawTrouble();
    }
    if (asking === own) asking = null;
  }

  // drawing

  function draw(found) {
    hits = found.groups.flatMap((group) => group.hits);
    let number = 0;
    list.replaceChildren(
      ...found.groups.map((group) => {
        const heading = id(`group-${group.kind}`);
        const title = h("p", { class: "rm-search-heading", id: heading, role: "presentation" }, group.heading);
        const options = group.hits.map((hit) => option(hit, number++));
        return h("div", { role: "group", "aria-labelledby": heading }, title, options);
      }),
    );
    note.hidden = !found.note;
    note.textContent = found.note;
    if (!hits.length) {
      note.hidden = false;
      note.replaceChildren(h("strong", {}, found.announcement), " ", words().hint);
    }
    open();
    if (takeFirst && hits.length) return take(0);
    takeFirst = false;
    saySoon(hits.length ? found.announcement : `${found.announcement} ${words().hint}`);
  }

  function drawTrouble() {
    hits = [];
    takeFirst = false;
    list.replaceChildren();
    note.hidden = false;
    note.textContent = words().unreachable;
    open();
    saySoon(words().unreachable);
  }

  function option(hit, number) {
    const also = hit.also && hit.kind === "place" ? filled(words().also, { name: "\u0000" }).split("\u0000") : null;
    const second =
      hit.kind === "place"
        ? [h("span", {}, hit.detail), h("span", {}, hit.status_label)]
        : [h("span", {}, hit.detail), hit.also ? h("span", {}, marked(hit.also, hit.also_marks)) : null];
    return h(
      "div",
      { role: "option", id: id(`hit-${number}`), "aria-selected": "false", "data-key": hit.key, "data-number": number },
      hit.kind === "place" ? swatch(data.codes[hit.status]) : sheet(),
      h(
        "span",
        { class: "rm-hit" },
        h(
          "span",
          { class: "rm-hit-name" },
          marked(hit.name, hit.marks),
          also ? h("span", { class: "rm-hit-also" }, " ", also[0], marked(hit.also, hit.also_marks), also[1]) : null,
        ),
        h("span", { class: "rm-hit-detail" }, second),
      ),
    );
  }

  // Ranges count characters, not the two halves that a rare one has in a script.
  function marked(text, ranges) {
    const letters = Array.from(text);
    const parts = [];
    let from = 0;
    for (const [start, end] of ranges) {
      parts.push(letters.slice(from, start).join(""), h("mark", {}, letters.slice(start, end).join("")));
      from = end;
    }
    return [...parts, letters.slice(from).join("")].filter((part) => part !== "");
  }

  // opening, closing, moving in the list

  function open() {
    activate(-1);
    popup.hidden = false;
    popup.scrollTop = 0;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    place();
  }

  function close() {
    asking?.abort();
    asking = null;
    asked = null;
    takeFirst = false;
    activate(-1);
    popup.hidden = true;
    input.setAttribute("aria-expanded", "false");
    clearTimeout(saying);
  }

  const isOpen = () => !popup.hidden;

  // As high as there is room, over the field if there is more of it above.
  function place() {
    if (!isOpen()) return;
    const view = window.visualViewport;
    const height = view?.height ?? innerHeight;
    const edge = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const around = field.getBoundingClientRect();
    const above = around.top - edge;
    const below = height - around.bottom - edge;
    const up = below < 12 * edge && above > below;
    popup.dataset.side = up ? "above" : "below";
    popup.style.maxHeight = `${Math.max(9 * edge, up ? above : below)}px`;
  }

  function activate(number) {
    list.querySelector('[aria-selected="true"]')?.setAttribute("aria-selected", "false");
    active = number;
    const chosen = number < 0 ? null : list.querySelector(`[data-number="${number}"]`);
    if (!chosen) return input.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", chosen.id);
    if (number === 0) popup.scrollTop = 0; // with its heading
    else chosen.scrollIntoView({ block: "nearest" });
  }

  const keys = {
    ArrowDown: () => (isOpen() && hits.length ? activate((active + 1) % hits.length) : ask()),
    ArrowUp: () => isOpen() && hits.length && activate(active <= 0 ? hits.length - 1 : active - 1),
    Home: () => (active < 0 ? false : activate(0)),
    End: () => (active < 0 ? false : activate(hits.length - 1)),
    Enter: () => {
      if (isOpen() && hits.length && !asking) take(Math.max(active, 0));
      else if (asking) takeFirst = true;
      else if (input.value.trim() && input.value !== titleOf(store.state.place)) {
        ask();
        takeFirst = true;
      }
    },
    Escape: () => {
      if (!isOpen() && input.value === titleOf(store.state.place)) return false;
      close();
      showChosen();
      return true;
    },
  };

  input.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (act() !== false) event.preventDefault();
  });
  input.addEventListener("input", () => {
    takeFirst = false;
    clear.hidden = !input.value && !store.state.place;
    if (!input.value && store.state.place) decide(null);
    else ask();
  });
  input.addEventListener("focus", () => {
    input.select();
    // on a phone the keyboard takes half of the screen: the list needs the other one
    if (matchMedia("(pointer: coarse)").matches) root.scrollIntoView({ block: "start" });
  });
  root.addEventListener("focusout", (event) => {
    if (box.contains(event.relatedTarget)) return;
    close();
    if (store.state.place) showChosen();
  });
  // the field keeps the focus while the list is used
  popup.addEventListener("mousedown", (event) => event.preventDefault());
  popup.addEventListener("pointermove", (event) => {
    const over = event.target.closest("[role=option]");
    if (over && event.pointerType === "mouse" && Number(over.dataset.number) !== active) hover(over);
  });
  list.addEventListener("click", (event) => {
    const hit = event.target.closest("[role=option]");
    if (hit) take(Number(hit.dataset.number));
  });

  // The mouse marks without moving the list under itself.
  function hover(over) {
    list.querySelector('[aria-selected="true"]')?.setAttribute("aria-selected", "false");
    over.setAttribute("aria-selected", "true");
    active = Number(over.dataset.number);
    input.setAttribute("aria-activedescendant", over.id);
  }

  // choosing

  function take(number) {
    const hit = hits[number];
    close();
    if (matchMedia("(pointer: coarse)").matches) input.blur(); // the keyboard would hide what opens
    if (hit.kind === "place") {
      decide(hit.key);
      wanted = { place: hit.key, press: null };
      showWanted(); // the panel says by itself what it holds
    } else takeRelease(hit);
  }

  // A release opens where it stands: with the place that is chosen, if it is about it, else
  // with the first that it is about. One without a place stands with the chosen place, among
  // those of the region, or else in a card of its own.
  function takeRelease(hit) {
    const { place } = store.state;
    const target = hit.places.includes(place) ? place : hit.places[0];
    if (target) {
      decide(target);
      const text = filled(words().chosen_release, { name: hit.name, place: titleOf(target) });
      wanted = { place: target, press: hit.key, text };
      showWanted();
      return;
    }
    showChosen();
    wanted = { place, press: hit.key, text: filled(words().chosen_region, { name: hit.name }) };
    if (showWanted()) return;
    say(wanted.text);
    wanted = null;
    drawCard(hit);
  }

  function decide(place) {
    closeCard();
    wanted = null;
    store.set({ place });
    choose({ place });
    showChosen();
    if (place === null) {
      close();
      say(words().cleared);
    }
  }

  function clearAll() {
    input.value = "";
    if (store.state.place) decide(null);
    else close();
    closeCard();
    showChosen();
    input.focus();
  }

  // The field says what is chosen, wherever it was chosen, unless somebody types in it.
  function showChosen() {
    input.value = titleOf(store.state.place);
    clear.hidden = !input.value;
    shortcut.hidden = Boolean(input.value);
  }

  // Once the panel of its place is drawn: that in view, or the release, which is marked.
  function showWanted() {
    const panel = document.querySelector("article.rm-panel");
    if (!wanted || panel?.dataset.place !== wanted.place) return false;
    const item = wanted.press && panel.querySelector(`[data-press="${wanted.press}"]`);
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    if (!item) {
      if (wanted.press) return false;
      wanted = null;
      const { top } = panel.getBoundingClientRect();
      const edge = 6 * parseFloat(getComputedStyle(document.documentElement).fontSize);
      if (top < 0 || top > innerHeight - edge) panel.scrollIntoView({ block: "start", behavior });
      return true;
    }
    say(wanted.text);
    wanted = null;
    for (const other of panel.querySelectorAll(".rm-found")) other.classList.remove("rm-found");
    item.closest("details")?.setAttribute("open", "");
    item.classList.add("rm-found");
    item.scrollIntoView({ block: "center", behavior });
    return true;
  }

  function drawCard(hit) {
    const name = words().close;
    card.replaceChildren(
      h("button", { type: "button", class: "rm-search-clear", "aria-label": name, title: name, onclick: shut }, cross()),
      h("p", { class: "rm-meta" }, hit.detail),
      h("p", { class: "rm-search-title" }, outward(hit.url, hit.name)),
      hit.note ? h("p", { class: "rm-meta" }, hit.note) : null,
      h("p", { class: "rm-meta" }, words().of_the_region, hit.url ? null : ` ${words().no_address}`),
    );
    card.dataset.press = hit.key;
    card.hidden = false;
  }

  function shut() {
    closeCard();
    input.focus();
  }

  function closeCard() {
    card.hidden = true;
    card.replaceChildren();
  }

  // saying

  function say(text) {
    clearTimeout(saying);
    voice.say(text);
  }

  function saySoon(text) {
    clearTimeout(saying);
    saying = setTimeout(() => say(text), SAID_AFTER);
  }

  // the rest of the page

  function focus() {
    window.focus(); // from the map's frame
    input.focus();
    input.select();
    input.scrollIntoView({ block: "nearest" });
  }

  function onKey(event) {
    if (event.key?.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (event.target !== input && event.target.closest?.("input[type=text], textarea, [contenteditable=true]")) return;
    event.preventDefault();
    focus();
  }

  function name() {
    const w = words();
    const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
    label.textContent = w.label;
    input.placeholder = w.placeholder;
    description.textContent = w.description;
    list.setAttribute("aria-label", w.results);
    clear.setAttribute("aria-label", w.clear);
    clear.title = w.clear;
    shortcut.textContent = isMac ? "⌘ K" : w.shortcut;
  }

  const forget = store.subscribe((state, changed) => {
    if ("language" in changed) {
      name();
      closeCard(); // it speaks the language of its answer
    }
    if ("place" in changed && state.place) closeCard();
    const inHand = isOpen() || (document.activeElement === input && asking);
    if (inHand && ("date" in changed || "language" in changed)) ask();
    if (!inHand && ("place" in changed || "language" in changed)) showChosen();
  });
  document.addEventListener("keydown", onKey);
  addEventListener("resize", place);
  window.visualViewport?.addEventListener("resize", place);
  name();
  showChosen();
  return {
    chooseWith: (send) => (choose = send),
    focus,
    panelDrawn: showWanted,
    remove() {
      forget();
      close();
      document.removeEventListener("keydown", onKey);
      removeEventListener("resize", place);
      window.visualViewport?.removeEventListener("resize", place);
    },
  };
}

function magnifier() {
  return s(
    "svg",
    { class: "rm-search-sign", viewBox: "0 0 20 20", "aria-hidden": "true" },
    s("circle", { cx: 8.5, cy: 8.5, r: 5.5 }),
    s("path", { d: "M13 13l4.5 4.5" }),
  );
}

function cross() {
  return s("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, s("path", { d: "M5 5l10 10M15 5L5 15" }));
}

function sheet() {
  return s(
    "svg",
    { class: "rm-hit-sheet", viewBox: "0 0 20 20", "aria-hidden": "true" },
    s("path", { d: "M4 2.5h8l4 4v11H4zM7 9h6M7 12h6M7 15h4" }),
  );
}
