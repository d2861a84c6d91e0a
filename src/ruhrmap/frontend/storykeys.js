// The keys of the story: what clickers send, and what hands know from other presentations.

// What a key does, by its name in `event.key`; letters only while they are wanted.
const STEPPING = {
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  Enter: "next",
  " ": "next",
  ArrowLeft: "back",
  ArrowUp: "back",
  PageUp: "back",
  Backspace: "back",
  Home: "first",
  End: "last",
  F5: "fullscreen",
  Escape: "escape",
};
const LETTERS = {
  b: "blank",
  ".": "blank",
  f: "fullscreen",
  n: "notes",
  p: "autoplay",
  j: "pace",
  e: "level",
  d: "dark",
  "?": "help",
};

// Where a key belongs to what has the focus: a button is pressed, a list is gone through.
function belongsToFocus({ key, target }) {
  if (target.closest?.("input, select, textarea")) return true;
  return (key === " " || key === "Enter") && Boolean(target.closest?.("button, a, summary"));
}

// Gives what a key asks for: ["next"], ["step", 3], or null.
function askedByKey(event, letters) {
  if (event.altKey || event.ctrlKey || event.metaKey || belongsToFocus(event)) return null;
  const { key } = event;
  if (key === " " && event.shiftKey) return ["back"];
  if (key in STEPPING) return [STEPPING[key]];
  if (!letters) return null;
  if (/^[1-9]$/.test(key)) return ["step", Number(key)];
  if (key === "0") return ["last"];
  const asked = LETTERS[key.toLowerCase()];
  return asked ? [asked] : null;
}
