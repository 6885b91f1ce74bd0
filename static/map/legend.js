/**
 * The legend of a map: classes or sizes of bubbles with how many areas each holds, the four keys of
 * silence and zero, how the classes were made, and what the reader should beware of.
 */

/** @typedef {import("../types").Shown} Shown */

import { HIDDEN, html, make, nice, numberOf, set, svg, wordOf } from "../lib/draw.js";

const STATUSES = ["zero", "protected", "missing", "not_applicable"];
const CROWDED = 0.6; // a class that holds more of the reported areas tells them hardly apart

/** @param {string} id of the map, whose patterns the keys use */
export function createLegend(id) {
  const element = html("div", { class: "atlas-map-legend", role: "group" });
  /** @type {Shown} */ let scene;

  /** @param {Shown} shown */
  function paint(shown) {
    scene = shown;
    const counts = scene.kind === "count";
    const facts = scene.bare ? [] : (scene.benchmarks ?? []);
    const note = (/** @type {Node | string | false | undefined} */ text) =>
      text && make("p", "atlas-map-note", text);
    set(element, { "aria-label": word("legend") });
    const fresh = /** @type {HTMLElement} */ (element.cloneNode());
    fresh.append(
      ...[
        make("p", "atlas-map-title", make("strong", "", scene.title), scene.unit && ` (${scene.unit})`),
        counts ? make("ul", "atlas-map-sizes", ...bubbleKeys()) : make("ul", "", ...classKeys()),
        counts &&
          scene.signed &&
          make(
            "ul",
            "",
            ...[
              ["▲", "more"],
              ["▼", "less"],
            ].map(([sign, key], i) => keyLine(swatch(scene.colors[i]), word(key), sign)),
          ),
        make("ul", "", ...STATUSES.map(statusKey)),
        facts.length > 0 &&
          make(
            "dl",
            "",
            ...facts.map((fact) =>
              make(
                "div",
                "",
                make("dt", "", fact.label),
                make("dd", "", fact.values[scene.period] ?? word("missing")),
              ),
            ),
          ),
        note(crowded() && make("strong", "", crowded())),
        note(!counts && scene.method),
        note(!scene.bare && word("counts_note")),
      ].filter((child) => child !== undefined && child !== false && child !== ""),
    );
    if (!fresh.isEqualNode(element)) element.replaceChildren(...fresh.childNodes);
  }

  /** @param {string} key @param {Record<string, string | number>} [slots] */
  const word = (key, slots) => wordOf(scene, key, slots);
  const count = (/** @type {number | string} */ key) =>
    scene.places.filter((place) => place.key === key).length;

  function crowded() {
    const held = scene.colors.map((_, i) => count(i));
    const [n, total] = [Math.max(...held), held.reduce((sum, many) => sum + many, 0)];
    const many = held.length > 1 && total > 1 && n > CROWDED * total;
    return many && !scene.bare ? word("crowded", { n, total }) : "";
  }

  function classKeys() {
    const { breaks, classLabels, colors, pivot } = scene;
    const edge = (/** @type {number} */ i) => numberOf(scene, breaks[i] + (scene.signed ? 0 : scene.zero));
    const range = (/** @type {number} */ i) =>
      `${edge(i)} – ${i < breaks.length - 2 ? "<" : ""}${edge(i + 1)}`;
    const middle = (colors.length - 1) / 2;
    const side = (/** @type {number} */ i) => {
      if (!pivot || i === middle) return "";
      const [sign, better] = i > middle ? ["▲", "higher"] : ["▼", "lower"];
      return `${sign} ${word(pivot.better === better ? "better" : "worse")}`;
    };
    return colors
      .map((fill, i) => keyLine(swatch(fill), classLabels?.[i] ?? range(i), "", i, side(i)))
      .reverse();
  }

  /** @param {string} name */
  function statusKey(name) {
    const counts = scene.kind === "count";
    /** @type {Record<string, string>} */
    const fills = {
      protected: `url(#${id}-hatch-key)`,
      missing: `url(#${id}-dots-key)`,
      not_applicable: scene.theme.paper,
      zero: counts ? scene.theme.land : scene.colors[scene.classOf(0)],
    };
    const icon = swatch(fills[name], name === "not_applicable" ? { "stroke-dasharray": "4 2.5" } : undefined);
    const ring = { cx: 11, cy: 8, r: 5, fill: "none", stroke: "currentColor" };
    if (counts && name === "zero") icon.append(svg("circle", ring));
    return keyLine(icon, word(`${name}_long`), word(name), counts || name !== "zero" ? name : null);
  }

  /** The largest bubble and two examples, as large as on the map. */
  function bubbleKeys() {
    const top = scene.bubbleMax || 1;
    // a smaller example must not suggest counts that are never shown
    const examples = [nice(top * 0.4), nice(top * 0.1)].filter((value) => value >= 5 && value < top);
    return [top, ...examples].map((value) => {
      const r = scene.radius(value);
      const wide = Math.ceil(2 * r + 2);
      return keyLine(
        svg(
          "svg",
          { width: wide, height: wide, ...HIDDEN },
          svg("circle", { cx: wide / 2, cy: wide / 2, r, fill: scene.colors[0] }),
        ),
        numberOf(scene, value),
      );
    });
  }

  /** @param {Node} icon @param {string} text @param {string} sign
   * @param {number | string | null} key whose areas are counted @param {string} side */
  function keyLine(icon, text, sign = "", key = null, side = "") {
    const many = key === null || scene.bare ? null : count(key);
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

  return { element, paint };
}

/** @param {string} fill @param {import("../lib/dom.js").Attributes} line */
function swatch(fill, line = { "stroke-opacity": 0.6 }) {
  return svg(
    "svg",
    { viewBox: "0 0 22 16", width: "1.6em", ...HIDDEN },
    svg("rect", { x: 1, y: 1, width: 20, height: 14, fill, stroke: "currentColor", ...line }),
  );
}
