/**
 * Brings on screen what the state says: first the areas, then the lines around some of them, then names and values.
 * Elements are made when the geometry comes (geography.js, canvas.js); here only attributes change, and only those
 * that differ from what they were, so that a step of a year is quick on hundreds of areas.
 */

/** @import { Look, Place } from "./types" */
/** @import { Canvas } from "./canvas.js" */
/** @import { Box, Line } from "./labels.js" */
/** @import { State } from "./state.js" */
/** @import { View } from "./view.js" */

import { set, write } from "../lib/dom.js";
import { inkOn, round, ruler, wordOf } from "../lib/draw.js";
import { outlines } from "./geography.js";
import { placeTexts } from "./labels.js";
import { measure } from "./look.js";
import { portray } from "./portrait.js";

const NAMED = 12; // px of a side: the name of a smaller area is not tried
const SUNK = 0.5; // of the height of a sign such as "..", which lies low on its line
const MANY = 60; // with more areas than this, no line leads from a name to its area

/** What tells where an outline lies, with the outline and the view that it tells it of.
 * @type {WeakMap<SVGPathElement, {d: string, seen: string, where: import("./labels.js").Where}>} */
const filled = new WeakMap();
/** What the portraits of a map's areas were made after. @type {WeakMap<Place[], string>} */
const portrayed = new WeakMap();
/** What an area was painted after: its portrait, and in words whatever else. @type {WeakMap<Place,
 * {portrait: import("./types").Portrait, after: string}>} */
const painted = new WeakMap();

/** Make the portraits of all areas, where the scene, its year or the look is another than it was.
 * @param {State} state @param {Look} look */
function portrayAll({ news, period, places, shown }, look) {
  const after = JSON.stringify([news, period.value, look]);
  if (portrayed.get(places) === after) return;
  portrayed.set(places, after);
  const rank = new Map(shown.codes.map((code, i) => [code, i]));
  for (const place of places) place.portrait = portray(shown, look, rank.get(place.code) ?? -1);
}

/** @param {Canvas} canvas @param {State} state @param {View} view @param {Look} look */
export function paintAreas(canvas, state, view, look) {
  const { opened, opens, places, selected, shown } = state;
  portrayAll(state, look);
  for (const place of places) {
    const { code, portrait } = place;
    const [isSelected, isOpen] = [selected.value.includes(code), opens && opened.value === code];
    const after = [isSelected, isOpen, view.unit].join();
    const last = painted.get(place);
    if (last?.portrait === portrait && last.after === after) continue; // most areas, of hundreds
    painted.set(place, { portrait, after });
    paintArea(place, canvas, shown.words, isSelected);
    if (opens) set(place.path, { "aria-current": isOpen });
    paintBubble(place, view);
  }
  // small bubbles last, so that none hides behind a larger one
  const order = [...places].sort((a, b) => b.portrait.radius - a.portrait.radius).map(({ bubble }) => bubble);
  const { bubbles, dashes, veil, element, areas } = canvas;
  if (order.some((bubble, i) => bubbles.children[i] !== bubble)) bubbles.append(...order);
  set(dashes, { d: outlines(places.filter(({ portrait }) => portrait.key === "not_applicable")) });
  set(veil, { d: outlines(places.filter(({ portrait }) => portrait.loose)) });
  set(element, { "aria-label": wordOf(shown, opens ? "opens_label" : "map_label") });
  set(areas, { "aria-label": [shown.title, shown.unit, shown.period].filter(Boolean).join(", ") });
}

/** @param {Place} place @param {Canvas} canvas @param {import("../types").Words} words @param {boolean} selected */
function paintArea({ name, path, portrait }, canvas, words, selected) {
  const { value, key, fill, said, interval } = portrait;
  const named = wordOf({ words }, "value_of", { name, value: said });
  set(path, {
    fill: canvas.fills[key] ?? fill,
    "data-status": value === null ? key : "reported",
    "data-value": value ?? "",
    "aria-selected": selected,
    "aria-label": [named, interval, selected && wordOf({ words }, "selected")].filter(Boolean).join(", "),
  });
}

/** @param {Place} place @param {View} view */
function paintBubble({ bubble, portrait: { radius, tint, value } }, { unit }) {
  set(bubble, {
    r: round(radius * unit),
    fill: tint,
    "data-zero": value === 0,
    display: radius ? "inline" : "none",
  });
}

/** The lines around areas that are pointed at, in focus, selected or open. They lie on top of all areas: no area fades for
 * the sake of another, and no neighbour covers half of a line.
 * @param {Canvas} canvas @param {State} state */
export function paintMarks({ pointed, focused, chosen }, { places, aims, outlined }) {
  const around = (/** @type {string[]} */ codes) => ({
    d: outlines(places.filter(({ code }) => codes.includes(code))),
  });
  for (const line of pointed) set(line, around([aims.hover || aims.marked]));
  for (const line of focused) set(line, around([aims.ring]));
  for (const line of chosen) set(line, around(outlined));
}

/** Names and values where they find room (labels.js says where). Selected areas choose first, then those with the highest
 * and the lowest value, of which titles and sentences tell, then the largest.
 * @param {Canvas} canvas @param {State} state @param {View} view @param {Look} look */
export function paintLabels({ outline }, { places, scene, outlined, drawn }, view, look) {
  const { label, value: low } = look;
  const ends = extremes(places);
  const rank = (/** @type {Place} */ { code, shape, portrait }) => {
    if (outlined.includes(code)) return Number.MAX_VALUE;
    return ends.includes(portrait.value) ? Number.MAX_SAFE_INTEGER + shape.area : shape.area;
  };
  const items = [...places]
    .sort((a, b) => rank(b) - rank(a))
    .map((place) => ({
      ...itemOf(place, view, look, drawn === "tiles"),
      wanted: scene.labels && rank(place) > (NAMED * view.unit) ** 2,
    }));
  const line = measure(look.font, "").height * label + 1;
  const sea = drawn === "land" && places.length < MANY ? fills(outline, view, false) : undefined;
  const room = { width: view.width, height: view.height, label, line, low: (line * low) / label, sea };
  for (const [{ place }, { name, value, inside, line: home, on }] of placeTexts(items, room)) {
    const { nameText, valueText, leader, portrait } = place;
    const ground = (home ? on : portrait)?.fill ?? look.paper;
    write(valueText, portrait.short);
    set(nameText, { "data-quiet": portrait.value === null });
    put(nameText, name, label, ground, view, look);
    put(valueText, value, low, inside ? portrait.tint : ground, view, look);
    set(leader, { d: home ? lineHome(home, view, portrait.radius) : "" });
  }
}

/** The highest and the lowest value that areas have; none where all are alike. @param {Place[]} places
 * @returns {(number | null)[]} */
function extremes(places) {
  const values = places.flatMap(({ portrait }) => portrait.value ?? []);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least < most ? [least, most] : [];
}

/** An area as labels.js wants it, in px of the stage.
 * @param {Place} place @param {View} view @param {Look} look @param {boolean} onTile */
function itemOf(place, view, { font, label, value }, onTile) {
  const { name, shape, path, portrait } = place;
  const [x, y] = view.toStage(shape);
  return {
    place,
    x,
    y,
    radius: portrait.radius,
    fill: portrait.fill,
    name: measure(font, name).width * label + 4,
    value: measure(font, portrait.short).width * value + 4,
    sunk: portrait.value === null ? SUNK * value : 0,
    half: onTile && portrait.radius ? (shape.side ?? 0) / view.unit / 2 : 0,
    covers: fills(path, view),
  };
}

/** Tells of points of the stage whether they are within an outline, or whether they are not: the same function as long
 * as outline and view are the same.
 * @param {SVGPathElement} path @param {View} view @param {boolean} [within] */
function fills(path, view, within = true) {
  const d = path.getAttribute("d") ?? "";
  const seen = [view.corner.x, view.corner.y, view.unit].join();
  const known = filled.get(path);
  if (known?.d === d && known.seen === seen) return known.where;
  // thousands of points are asked for, and a canvas answers six times as fast as the path itself
  const area = new Path2D(d);
  const where = (/** @type {number} */ x, /** @type {number} */ y) => {
    const [mapX, mapY] = view.toMap(x, y);
    return ruler.isPointInPath(area, mapX, mapY) === within;
  };
  filled.set(path, { d, seen, where });
  return where;
}

/** A line to its text from a bubble, or from a dot on an area, as a path.
 * @param {Line} line @param {View} view @param {number} radius of the bubble */
function lineHome([fromX, fromY, toX, toY], view, radius) {
  const [x, y] = view.toMap(fromX, fromY).map(round);
  const r = round(2 * view.unit);
  const dot = radius ? "" : `M${x - r},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0`;
  return `${dot}M${x},${y}L${view.toMap(toX, toY).map(round)}`;
}

/** Centre a text in a box, or hide it where there is none.
 * @param {SVGTextElement} text @param {Box | undefined} box @param {number} px its size
 * @param {string} ground the colour that it stands on: the text is black or white after it, and has it as a halo
 * @param {View} view @param {Look} look */
function put(text, box, px, ground, view, { font }) {
  if (!box) return set(text, { display: "none" });
  // y of a text is its baseline, which lies below its middle
  const [x, y] = view.toMap(box.x, box.y + measure(font, "").drop * px).map(round);
  return set(text, { display: "inline", fill: inkOn(ground), stroke: ground, x, y });
}
