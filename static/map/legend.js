/**
 * The legend of a map: classes or sizes of bubbles with how many areas each holds, the four keys of
 * silence and zero, how the classes were made, and what the reader should beware of.
 *
 * @typedef {{scene: Scene, look: Look, places: Place[], id: string}} Shown  what is on screen: the scene of the year that
 *   is shown, how it looks, the areas as they are painted, and the map's id, by which its patterns are found
 */

/** @import { Attributes } from "../lib/dom.js" */
/** @import { Scene } from "../types" */
/** @import { Look, Place } from "./types" */

import { HIDDEN, html, make, set, svg } from "../lib/dom.js";
import { nice, numberOf, wordOf } from "../lib/draw.js";
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
  const warning = scene.bare ? "" : crowded(shown);
  return [
    make("p", "atlas-map-title", make("strong", "", scene.title), scene.unit && ` (${scene.unit})`),
    counts ? make("ul", "atlas-map-sizes", ...bubbleKeys(shown)) : make("ul", "", ...classKeys(shown)),
    counts && scene.signed && make("ul", "", ...signKeys(shown)),
    make("ul", "", ...STATUSES.map((name) => statusKey(shown, name))),
    !scene.bare && benchmarks(scene),
    warning && note(make("strong", "", warning)),
    !counts && scene.method && note(scene.method),
    !scene.bare && note(wordOf(scene, "counts_note")),
  ].filter((child) => child instanceof Node);
}

/** @param {Node | string} text */
function note(text) {
  return make("p", "atlas-map-note", text);
}

/** The values of the year in what the areas are compared with. @param {Scene} scene */
function benchmarks(scene) {
  const facts = scene.benchmarks ?? [];
  const rows = facts.map(({ label, values }) => {
    const value = values[scene.period] ?? wordOf(scene, "missing");
    return make("div", "", make("dt", "", label), make("dd", "", value));
  });
  return rows.length > 0 && make("dl", "", ...rows);
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

/** Around a benchmark, the classes say which side of it is the better one. The highest stands on top.
 * @param {Shown} shown */
function classKeys(shown) {
  const { scene, look } = shown;
  const { breaks, classLabels, pivot } = scene;
  // breaks around a benchmark are differences from it, but values are what stands on the map
  const zero = scene.signed ? 0 : pivotOf(scene);
  const edge = (/** @type {number} */ i) => numberOf(scene, breaks[i] + zero);
  const range = (/** @type {number} */ i) => `${edge(i)} – ${i < breaks.length - 2 ? "<" : ""}${edge(i + 1)}`;
  const middle = (look.colors.length - 1) / 2;
  const side = (/** @type {number} */ i) => {
    if (!pivot || i === middle) return "";
    const [sign, better] = i > middle ? ["▲", "higher"] : ["▼", "lower"];
    return `${sign} ${wordOf(scene, pivot.better === better ? "better" : "worse")}`;
  };
  const keys = look.colors.map((fill, key) =>
    keyLine(shown, { icon: swatch(fill), text: classLabels?.[key] ?? range(key), key, side: side(key) }),
  );
  return keys.reverse();
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
  const counts = scene.kind === "count";
  /** @type {Record<string, string>} */
  const fills = {
    protected: `url(#${id}-hatch-key)`,
    missing: `url(#${id}-dots-key)`,
    not_applicable: look.paper,
    zero: counts ? look.land : look.colors[classOf(scene, look, 0)],
  };
  const icon = swatch(fills[name], name === "not_applicable" ? { "stroke-dasharray": "4 2.5" } : undefined);
  const ring = { cx: 11, cy: 8, r: 5, fill: "none", stroke: "currentColor" };
  if (counts && name === "zero") icon.append(svg("circle", ring));
  // on a filled map, zero is counted with its class
  const key = counts || name !== "zero" ? name : undefined;
  return keyLine(shown, { icon, text: wordOf(scene, `${name}_long`), sign: wordOf(scene, name), key });
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
 * @param {{icon: Node, text: string, sign?: string, side?: string, key?: number | string}} line what is drawn so, its sign
 *   on the map, which side of a benchmark it is, and the key whose areas are counted, if they are */
function keyLine(shown, { icon, text, sign, side, key }) {
  const many = key === undefined || shown.scene.bare ? null : count(shown, key);
  return html(
    "li",
    { class: `atlas-map-key${many === 0 ? " atlas-map-none" : ""}` },
    icon,
    sign && make("b", "", sign),
    make("span", "", text),
    side && make("span", "", side),
    many !== null && make("span", "atlas-map-many", `(${many})`),
  );
}

/** @param {string} fill @param {Attributes} line of its edge */
function swatch(fill, line = { "stroke-opacity": 0.6 }) {
  return svg(
    "svg",
    { viewBox: "0 0 22 16", width: "1.6em", ...HIDDEN },
    svg("rect", { x: 1, y: 1, width: 20, height: 14, fill, stroke: "currentColor", ...line }),
  );
}
