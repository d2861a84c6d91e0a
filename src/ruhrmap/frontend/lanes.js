// Names over a chart, each on a line down to its day, that never collide at any width: a name
// stands in a lane beside its line, and no name lies on another one's line.

const LANE_GAP = 6; // between a name and its line, and between two names

// items: {x, widths: [of each line of the name], must}; gives {lane, left, lines} or null each.
function placeInLanes(items, width) {
  const placed = items.map(() => null);
  const wide = (item) => Math.max(...item.widths);
  const box = (item, side) =>
    side > 0
      ? [item.x + LANE_GAP, item.x + LANE_GAP + wide(item)]
      : [item.x - LANE_GAP - wide(item), item.x - LANE_GAP];
  const lanesOf = (i) => [placed[i].lane, placed[i].lane + items[i].widths.length - 1];
  const over = (a, b, gap = 0) => a[0] < b[1] + gap && b[0] < a[1] + gap;

  // A name may lie over a line that ends below it, and its own line over no name.
  function fits(i, side, lane) {
    const mine = box(items[i], side);
    if (mine[0] < 0 || mine[1] > width) return false;
    const top = lane + items[i].widths.length - 1;
    return items.every((other, j) => {
      if (j === i) return true;
      const onLine = other.x >= mine[0] - LANE_GAP / 2 && other.x <= mine[1] + LANE_GAP / 2;
      if (!placed[j]) return !onLine || !other.must;
      const [low, high] = lanesOf(j);
      const theirs = [placed[j].left, placed[j].left + wide(other)];
      if (onLine && high >= lane) return false;
      const crossed = items[i].x >= theirs[0] - 2 && items[i].x <= theirs[1] + 2;
      if (crossed && low <= top) return false;
      return !(over(mine, theirs, LANE_GAP) && lane <= high && low <= top);
    });
  }

  function place(i, most) {
    for (let lane = 0; lane + items[i].widths.length <= most; lane += 1) {
      for (const side of [1, -1]) {
        if (!fits(i, side, lane)) continue;
        placed[i] = { lane, left: box(items[i], side)[0], side };
        return true;
      }
    }
    return false;
  }

  const must = items.map((_, i) => i).filter((i) => items[i].must);
  const every = items.reduce((sum, item) => sum + item.widths.length, 0);
  const late = must.filter((i) => !place(i, every));
  for (const i of late.reverse()) place(i, every); // over all the others
  const used = () => Math.max(0, ...placed.map((p, i) => (p ? lanesOf(i)[1] + 1 : 0)));
  const lanes = used();
  items.forEach((item, i) => item.must || place(i, lanes));
  return { placed, lanes };
}

// A name in as few lines as its room allows; a word is never broken.
function wrapped(text, room, measure) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && measure(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
