// Days as whole numbers from the start of the time axis, and as people write them.

const DAY = 86_400_000;
const PULL = 5; // pixels within which a turning day draws the hand to itself

function dayNumber(iso) {
  return Date.parse(`${iso}T00:00:00Z`) / DAY;
}

function isoDay(number) {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

// The pattern and the months come from the catalogue: "{day}. {month} {year}".
function wordedDay(iso, words) {
  const [year, month, day] = iso.split("-").map(Number);
  return filled(words.day, { day, month: words.months[month - 1], year });
}

// A turning day within a few pixels draws the hand to itself.
function pulledTo(turning, day, pixelsADay) {
  const near = turning.filter((t) => Math.abs(t - day) * pixelsADay <= PULL);
  return near.sort((a, b) => Math.abs(a - day) - Math.abs(b - day))[0] ?? day;
}

function firstOfMonth(number, step) {
  const day = new Date(number * DAY);
  const onFirst = day.getUTCDate() === 1;
  const month = day.getUTCMonth() + (step > 0 ? 1 : onFirst ? -1 : 0);
  return Date.UTC(day.getUTCFullYear(), month, 1) / DAY;
}
