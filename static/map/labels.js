/**
 * Where the names and values of a map stand, so that none lies on another, on a foreign bubble, or on
 * the land of a neighbour. All lengths are in px of the stage.
 *
 * @typedef {{x: number, y: number, left: number, top: number, right: number, bottom: number}} Box  its middle
 *   and its four sides
 * @typedef {{x: number, y: number, name: number, value: number, radius: number, half: number,
 *   covers: (b: Box) => boolean}} Item  the area's own point, the widths of its texts, its bubble,
 *   half its tile if it has a bubble on one (else 0), and whether the middle of a box is on it
 * @typedef {{width: number, height: number, label: number, line: number, low: number}} Room  of the stage;
 *   the size of a name (label), and how tall a name (line) and a value (low) are
 * @typedef {{name?: Box, value?: Box, inside: boolean}} Standing  inside: the value is in the bubble
 */

const ROUNDS = 8;
const MANY = 60; // with more names than this, who came first stays first

/** Names first, then a value by each name where there is room. Who comes first has the first choice; small
 * areas have least choice, so those left poor may go first in a new round.
 * @template {Item} Kind
 * @param {Kind[]} items @param {Kind[]} named whose names are wanted, in order
 * @param {Room} room
 * @returns {Map<Kind, Standing>} */
export function placeTexts(items, named, room) {
  const circles = items.filter((i) => i.radius).map((i) => box(i.x, i.y, i.radius * 1.7, i.radius * 1.7));
  let order = named;
  let best = placeNames(order, circles, room);
  let next = best;
  for (let round = 0; round < ROUNDS; round++) {
    if (!best.poor.length || order.length >= MANY) break;
    order = [...new Set([...next.poor, ...order])];
    next = placeNames(order, circles, room);
    if (next.poor.length < best.poor.length) best = next;
  }

  const { label, low, height } = room;
  const texts = [...best.boxes.values()]; // a value in its own bubble may lie on another bubble
  return new Map(
    [...items]
      .sort((a, b) => b.radius - a.radius)
      .map((item) => {
        const { x, y, radius, half } = item;
        const name = best.boxes.get(item);
        const inside = radius > label * 0.65 && item.value < radius * 1.9;
        const spots = inside
          ? [[x, y]]
          : half
            ? [[x, y + half - low * 0.6]]
            : name
              ? [
                  [name.x, name.bottom + low / 2 + 0.5],
                  [name.x, name.top - low / 2 - 0.5],
                ]
              : [];
        const value = spots
          .map(([across, down]) => box(across, down, item.value, low))
          .find(
            (b) =>
              !hits(b, texts) &&
              (inside || (b.top > 0 && b.bottom < height && !hits(b, circles) && item.covers(b))),
          );
        if (value) texts.push(value);
        return [item, { name, value, inside }];
      }),
  );
}

/** One name after the other: what would collide is moved a little, else left out. A name stays on its own
 * land, where it cannot be read as a neighbour's, or by its bubble.
 * @template {Item} Kind
 * @param {Kind[]} order @param {Box[]} circles @param {Room} room */
function placeNames(order, circles, { width, height, line }) {
  /** @type {Map<Kind, Box>} */ const boxes = new Map();
  /** @type {Kind[]} */ const poor = [];
  /** @type {Box[]} */ const taken = [];
  for (const item of order) {
    const { x, y, name: wide, radius, half } = item;
    const spots = (
      !radius
        ? near(wide, line)
        : half
          ? [[0, line * 0.6 - half]] // a bubble has its tile's name above it
          : beside(radius, wide, line)
    )
      .map(([dx, dy]) => box(x + dx, y + dy, wide, line))
      .filter(
        (b) =>
          b.left > 0 &&
          b.top > 0 &&
          b.right < width &&
          b.bottom < height &&
          !hits(b, taken) &&
          (radius || item.covers(b)),
      );
    const best = spots.find((b) => !hits(b, circles));
    if (!best) poor.push(item);
    if (!spots.length) continue;
    taken.push(best ?? spots[0]);
    boxes.set(item, best ?? spots[0]);
  }
  return { boxes, poor };
}

/** Offsets for a name on its area, the best first. @param {number} wide @param {number} line */
function near(wide, line) {
  return [-0.45, 0, -0.9, 0.5, -1.4, 1, -1.9, 1.5].flatMap((dy) =>
    [0, -0.2, 0.2, -0.4, 0.4].map((dx) => [dx * wide, dy * line]),
  );
}

/** Offsets for a name by its bubble. @param {number} radius @param {number} wide @param {number} line */
function beside(radius, wide, line) {
  const [down, side] = [radius + line / 2 + 2, radius + wide / 2 + 3];
  return [
    [0, 1],
    [0, -1],
    [1, 0],
    [-1, 0],
    [0.7, 0.8],
    [-0.7, 0.8],
    [0.7, -0.8],
    [-0.7, -0.8],
    [0, 1.4],
    [0, -1.4],
    [0.3, 1],
    [-0.3, 1],
    [0.3, -1],
    [-0.3, -1],
  ].map(([dx, dy]) => [dx * side, dy * down]);
}

/** @param {Box} b @param {Box[]} others */
function hits(b, others) {
  return others.some((o) => b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom);
}

/** @param {number} x @param {number} y @param {number} wide @param {number} tall @returns {Box} */
function box(x, y, wide, tall) {
  return { x, y, left: x - wide / 2, top: y - tall / 2, right: x + wide / 2, bottom: y + tall / 2 };
}
