/**
 * The legend of a map: classes or sizes of bubbles with how many areas each holds, the four keys of
 * silence and zero, how the classes were made, and what the reader should beware of.
 */

const { HIDDEN, html, numberOf, set, svg, wordOf } =
  await import(`./draw.js${new URL(import.meta.url).search}`);

const STATUSES = ["zero", "protected", "missing", "not_applicable"];
const CROWDED = 0.6; // a class that holds more of the reported areas tells them hardly apart

/** @param {string} id of the map, whose patterns the keys use */
export function createLegend(id) {
  const element = html("div", { class: "atlas-map-legend", role: "group" });
  let drawn = "";
  let scene;
  let look;

  /** @param {Object<string, any>} data the scene
   * @param {{period: string, theme: Object<string, any>, size: Object<string, number>,
   *   colors: string[], pivot: number, keys: (number|string)[], radius: (value: number) => number,
   *   classOf: (value: number) => number}} now  `keys` has the class or the status of each area */
  function paint(data, now) {
    [scene, look] = [data, now];
    const { values, status, lower, upper, codes, selected, periods, period, ...rest } = scene;
    const key = JSON.stringify([rest, look]);
    if (key === drawn) return;
    drawn = key;
    const counts = scene.kind === "count";
    const facts = scene.bare ? [] : scene.benchmarks ?? [];
    const note = (text) => text && html("p", { class: "atlas-map-note" }, text);
    set(element, { "aria-label": word("legend") });
    element.replaceChildren(...[
      html("p", { class: "atlas-map-title" }, html("strong", {}, scene.title), scene.unit && ` (${scene.unit})`),
      counts ? html("ul", { class: "atlas-map-sizes" }, ...bubbleKeys()) : html("ul", {}, ...classKeys()),
      counts && scene.signed && html("ul", {}, ...signKeys()),
      html("ul", {}, ...STATUSES.map(statusKey)),
      facts.length > 0 && html("dl", {}, ...facts.map((fact) => html("div", {}, html("dt", {}, fact.label),
        html("dd", {}, fact.values[look.period] ?? word("missing"))))),
      note(crowded() && html("strong", {}, crowded())),
      note(!counts && scene.method),
      note(!scene.bare && word("counts_note")),
    ].filter(Boolean));
  }

  const word = (key, slots) => wordOf(scene, key, slots);
  const number = (value) => numberOf(scene, value);
  const count = (key) => look.keys.filter((k) => k === key).length;

  /** Over a fixed share of the areas in one class, the map says little: told in words. */
  function crowded() {
    const held = look.colors.map((_, i) => count(i));
    const [n, total] = [Math.max(...held), held.reduce((sum, many) => sum + many, 0)];
    return !scene.bare && held.length > 1 && total > 1 && n > CROWDED * total
      && word("crowded", { n, total });
  }

  function classKeys() {
    const { breaks, classLabels, pivot } = scene;
    const edge = (i) => number(breaks[i] + (scene.signed ? 0 : look.pivot));
    const range = (i) => `${edge(i)} – ${i < breaks.length - 2 ? "<" : ""}${edge(i + 1)}`;
    const middle = (look.colors.length - 1) / 2;
    const side = (i) => {
      if (!pivot || i === middle) return "";
      const [sign, better] = i > middle ? ["▲", "higher"] : ["▼", "lower"];
      return `${sign} ${word(pivot.better === better ? "better" : "worse")}`;
    };
    return look.colors.map((fill, i) =>
      keyLine(swatch(fill), classLabels?.[i] ?? range(i), "", i, side(i))).reverse();
  }

  function statusKey(name) {
    const counts = scene.kind === "count";
    const fills = { protected: `url(#${id}-hatch-key)`, missing: `url(#${id}-dots-key)`,
      not_applicable: look.theme.paper, zero: counts ? look.theme.land : look.colors[look.classOf(0)] };
    const icon = swatch(fills[name], name === "not_applicable" ? { "stroke-dasharray": "4 2.5" } : undefined);
    if (name !== "zero") return keyLine(icon, word(`${name}_long`), word(name), name);
    if (counts) icon.append(svg("circle", { cx: 11, cy: 8, r: 5, fill: "none", stroke: "currentColor" }));
    return keyLine(icon, word("zero_long"), word("zero"), counts ? "zero" : null);
  }

  /** The largest bubble and two examples, as large as on the map. */
  function bubbleKeys() {
    const top = scene.bubbleMax || 1;
    // a smaller example must not suggest counts that are never shown
    const examples = [nice(top * 0.4), nice(top * 0.1)].filter((value) => value >= 5 && value < top);
    return [top, ...examples].map((value) => {
      const r = look.radius(value);
      const wide = Math.ceil(2 * r + 2);
      return keyLine(svg("svg", { width: wide, height: wide, ...HIDDEN },
        svg("circle", { cx: wide / 2, cy: wide / 2, r, fill: look.colors[0] })), number(value));
    });
  }

  /** Which colour of a bubble is more, and which is less. */
  function signKeys() {
    return [["▲", "more"], ["▼", "less"]].map(([sign, key], i) =>
      keyLine(swatch(look.colors[i]), word(key), sign));
  }

  /** @param {number|string|null} key whose areas are counted */
  function keyLine(icon, text, sign = "", key = null, side = "") {
    const many = key === null || scene.bare ? null : count(key);
    return html("li", { class: `atlas-map-key${many === 0 ? " atlas-map-none" : ""}` }, icon,
      sign && html("b", {}, sign), html("span", {}, text), side && html("span", {}, side),
      many !== null && html("span", { class: "atlas-map-many" }, `(${many})`));
  }

  return { element, paint };
}

function swatch(fill, line = { "stroke-opacity": 0.6 }) {
  return svg("svg", { viewBox: "0 0 22 16", width: "1.6em", ...HIDDEN },
    svg("rect", { x: 1, y: 1, width: 20, height: 14, fill, stroke: "currentColor", ...line }));
}

/** The nearest of 1, 2 and 5 times a power of ten. */
function nice(value) {
  const ten = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((n) => n * ten)
    .sort((a, b) => Math.abs(a - value) - Math.abs(b - value))[0];
}
