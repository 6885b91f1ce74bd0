/**
 * Where the names and values of a map stand, so that none lies on another, on a bubble, or on a border. A name and its
 * value are one block. It stands wholly on its own area; where it does not fit there, off the land or, on a wide stage, wholly on
 * another area, and a line leads home; where no line can, the value stands alone. All lengths are in px of the
 * stage. Nothing here touches the page: paint.js measures the texts before and writes them after.
 *
 * @typedef {{x: number, y: number, left: number, top: number, right: number, bottom: number}} Box  its middle
 *   and its four sides
 * @typedef {{x: number, y: number, name: number, value: number, sunk: number, radius: number, half: number,
 *   fill: string, wanted: boolean, covers: Where}} Item  the area's own point, the widths of its texts, how
 *   much of its value's height is empty above it, its bubble, half its tile if it has a bubble on one (else 0), its
 *   colour, whether its name is wanted, and where it lies: the same function as long as it lies there
 * @typedef {(x: number, y: number) => boolean} Where
 * @typedef {{width: number, height: number, label: number, line: number, low: number, sea?: Where}} Room  of the
 *   stage; the size of a name (label), how tall a name (line) and a value (low) are, and where no area lies,
 *   if lines may lead there
 * @typedef {number[]} Line  x and y of its ends
 * @typedef {{name?: Box, value?: Box, inside: boolean, line?: Line, on?: Item}} Standing  inside: the value is in
 *   the bubble; the line that leads home, and the other area that the block stands on
 * @typedef {{size: number[], texts: (at: Box) => {name?: Box, value?: Box}}} Block  its width and height, and where its
 *   texts are when it stands in a box
 * @typedef {(item: Item, inside: boolean, taken: Taken, room: Room, items: Item[]) =>
 *   Omit<Standing, "inside"> | undefined} Way  to place a name and its value, of which this may be in the bubble
 * @typedef {{texts: Box[], bubbles: (Box & {item: Item})[], lines: Line[]}} Taken  where no text may stand
 */

import { clamp, once } from "../lib/draw.js";

const BERTH = 0.85; // of a bubble's radius: half the side of the square that texts keep clear of
const LEASH = 0.35; // of the stage's shorter side: the longest line home
const TURNS = 24; // directions in which a place off the area is sought
const STEP = 8; // px between two places that are tried in a direction
const ABROAD = 80; // px of line that it is worth not to stand on another area
const NARROW = 440; // px of a stage: on a narrower one, no text stands on another area at all
const ROUNDS = 1;
// where it is seen what lies under a text, along it and down; corners first, which are the soonest to lie outside
const ALONG = [-1, 1, 0, -0.5, 0.5, -0.25, 0.25, -0.75, 0.75];
const DOWN = [-1, 1, 0, -0.5, 0.5];
// offsets from an area's point, in widths and heights of the block and its bubble, the nearest first
const NEAR = [0, -0.25, 0.25, -0.55, 0.55, -0.8, 0.8]
  .flatMap((dx) => [0, 0.55, -0.55, 0.3, -0.3, 0.8, -0.8, 1.2, -1.2, 1.8, -1.8].map((dy) => [dx, dy]))
  .sort(([a, b], [c, d]) => Math.hypot(3 * a, b) - Math.hypot(3 * c, d));
const [HOME, OUT] = [1, 2]; // a place that was tried on an area; 0 is one that was not
/** What was tried so far, by area: a press changes who comes first, but no area. @type {WeakMap<Where, Map<string, Uint8Array>>} */
const trials = new WeakMap();

/** Who comes first chooses first. But small areas have the least choice, so those that were left without a name go
 * first in a new round, and the best round counts.
 * @template {Item} Kind
 * @param {Kind[]} items in order @param {Room} room
 * @returns {Map<Kind, Standing>} */
export function placeTexts(items, room) {
  let best = placed(items, room);
  let next = best;
  for (let round = 0; round < ROUNDS && best.poor.length > 0 && room.sea; round++) {
    next = placed([...new Set([...next.poor, ...items])], room);
    if (next.poor.length < best.poor.length) best = next;
  }
  return best.standings;
}

/** First what stands at home, then what needs a line. @template {Item} Kind @param {Kind[]} items @param {Room} room */
function placed(items, room) {
  const bubbles = items
    .filter(({ radius }) => radius)
    .map((item) => ({ ...box(item.x, item.y, 2 * BERTH * item.radius, 2 * BERTH * item.radius), item }));
  /** @type {Taken} */ const taken = { texts: [], bubbles, lines: [] };
  /** @type {Map<Kind, Standing>} */
  const standings = new Map(items.map((item) => [item, inBubble(item, bubbles, room)]));
  for (const { value } of standings.values()) if (value) taken.texts.push(value);
  for (const way of [atHome, abroad, alone]) {
    for (const [item, standing] of standings) {
      if (standing.name || !item.wanted) continue;
      const found = way(item, standing.inside, taken, room, items);
      if (!found) continue;
      Object.assign(standing, found);
      for (const text of [found.name, found.value]) if (text) taken.texts.push(text);
      if (found.line) taken.lines.push(found.line);
    }
  }
  return { standings, poor: items.filter((item) => item.wanted && !standings.get(item)?.name) };
}

/** A value stands in its bubble where there is room for it that no smaller bubble covers.
 * @param {Item} item @param {Taken["bubbles"]} bubbles @param {Room} room @returns {Standing} */
function inBubble({ x, y, value, radius }, bubbles, { label, low }) {
  const text = box(x, y, value, low);
  const covered = bubbles.some((b) => b.item.radius < radius && hits(b, text));
  const inside = radius > label * 0.65 && value < radius * 1.9 && !covered;
  return inside ? { inside, value: text } : { inside };
}

/** On its own area, or at the ends of its tile. @type {Way} */
function atHome(item, inside, taken, room) {
  const { x, y, half, name, value } = item;
  const { line, low } = room;
  if (!half) return onArea(item, blocks(item, inside, room), taken, room);
  const top = { name: box(x, y - half + line * 0.6, name, line) };
  return inside ? top : { ...top, value: box(x, y + half - low * 0.6, value, low) };
}

/** Off the land, further off on its own area, or on another beside the point that is its own, as near as may be, with a
 * line that crosses no text and no other line. @type {Way} */
function abroad(item, inside, taken, room, items) {
  const { sea } = room;
  if (!sea) return undefined;
  const { x, y, radius } = item;
  const foreign = taken.bubbles.filter((bubble) => bubble.item !== item);
  const ways = blocks(item, inside, room);
  /** @type {ReturnType<Way>} */ let best;
  let least = LEASH * Math.min(room.width, room.height);
  for (let away = STEP; away < least; away += STEP) {
    for (let at = 0; at < ways.length * TURNS; at++) {
      const { size, texts } = ways[Math.floor(at / TURNS)];
      const [wide, tall] = size;
      const [dx, dy] = [Math.sin, Math.cos].map((wave) => wave((2 * Math.PI * at) / TURNS));
      const far = radius + away + (Math.abs(dx) * wide + Math.abs(dy) * tall) / 2;
      const spot = box(x + dx * far, y + dy * far, wide, tall);
      if (!free(spot, taken, room)) continue;
      const wet = sea(spot.x, spot.y);
      const own = !wet && item.covers(spot.x, spot.y);
      if (!wet && !own && room.width < NARROW) continue;
      const cost = away + (wet || own ? 0 : ABROAD);
      if (cost >= least) continue;
      const on = wet ? undefined : own ? item : items.find(({ covers }) => covers(spot.x, spot.y));
      if (!within(spot, on ? on.covers : sea)) continue;
      if (on && items.some((other) => other !== item && holds(spot, other))) continue;
      const [endX, endY] = [clamp(x, spot.left, spot.right), clamp(y, spot.top, spot.bottom)];
      const line = [x + dx * radius, y + dy * radius, endX, endY];
      if ([...taken.texts, ...foreign].some((other) => cuts(line, other))) continue;
      if (taken.lines.some((other) => meet(line, other))) continue;
      [best, least] = [{ ...texts(spot), on, line: own ? undefined : line }, cost];
    }
  }
  return best;
}

/** The value without its name, on its own area. @type {Way} */
function alone(item, inside, taken, room) {
  if (inside) return undefined;
  return onArea(item, [{ size: [item.value, room.low], texts: (at) => ({ value: at }) }], taken, room);
}

/** In a free place near the area's point, or around its bubble.
 * @param {Item} item @param {Block[]} ways @param {Taken} taken @param {Room} room */
function onArea(item, ways, taken, room) {
  const { x, y, radius, covers } = item;
  for (const { size, texts } of ways) {
    const [wide, tall] = size;
    const tried = triedFor(item, size);
    for (const [i, [dx, dy]] of NEAR.entries()) {
      if (tried[i] === OUT) continue;
      const at = box(x + dx * (wide + 2 * radius), y + dy * (tall + 2 * radius), wide, tall);
      if (!free(at, taken, room)) continue;
      tried[i] ||= within(at, covers) ? HOME : OUT;
      if (tried[i] === HOME) return texts(at);
    }
  }
  return undefined;
}

/** Which of the places of NEAR are known to be wholly on an area for a block of a size, and which not.
 * @param {Item} item @param {number[]} size @returns {Uint8Array} */
function triedFor({ x, y, radius, covers }, size) {
  const ofArea = once(trials, covers, () => new Map());
  return once(ofArea, [x, y, radius, ...size].join(), () => new Uint8Array(NEAR.length));
}

/** How name and value can stand together: under each other or in a row; the name alone when its value is in a bubble.
 * @param {Item} item @param {boolean} inside @param {Room} room
 * @returns {Block[]} */
function blocks({ name, value, sunk }, inside, { line, low }) {
  if (inside) return [{ size: [name, line], texts: (at) => ({ name: at }) }];
  return [
    {
      size: [Math.max(name, value), line + low - sunk],
      texts: ({ x, top, bottom }) => ({
        name: box(x, top + line / 2, name, line),
        value: box(x, bottom - low / 2, value, low),
      }),
    },
    {
      size: [name + value, line],
      texts: ({ y, left, right }) => ({
        name: box(left + name / 2, y, name, line),
        value: box(right - value / 2, y, value, low),
      }),
    },
  ];
}

/** Whether a text may stand in a box. @param {Box} at @param {Taken} taken @param {Room} room */
function free(at, { texts, bubbles, lines }, { width, height }) {
  if (at.left <= 0 || at.top <= 0 || at.right >= width || at.bottom >= height) return false;
  return ![...texts, ...bubbles].some((other) => hits(at, other)) && !lines.some((line) => cuts(line, at));
}

/** Whether all of a box is covered, as far as points on nine lines down and five across tell.
 * @param {Box} at @param {(x: number, y: number) => boolean} covers @param {number} [pad] what its edges may lack */
function within({ x, y, right, bottom }, covers, pad = 1) {
  const [wide, tall] = [right - x - pad, bottom - y - pad];
  return ALONG.every((i) => DOWN.every((j) => covers(x + i * wide, y + j * tall)));
}

/** @param {Box} a @param {Box} b */
function hits(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Whether a line goes through a box, where it meets one of the diagonals, or comes out of it.
 * @param {Line} line @param {Box} b */
function cuts(line, b) {
  const { left, top, right, bottom } = b;
  const crosses = meet(line, [left, top, right, bottom]) || meet(line, [left, bottom, right, top]);
  return crosses || holds(b, { x: line[0], y: line[1] });
}

/** @param {Box} b @param {{x: number, y: number}} point */
function holds({ left, top, right, bottom }, { x, y }) {
  return left < x && x < right && top < y && y < bottom;
}

/** Whether two lines cross: the ends of each lie on both sides of the other. @param {Line} one @param {Line} other */
function meet(one, other) {
  return parts(one, other) && parts(other, one);
}

/** @param {Line} line @param {Line} other whose ends may lie on both sides of it */
function parts([x, y, toX, toY], [ax, ay, bx, by]) {
  const one = (toX - x) * (ay - y) - (toY - y) * (ax - x);
  const another = (toX - x) * (by - y) - (toY - y) * (bx - x);
  return one * another < 0;
}

/** @param {number} x @param {number} y @param {number} wide @param {number} tall @returns {Box} */
function box(x, y, wide, tall) {
  return { x, y, left: x - wide / 2, top: y - tall / 2, right: x + wide / 2, bottom: y + tall / 2 };
}
