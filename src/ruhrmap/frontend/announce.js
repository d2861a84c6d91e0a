// What those who listen are told: once the hand has settled, and while it plays at most once
// an accession. One polite region for the whole document; screen readers read it when it changes.

const voice = createVoice();

function createVoice() {
  const region = h("p", { class: "rm-unseen rm-voice", role: "status", "aria-live": "polite" });
  document.body.append(region);
  return {
    say(text) {
      if (region.textContent !== text) region.textContent = text;
    },
  };
}

// Knows what it has told last, and tells what is different now.
function createNarrator(words, data, store) {
  const of = ({ date, level, view, language, comparison }) => ({ date, level, view, language, comparison });
  let told = of(store.state); // as the page has opened: its heading says it

  function record() {
    const { date, language } = store.state;
    if (store.compared) return store.compared.announcement[language]; // names both dates itself
    return `${wordedDay(date, words())}: ${store.record.announcement[language]}`;
  }

  function legend() {
    const { level, language } = store.state;
    const counts = (store.compared ?? store.record).legend[level].filter(({ count }) => count);
    const list = counts.map(({ status, count, label }) => `${count} ${(label ?? data.statuses[status])[language]}`);
    return `${words()[`level_${level}`]}: ${list.join("; ")}.`;
  }

  return {
    settled() {
      const now = of(store.state);
      const is = (key) => now[key] !== told[key];
      const parts = [
        is("view") ? `${words().view}: ${words()[`view_${now.view}`]}.` : "",
        is("level") ? legend() : "",
        is("date") || is("language") || is("comparison") ? record() : "",
      ];
      told = now;
      const text = parts.filter(Boolean).join(" ");
      if (text) voice.say(text);
    },
    // The play has reached an accession.
    passed() {
      told = of(store.state);
      voice.say(record());
    },
  };
}

// The chosen place, in the words of the panel; not when the page opens with one.
function tellPlace(root, panel) {
  const opening = !("rmTold" in root);
  const before = root.rmTold;
  root.rmTold = panel.place ?? null;
  if (opening || !panel.title || before === root.rmTold) return;
  voice.say([`${panel.kind} ${panel.title}: ${panel.status_label}.`, ...panel.paragraphs].join(" "));
}
