/**
 * The legend of a map: a scale of classes or sizes of bubbles with how many areas each holds, the keys of silence and
 * zero that occur, how the classes were made, and what the reader should beware of.
 *
 * @typedef {{scene: Scene, look: Look, places: Place[], id: string}} Shown  what is on screen: the scene of the year that
 *   is shown, how it looks, the areas as they are painted, and the map's id, by which its patterns are found
 */

/** @import { Attributes } from "../lib/dom.js" */
/** @import { Benchmark, Scene } from "../types" */
/** @import { Look, Place } from "./types" */

import { HIDDEN, html, make, set, svg } from "../lib/dom.js";
import { clamp, inkOn, nice, numberOf, round, wordOf } from "../lib/draw.js";
import { classOf, pivotOf, radiusOf } from "./portrait.js";

const STATUSES = ["zero", "protected", "missing", "not_applicable"];
const CROWDED = 0.6; // a class that holds more of the reported areas tells them hardly apart

export class Legend {
  #id;
  element = html("div", { class: "atlas-map-legend", role: "group" });

  /** @param {string} id of the map */
  constructor(id) {
    this.#id = id;
  }

  /** It is made anew each time, but takes the place of what stands only where that differs: most paintings (a
   * selection, a zoom) change nothing in it.
   * @param {Omit<Shown, "id">} now */
  paint(now) {
    const { element } = this;
    set(element, { "aria-label": wordOf(now.scene, "legend") });
    const fresh = /** @type {HTMLElement} */ (element.cloneNode());
    fresh.append(...contents({ ...now, id: this.#id }));
    if (!fresh.isEqualNode(element)) element.replaceChildren(...fresh.childNodes);
  }
}

/** @param {Shown} shown @returns {Node[]} */
function contents(shown) {
  const { scene } = shown;
  const counts = scene.kind === "count";
  const unit = scene.title.includes(scene.unit) ? "" : scene.unit; // a name may say it
  const warning = scene.bare ? "" : crowded(shown);
  const facts = scene.bare ? [] : scene.benchmarks.filter(({ values }) => values[scene.period]);
  const silent = STATUSES.filter((name) => count(shown, name));
  return [
    make("p", "atlas-map-title", make("strong", "", scene.title), unit && ` (${unit})`),
    counts && make("ul", "atlas-map-sizes", ...bubbleKeys(shown)),
    scene.breaks.length > 1 && scale(shown, facts),
    counts && scene.signed && make("ul", "", ...signKeys(shown)),
    silent.length > 0 && make("ul", "", ...silent.map((name) => statusKey(shown, name))),
    shown.places.some(({ portrait }) => portrait.loose) && make("ul", "", looseKey(shown)),
    counts && facts.length > 0 && make("dl", "", ...facts.map((each) => fact(scene, each))),
    warning && note(make("strong", "", warning)),
    !counts && scene.method && note(scene.method),
    !scene.bare && note(wordOf(scene, "counts_note")),
  ].filter((child) => child instanceof Node);
}

/** @param {Node | string} text */
function note(text) {
  return make("p", "atlas-map-note", text);
}

/** A value of the year in what the areas are compared with. @param {Scene} scene @param {Benchmark} benchmark */
function fact({ period }, { label, values }) {
  return make("div", "", make("dt", "", label), make("dd", "", values[period]));
}

/** @param {Shown} shown @param {number | string} key */
function count({ places }, key) {
  return places.filter(({ portrait }) => portrait.key === key).length;
}

/** A warning when most areas are in one class: the map looks even then, though they may differ. @param {Shown} shown */
function crowded(shown) {
  const held = shown.look.colors.map((_, i) => count(shown, i));
  const [n, total] = [Math.max(...held), held.reduce((sum, many) => sum + many, 0)];
  const many = held.length > 1 && total > 1 && n > CROWDED * total;
  return many ? wordOf(shown.scene, "crowded", { n, total }) : "";
}

/** The classes as a scale, the lowest first: above it a mark for each fact, in it how many areas each class
 * holds, and below it the bounds. Around a benchmark it says which side of it is the better one.
 * @param {Shown} shown @param {Benchmark[]} facts */
function scale(shown, facts) {
  const { scene, look } = shown;
  const { breaks, pivot } = scene;
  const last = look.colors.length - 1;
  // breaks around a benchmark are differences from it, but values are what stands on the map
  const zero = scene.signed ? 0 : pivotOf(scene);
  const edges = breaks.map((edge) => edge + zero);
  const how = { ...scene, decimals: needed(edges, scene.decimals) };
  const bounds = edges.map((edge) => numberOf(how, edge));
  const keys = look.colors.map((fill, key) => {
    const [sign, better] = key > last / 2 ? ["▲", "higher"] : ["▼", "lower"];
    const side =
      pivot && key !== last / 2 && `${sign} ${wordOf(scene, pivot.better === better ? "better" : "worse")}`;
    const text = `${bounds[key]}–${bounds[key + 1]}`;
    return keyLine(shown, { icon: swatch(fill), text, key, side: side || "", ink: inkOn(fill) });
  });
  return make(
    "div",
    "atlas-map-scale",
    make("dl", "", ...facts.map((each) => at(fact(scene, each), shareOf(shown, each.numbers[scene.period])))),
    make("ul", "", ...keys),
    html("div", HIDDEN, ...bounds.map((text, i) => at(make("span", "", text), (100 * i) / (last + 1)))),
  );
}

/** As few decimals as tell numbers as they are, at most so many. @param {number[]} numbers @param {number} most */
function needed(numbers, most) {
  for (let few = 0; few < most; few += 1) {
    if (numbers.every((number) => Number(number.toFixed(few)) === round(number))) return few;
  }
  return most;
}

/** Where a value is on the scale, in per cent of its length: classes are equally long, whatever they hold.
 * @param {Shown} shown @param {number} value */
function shareOf({ scene, look }, value) {
  const key = classOf(scene, look, value);
  const [from, to] = [scene.breaks[key], scene.breaks[key + 1]];
  const within = clamp((value - pivotOf(scene) - from) / (to - from || 1), 0, 1);
  return (100 * (key + within)) / look.colors.length;
}

/** Put an element at a share of the scale. @param {HTMLElement} element @param {number} percent from its left end */
function at(element, percent) {
  element.style.setProperty("--at", `${percent}%`);
  if (percent > 50) element.dataset.end = "true"; // its text stands to the left of where it points
  return element;
}

/** The two colours of a count that can be less than nothing. @param {Shown} shown */
function signKeys(shown) {
  const [more, less] = shown.look.colors;
  return [
    keyLine(shown, { icon: swatch(more), text: wordOf(shown.scene, "more"), sign: "▲" }),
    keyLine(shown, { icon: swatch(less), text: wordOf(shown.scene, "less"), sign: "▼" }),
  ];
}

/** @param {Shown} shown @param {string} name of a status */
function statusKey(shown, name) {
  const { scene, look, id } = shown;
  /** @type {Record<string, string>} */
  const fills = {
    protected: `url(#${id}-hatch-key)`,
    missing: `url(#${id}-dots-key)`,
    not_applicable: look.paper,
    zero: look.land,
  };
  const icon = swatch(fills[name], name === "not_applicable" ? { "stroke-dasharray": "4 2.5" } : undefined);
  const ring = { cx: 11, cy: 8, r: 5, fill: "none", stroke: "currentColor" };
  if (name === "zero") icon.append(svg("circle", ring));
  return keyLine(shown, { icon, text: wordOf(scene, `${name}_long`), sign: wordOf(scene, name), key: name });
}

/** That the class of some areas is uncertain. @param {Shown} shown */
function looseKey(shown) {
  const { scene, look, places, id } = shown;
  const icon = swatch(look.colors[Math.floor(look.colors.length / 2)]);
  icon.append(svg("rect", { x: 1, y: 1, width: 20, height: 14, fill: `url(#${id}-veil-key)` }));
  const many = places.filter(({ portrait }) => portrait.loose).length;
  return keyLine(shown, { icon, text: wordOf(scene, "loose"), many });
}

/** The largest bubble and two examples, as large as on the map. @param {Shown} shown */
function bubbleKeys(shown) {
  const { scene, look } = shown;
  const top = scene.bubbleMax || 1;
  // a smaller example must not suggest counts that are never shown
  const examples = [nice(top * 0.4), nice(top * 0.1)].filter((value) => value >= 5 && value < top);
  return [top, ...examples].map((value) => {
    const r = radiusOf(scene, look, value);
    const wide = Math.ceil(2 * r + 2);
    const bubble = svg("circle", { cx: wide / 2, cy: wide / 2, r, fill: look.colors[0] });
    const icon = svg("svg", { width: wide, height: wide, ...HIDDEN }, bubble);
    return keyLine(shown, { icon, text: numberOf(scene, value) });
  });
}

/** A line of the legend.
 * @param {Shown} shown
 * @param {{icon: Node, text: string, sign?: string, side?: string, key?: number | string, ink?: string, many?: number}}
 *   line what is drawn so, its sign on the map, which side of a benchmark it is, the key whose areas are counted, if
 *   they are, the colour of a text on the icon, and how many areas there are
 */
function keyLine(shown, { icon, text, sign, side, key, ink, many: known }) {
  const counted = known ?? (key === undefined ? 0 : count(shown, key));
  const many = shown.scene.bare ? 0 : counted;
  const held = make("span", "atlas-map-many", `(${many})`);
  if (ink) held.style.color = ink;
  return html(
    "li",
    { class: "atlas-map-key" },
    icon,
    sign && make("b", "", sign),
    make("span", "", text),
    side && make("span", "", side),
    many > 0 && held,
  );
}

/** @param {string} fill @param {Attributes} line of its edge */
function swatch(fill, line = { "stroke-opacity": 0.6 }) {
  return svg(
    "svg",
    { viewBox: "0 0 22 16", width: "1.6em", preserveAspectRatio: "none", ...HIDDEN },
    svg("rect", { x: 1, y: 1, width: 20, height: 14, fill, stroke: "currentColor", ...line }),
  );
}
