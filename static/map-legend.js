/**
 * The legend of a map: classes or sizes of bubbles with how many areas each holds, the four keys of
 * silence and zero, how the classes were made, and what the reader should beware of.
 */

const { HIDDEN, html, numberOf, set, svg, wordOf } =
  await import(`./map-draw.js${new URL(import.meta.url).search}`);

const KEYS = ["zero", "protected", "missing", "not_applicable"];
const CROWDED = 0.6; // a class that holds more of the reported areas tells them hardly apart
const THIN = { fill: "none", stroke: "currentColor" };

/** @param {string} id of the map, whose patterns the keys use */
export function createLegend(id) {
  const element = html("div", { class: "atlas-map-legend", role: "group" });
  let drawn = "";
  let scene;
  let look;

  /** @param {Object<string, any>} data the scene
   * @param {{period: string, theme: Object<string, any>, size: Object<string, number>,
   *   colors: string[], pivot: number, classes: number[], statuses: Object<string, number>,
   *   radius: (value: number) => number, colorOf: (value: number) => string}} now  `classes` and
   *   `statuses` count areas */
  function paint(data, now) {
    [scene, look] = [data, now];
    const benchmarks = (scene.bare ? [] : scene.benchmarks ?? []).map(({ label, values }) =>
      [label, values[look.period] ?? word("missing")]);
    const { values, status, lower, upper, codes, selected, periods, period, ...rest } = scene;
    const key = JSON.stringify([rest, benchmarks, look]);
    if (key === drawn) return;
    drawn = key;
    const counts = scene.kind === "count";
    set(element, { "aria-label": word("legend") });
    element.replaceChildren(...[
      html("p", { class: "atlas-map-title" }, html("strong", {}, scene.title),
        scene.unit && ` (${scene.unit})`),
      counts ? html("ul", { class: "atlas-map-sizes" }, ...bubbleKeys())
        : html("ul", {}, ...classKeys()),
      counts && scene.signed && html("ul", {}, ...signKeys()),
      html("ul", {}, ...KEYS.map(statusKey)),
      benchmarks.length > 0 && html("dl", {}, ...benchmarks.map(([label, value]) =>
        html("div", {}, html("dt", {}, label), html("dd", {}, value)))),
      crowded() && html("p", { class: "atlas-map-note" }, html("strong", {}, crowded())),
      ...[counts ? "" : scene.method, scene.bare ? "" : word("counts_note")].filter(Boolean)
        .map((text) => html("p", { class: "atlas-map-note" }, text)),
    ].filter(Boolean));
  }

  const word = (key, slots) => wordOf(scene, key, slots);
  const number = (value) => numberOf(scene, value);

  /** Over a fixed number of areas in one class, the map says little: told in words. */
  function crowded() {
    const total = look.classes.reduce((sum, n) => sum + n, 0);
    const most = Math.max(...look.classes, 0);
    return scene.kind !== "count" && look.classes.length > 1 && total > 1 && most > CROWDED * total
      ? word("crowded", { n: most, total }) : "";
  }

  function classKeys() {
    const { breaks, classLabels, pivot } = scene;
    const edge = (i) => number(breaks[i] + (scene.signed ? 0 : look.pivot));
    const range = (i) => [edge(i), " – ", i < breaks.length - 2 ? "<" : "", edge(i + 1)].join("");
    const middle = (look.colors.length - 1) / 2;
    const side = (i) => {
      if (!pivot || i === middle) return "";
      const [sign, better] = i > middle ? ["▲", "higher"] : ["▼", "lower"];
      return `${sign} ${word(pivot.better === better ? "better" : "worse")}`;
    };
    return look.colors.map((fill, i) => keyLine(swatch(fill), classLabels?.[i] ?? range(i), "",
      scene.bare ? null : look.classes[i] ?? 0, side(i))).reverse();
  }

  function statusKey(name) {
    const counts = scene.kind === "count";
    const fills = { protected: `url(#${id}-hatch-key)`, missing: `url(#${id}-dots-key)`,
      not_applicable: look.theme.paper, zero: counts ? look.theme.land : look.colorOf(0) };
    const icon = swatch(fills[name], name === "not_applicable" ? "4 2.5" : "none");
    if (name === "zero" && counts) icon.append(svg("circle", { cx: 11, cy: 8, r: 5, ...THIN }));
    return keyLine(icon, word(`${name}_long`), word(name),
      scene.bare || (name === "zero" && !counts) ? null : look.statuses[name] ?? 0);
  }

  /** The largest bubble and two examples, as large as on the map. */
  function bubbleKeys() {
    const top = scene.bubbleMax || 1;
    // a smaller example must not suggest counts that are never shown
    const sizes = [...new Set([top, nice(top * 0.4), nice(top * 0.1)])]
      .filter((value, i) => !i || (value >= 5 && value < top));
    return sizes.map((value) => {
      const r = look.radius(value);
      const wide = Math.ceil(2 * r + 2);
      return keyLine(svg("svg", { width: wide, height: wide, ...HIDDEN },
        svg("circle", { cx: wide / 2, cy: wide / 2, r, fill: look.colors[0] })), number(value));
    });
  }

  /** Which colour of a bubble is more, and which is less. */
  function signKeys() {
    return [["▲", "more"], ["▼", "less"]].map(([sign, key], i) => keyLine(swatch(look.colors[i]),
      word(key), sign));
  }

  return { element, paint };
}

function swatch(fill, dashes = "none") {
  return svg("svg", { viewBox: "0 0 22 16", width: "1.6em", ...HIDDEN },
    svg("rect", { x: 1, y: 1, width: 20, height: 14, ...THIN, fill, "stroke-dasharray": dashes,
      "stroke-opacity": dashes === "none" ? 0.6 : 1 }));
}

function keyLine(icon, text, sign = "", many = null, side = "") {
  return html("li", { class: `atlas-map-key${many === 0 ? " atlas-map-none" : ""}` }, icon, sign && html("b", {}, sign),
    html("span", {}, text), side && html("span", {}, side),
    many !== null && html("span", { class: "atlas-map-many" }, `(${many})`));
}

/** The nearest of 1, 2 and 5 times a power of ten. */
function nice(value) {
  const ten = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((n) => n * ten)
    .sort((a, b) => Math.abs(a - value) - Math.abs(b - value))[0];
}
