/**
 * Where the names and values of a map stand, so that none lies on another, on a foreign bubble, or on
 * the land of a neighbour. All lengths are in px of the stage. Nothing here touches the page: paint.js measures
 * the texts before and writes them after.
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
const BERTH = 0.85; // of a bubble's radius: half the side of the square that texts keep clear of

/** Names first, then a value by each name where there is room.
 * @template {Item} Kind
 * @param {Kind[]} items @param {Kind[]} named whose names are wanted, in order
 * @param {Room} room
 * @returns {Map<Kind, Standing>} */
export function placeTexts(items, named, room) {
  const circles = items
    .filter(({ radius }) => radius)
    .map(({ x, y, radius }) => box(x, y, 2 * BERTH * radius, 2 * BERTH * radius));
  const names = bestNames(named, circles, room);
  const taken = [...names.values()];
  // in its own bubble a value may lie on another bubble, though not on another text; the largest have most room
  const order = [...items].sort((a, b) => b.radius - a.radius);
  return new Map(
    order.map((item) => {
      const name = names.get(item);
      const inside = item.radius > room.label * 0.65 && item.value < item.radius * 1.9;
      const value = valueSpots(item, name, inside, room.low)
        .map(([x, y]) => box(x, y, item.value, room.low))
        .find((b) => {
          if (hits(b, taken)) return false;
          return inside || (b.top > 0 && b.bottom < room.height && !hits(b, circles) && item.covers(b));
        });
      if (value) taken.push(value);
      return [item, { name, value, inside }];
    }),
  );
}

/** Who comes first has the first choice. But small areas have the least choice, so those that were left poor (without a
 * name, or with it on a bubble) go first in a new round, and the best round counts.
 * @template {Item} Kind
 * @param {Kind[]} named @param {Box[]} circles @param {Room} room
 * @returns {Map<Kind, Box>} */
function bestNames(named, circles, room) {
  let order = named;
  let best = placeNames(order, circles, room);
  let next = best;
  for (let round = 0; round < ROUNDS; round++) {
    if (!best.poor.length || order.length >= MANY) break;
    order = [...new Set([...next.poor, ...order])];
    next = placeNames(order, circles, room);
    if (next.poor.length < best.poor.length) best = next;
  }
  return best.boxes;
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
    const free = nameSpots(item, line)
      .map(([dx, dy]) => box(item.x + dx, item.y + dy, item.name, line))
      .filter((b) => {
        if (b.left <= 0 || b.top <= 0 || b.right >= width || b.bottom >= height) return false;
        return !hits(b, taken) && (item.radius || item.covers(b));
      });
    const clear = free.find((b) => !hits(b, circles));
    if (!clear) poor.push(item);
    const found = clear ?? free[0]; // rather on a bubble than nowhere
    if (!found) continue;
    taken.push(found);
    boxes.set(item, found);
  }
  return { boxes, poor };
}

/** Offsets from an area's point for its name, the best first. @param {Item} item @param {number} line */
function nameSpots({ radius, half, name }, line) {
  if (!radius) return onLand(name, line);
  if (half) return [[0, line * 0.6 - half]]; // a bubble has its tile's name above it
  return beside(radius, name, line);
}

/** Points for the middle of an area's value, the best first: in its bubble, at the foot of its tile, or by its name.
 * @param {Item} item @param {Box | undefined} name @param {boolean} inside @param {number} low */
function valueSpots({ x, y, half }, name, inside, low) {
  if (inside) return [[x, y]];
  if (half) return [[x, y + half - low * 0.6]];
  if (!name) return []; // a number alone could be anyone's
  return [
    [name.x, name.bottom + low / 2 + 0.5],
    [name.x, name.top - low / 2 - 0.5],
  ];
}

/** Offsets for a name on its area, the best first. @param {number} wide @param {number} line */
function onLand(wide, line) {
  return [-0.45, 0, -0.9, 0.5, -1.4, 1, -1.9, 1.5].flatMap((dy) =>
    [0, -0.2, 0.2, -0.4, 0.4].map((dx) => [dx * wide, dy * line]),
  );
}

/** Offsets for a name by its bubble: below, above, right, left, then what lies between and further off.
 * @param {number} radius @param {number} wide @param {number} line */
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
