/**
 * The drawing itself: an <svg> whose layers lie on each other in the order in which they are made. It draws in
 * units of the map (see view.js); lines and text keep their size on screen because the style has it in
 * `--atlas-map-px`, a px of the stage in units of the map.
 */

/** @import { Look, Place } from "./types" */
/** @import { View } from "./view.js" */

import { HIDDEN, set, svg } from "../lib/dom.js";
import { round } from "../lib/draw.js";

const TILT = "rotate(-45)"; // of the hatching

export class Canvas {
  #sizes = "";

  /** @param {string} id of the map: patterns are found by name, and a page may have several maps */
  constructor(id) {
    // For assistive technology the map is a list box of areas; all that is drawn on them is hidden from it, since
    // the name of each area says the same.
    this.areas = svg("g", {
      role: "listbox",
      "aria-multiselectable": true,
      "aria-describedby": `${id}-help`,
    });
    this.bubbles = svg("g", HIDDEN);
    this.labels = svg("g", HIDDEN);
    this.around = over("around"); // other land, where the geometry has it
    this.outline = over("outline"); // of the land as a whole
    this.dashes = over("dashes"); // around areas for which there is nothing to tell
    // over areas whose class is uncertain
    this.veil = svg("path", { class: "atlas-map-veil", fill: `url(#${id}-veil)` });
    this.pointed = [over("pointed")];
    // two each: a broad line in the colour of the page, and a narrower one on it that stands out from any land
    this.focused = [over("focus"), over("focus")];
    this.chosen = [over("chosen"), over("chosen")];
    this.patterns = patternsOf(id, "");
    this.element = svg(
      "svg",
      { class: "atlas-map-canvas", role: "group" },
      svg("defs", {}, ...this.patterns, ...patternsOf(id, "-key")),
      this.around,
      this.areas,
      this.veil,
      this.outline,
      this.dashes,
      this.bubbles,
      ...this.pointed,
      ...this.focused,
      ...this.chosen,
      this.labels,
    );
    /** @type {Record<string, string>} what areas without a value are filled with, where that is a pattern */
    this.fills = { protected: `url(#${id}-hatch)`, missing: `url(#${id}-dots)` };
  }

  /** Draw these areas instead of those that were there. @param {Place[]} places */
  draw(places) {
    this.areas.replaceChildren(...places.map(({ path }) => path));
    this.bubbles.replaceChildren(...places.map(({ bubble }) => bubble));
    this.labels.replaceChildren(
      ...places.map(({ leader }) => leader),
      ...places.flatMap(({ nameText, valueText }) => [nameText, valueText]),
    );
  }

  /** Draw the outline of the areas as a whole, and all land there is; "" for none. Where other land is drawn the rest is
   * sea. That is said in an attribute of its own: a style that looks for it in a `d` makes the browser look for it
   * at every line that is drawn anywhere in the page.
   * @param {{outline: string, around: string}} land */
  surround({ outline, around }) {
    set(this.element, { "data-sea": Boolean(around) });
    set(this.outline, { d: outline });
    set(this.around, { d: around });
  }

  /** Show the part of the map that is seen. @param {View} view */
  frame({ box: { x, y, width, height } }) {
    set(this.element, { viewBox: [x, y, width, height].join(" ") });
  }

  /** Keep lines, text and patterns as large on screen as they are. @param {View} view @param {Look} look */
  scale({ unit }, { label, value }) {
    const sizes = `--atlas-map-px: ${unit}px; --atlas-map-name: ${label * unit}px;
      --atlas-map-value: ${value * unit}px`;
    if (sizes === this.#sizes) return; // the same written again styles all areas anew
    this.#sizes = sizes;
    this.element.style.cssText = sizes;
    for (const fill of this.patterns) set(fill, { patternTransform: `scale(${round(unit)}) ${TILT}` });
  }
}

/** A line on top of the areas. @param {string} name */
function over(name) {
  return svg("path", { class: `atlas-map-over atlas-map-${name}` });
}

/** Hatching for what is protected, dots for what is missing, and stripes to lie on a class. The canvas scales its own against the zoom; those
 * for the legend, whose swatches are not zoomed, have `-key` to their name.
 * @param {string} id @param {string} use */
function patternsOf(id, use) {
  return [
    pattern(`${id}-hatch${use}`, "M0 3.7h7", 0.7),
    pattern(`${id}-dots${use}`, "M1.75 1.75h0M5.25 5.25h0", 2), // a line of no length with round ends is a dot
    pattern(`${id}-veil${use}`, "M3.5 0v7", 2.2),
  ];
}

/** @param {string} id @param {string} d within 7 by 7 @param {number} width of its line */
function pattern(id, d, width) {
  return svg(
    "pattern",
    { id, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: TILT },
    svg("rect", { width: 7, height: 7 }),
    svg("path", { d, "stroke-width": width }),
  );
}
