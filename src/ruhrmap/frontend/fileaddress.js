// The address of a file: what is seen stands behind "#", which even a file on a disk may change.
// The names are those of the page; the story adds its own. Where the file stands in for the page,
// it stands behind "?": whoever loads it anew may find the page back, and sees there what is seen here.

const STORY_NAMES = { step: "schritt", pace: "takt", auto: "auto", loop: "schleife" };
const PACES = { accession: "beitritt", year: "jahr" };
const STEADY = 300; // ms without a change, before the address is written

// What an address asks for, as far as it can be had: { view, story }. A day outside of the time
// axis opens its nearest day, whatever else is wrong is passed over.
function readAddress(address, told, data) {
  const { hash, search } = new URL(address);
  const asked = new URLSearchParams(search);
  for (const [name, value] of new URLSearchParams(hash.slice(1))) asked.set(name, value);
  const { names, level: levels, language: languages, view: views } = told.spelling;
  const among = (spelled, name) => Object.keys(spelled).find((key) => spelled[key] === asked.get(name));
  const view = {
    date: dayWithin(asked.get(names.date), data.axis),
    comparison: dayWithin(asked.get(names.comparison), data.axis),
    level: among(levels, names.level),
    language: among(languages, names.language),
    view: among(views, names.view),
    place: told.places[asked.get(names.place)],
  };
  const number = (name) => (/^\d{1,3}$/.test(asked.get(name) ?? "") ? Number(asked.get(name)) : undefined);
  const story = {
    step: number(STORY_NAMES.step),
    auto: number(STORY_NAMES.auto),
    pace: among(PACES, STORY_NAMES.pace),
    loop: asked.get(STORY_NAMES.loop) === "ja" || undefined,
  };
  return { view: onlyKnown(view), story: onlyKnown(story) };
}

function onlyKnown(found) {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined && value !== null));
}

function dayWithin(text, axis) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text ?? "")) return undefined;
  const number = dayNumber(text);
  if (Number.isNaN(number) || isoDay(number) !== text) return undefined;
  return text < axis.start ? axis.start : text > axis.end ? axis.end : text;
}

function writtenAddress(state, story, told) {
  const query = new URLSearchParams();
  for (const [key, name] of Object.entries(told.spelling.names)) {
    const spelled = told.spelling[key];
    const value = spelled ? spelled[state[key]] : state[key];
    if (value) query.set(name, value);
  }
  if (story) {
    query.set(STORY_NAMES.step, story.step);
    query.set(STORY_NAMES.pace, PACES[story.pace]);
    if (story.auto) query.set(STORY_NAMES.auto, story.auto);
    if (story.auto && story.loop) query.set(STORY_NAMES.loop, "ja");
  }
  return `${told.standing_in ? "?" : "#"}${query}`;
}

// Keeps the address up with what is seen, and follows a reader who changes it.
function keepAddress({ written, followed }) {
  let waiting = 0;
  window.addEventListener("hashchange", () => {
    if (location.hash.includes("=")) followed(); // "#quelle-D01" is a link within the file
  });
  return function changed() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const address = written();
      if (location.search + location.hash !== address) history.replaceState(null, "", address);
    }, STEADY);
  };
}
