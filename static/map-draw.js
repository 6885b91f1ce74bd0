/**
 * What the modules of the map draw with: SVG and HTML elements, colours, measured text, the style.
 * Elements are kept and only attributes that changed are written. Text is only ever set as text.
 */

/** Widths of texts; they change when a font has come. */
export const widths = new Map();
const formats = new Map();
const ruler = document.createElement("canvas").getContext("2d");

/** What `make` gives for a key, made once. */
export function once(cache, key, make) {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key);
}

/** Width, line height and drop from middle to baseline of a text, per px of font size. */
export function measureText(text, font) {
  if (widths.size > 5000) widths.clear();
  return once(widths, `${font}|${text}`, () => {
    ruler.font = font;
    const found = ruler.measureText(text);
    const [up, down] = [found.fontBoundingBoxAscent, found.fontBoundingBoxDescent];
    return { width: found.width / 100, height: (up + down) / 100, drop: (up - down) / 200 };
  });
}

/** Numbers as the language writes them; a signed one shows a plus, too. */
export function numberFormat(lang, decimals, signed = false) {
  return once(formats, lang + decimals + signed, () => new Intl.NumberFormat(
    lang === "sv" ? "sv-SE" : "en-GB", { minimumFractionDigits: decimals,
      maximumFractionDigits: decimals, signDisplay: signed ? "exceptZero" : "auto" }));
}

export const round = (n) => Math.round(n * 1000) / 1000;
export const clamp = (n, low, high) => Math.max(low, Math.min(high, n));

/** Red, green and blue, 0-255, of "#aabbcc" or "rgb(…)". */
function rgb(css) {
  return css[0] === "#" ? [1, 3, 5].map((i) => parseInt(css.slice(i, i + 2), 16))
    : (css.match(/[\d.]+/g) ?? [0, 0, 0]).slice(0, 3).map(Number);
}

export function mix(from, to, share) {
  const [a, b] = [rgb(from), rgb(to)];
  return `rgb(${a.map((c, i) => Math.round(c + (b[i] - c) * share)).join(", ")})`;
}

/** Relative luminance, as WCAG defines it. */
export function luminance(css) {
  const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = rgb(css).map((c) => linear(c / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Black or white, whichever is easier to read: never below 4.5:1. */
export function inkOn(css) {
  return luminance(css) > 0.179 ? "#000" : "#fff";
}

export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function dress(element, attributes, children) {
  set(element, attributes);
  element.append(...children.filter(Boolean));
  return element;
}

export const svg = (tag, attributes, ...children) =>
  dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

export const html = (tag, attributes, ...children) =>
  dress(document.createElement(tag), attributes, children);

export const on = (target, type, act, options) => target.addEventListener(type, act, options);

export const several = (event) => event.ctrlKey || event.metaKey || event.shiftKey;

export const HIDDEN = { "aria-hidden": "true" };

/** A button with an icon, named by the word `name`. */
export function button(name, icon, act) {
  const made = html("button", { type: "button", "data-word": name },
    svg("svg", { viewBox: "0 0 16 16", ...HIDDEN }, svg("path", { d: icon })));
  on(made, "click", act);
  return made;
}

/** Say what a button does, and whether it can now. */
export function label(control, title, off = false) {
  set(control, { "aria-label": title, title, "aria-disabled": off });
}

/** A text of the scene; a missing one shows its key. */
export function wordOf(scene, key, slots = {}) {
  return (scene.words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => slots[name] ?? whole);
}

/** A value that user and server may both set. The server wins when it says something new; neither
 * an echo of our own report nor a repetition is new. */
export class Shared {
  value;
  #server = "";
  #reports = [];

  receive(said) {
    const text = JSON.stringify(said);
    if (text === this.#server) return;
    this.#server = text;
    const echo = this.#reports.indexOf(text);
    const agreed = text === JSON.stringify(this.value);
    if (!agreed && echo < 0) this.value = said;
    this.#reports = agreed || echo < 0 ? [] : this.#reports.slice(echo + 1);
  }

  /** Remember that the present value is on its way to the server. */
  reported() {
    this.#reports.push(JSON.stringify(this.value));
  }
}

export const PAPER = "var(--st-background-color, #fff)";
export const INK = "var(--st-text-color, #1a1a1a)";
export const ACCENT = "var(--st-primary-color, #0b5cad)";
const LINE = "var(--atlas-map-line)";
// lengths that stay the same on screen whatever the zoom
export const px = (n) => `calc(${n} * 1px * var(--atlas-map-u))`;
export const bold = (n) => px(`${n} * var(--atlas-map-bold)`);

const CSS = `
.atlas-map { --atlas-map-bold: 1; container-type: inline-size; width: 100%; color: ${INK};
  font: 0.875rem/1.4 var(--st-font, sans-serif); font-variant-numeric: tabular-nums; }
.atlas-map[data-projector=true] { --atlas-map-bold: 1.6; font-size: 1.25rem; }
.atlas-map * { box-sizing: border-box; }
.atlas-map [hidden] { display: none; }
.atlas-map :is(p, ul, dl, dd, li) { margin: 0; padding: 0; }
.atlas-map-body { display: grid; gap: 0.75rem 1.25rem; }
.atlas-map-stage { position: relative; width: 100%; min-height: 12rem; overflow: hidden;
  color: ${INK}; background-color: ${PAPER}; transition: background-color 1ms, color 1ms; }
.atlas-map[data-fill=true] { height: 100%; display: flex; flex-direction: column; }
.atlas-map[data-fill=true] .atlas-map-body { flex: 1 1 auto; min-height: 0; grid-template-rows: minmax(0, 1fr) auto; }
.atlas-map[data-fill=true] .atlas-map-stage { height: 100%; }
.atlas-map-canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
.atlas-map[data-zoomed=true] .atlas-map-canvas { cursor: grab; touch-action: none; }
.atlas-map-area { stroke: ${LINE}; stroke-width: ${px(0.8)}; outline: none; cursor: pointer; }
.atlas-map-area, .atlas-map-over { stroke-linejoin: round; }
.atlas-map-canvas g[aria-hidden], .atlas-map-over { pointer-events: none; }
.atlas-map-over { fill: none; }
.atlas-map-outline { stroke-opacity: 0.6; }
.atlas-map-dashes { stroke-dasharray: ${px(5)} ${px(4)}; }
.atlas-map-bubble { stroke: ${PAPER}; stroke-width: ${px(1.3)}; }
.atlas-map-bubble[data-zero=true] { stroke: currentColor; }
.atlas-map-label { font-size: ${px("var(--atlas-map-value)")}; stroke-width: ${px(3)};
  stroke-linejoin: round; paint-order: stroke; text-anchor: middle;
  text-rendering: geometricPrecision; user-select: none; }
.atlas-map-name { font-size: ${px("var(--atlas-map-name)")}; font-weight: 600; }
.atlas-map button { display: grid; place-items: center; width: max(2.3em, 32px); padding: 0;
  height: max(2.3em, 32px); border: 1px solid ${LINE}; border-radius: 6px; font: inherit;
  color: inherit; background: ${PAPER}; cursor: pointer; }
.atlas-map button:hover { background: var(--st-secondary-background-color, #eef1f4); }
.atlas-map button[aria-disabled=true] { color: ${LINE}; cursor: default; }
.atlas-map button svg { width: 1.15em; fill: none; stroke: currentColor; stroke-width: 1.8;
  stroke-linecap: round; }
.atlas-map :is(button, input):focus-visible { outline: 3px solid ${ACCENT}; outline-offset: 2px; }
.atlas-map-tools { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 1rem; }
.atlas-map-zoom { display: flex; gap: 4px; }
.atlas-map-form { margin-left: auto; }
.atlas-map .atlas-map-form button { display: flex; gap: 0.4em; width: auto; min-width: 32px; padding: 0 0.6em;
  align-items: center; justify-content: center; }
.atlas-map-form button[aria-pressed=true] { border-color: ${ACCENT}; box-shadow: inset 0 0 0 1px ${ACCENT}; }
.atlas-map[data-moving=true] :is(.atlas-map-label, .atlas-map-outline, .atlas-map-dashes) { visibility: hidden; }
.atlas-map-locator { position: absolute; right: 5px; bottom: 5px; width: clamp(56px, 16%, 120px); max-height: 28%;
  border: 1px solid ${LINE}; border-radius: 4px; background: ${PAPER}; cursor: pointer; fill: ${LINE}; }
.atlas-map-locator rect { fill: none; stroke: ${ACCENT}; stroke-width: 2px; vector-effect: non-scaling-stroke; }
.atlas-map:not([data-zoomed=true]) .atlas-map-locator { display: none; }
.atlas-map[data-bare=true] :is(.atlas-map-zoom, .atlas-map-years, .atlas-map-locator, .atlas-map-legend) { display: none; }
.atlas-map-tip, .atlas-map-help { position: absolute; padding: 0.35em 0.7em; border-radius: 6px; }
.atlas-map-tip { z-index: 2; display: grid; max-width: min(20em, 95%); color: ${PAPER};
  background: ${INK}; cursor: pointer; }
.atlas-map p.atlas-map-help { left: 4px; bottom: 4px; max-width: calc(100% - 8px);
  padding: 0.2em 0.6em; border: 1px solid ${LINE}; background: ${PAPER}; pointer-events: none; }
.atlas-map:not(:has(.atlas-map-area:focus-visible)) .atlas-map-help { clip-path: inset(50%); }
.atlas-map-legend { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-content: start; }
.atlas-map-title { flex: 1 0 100%; }
.atlas-map :is(ul, dl) { list-style: none; display: grid; gap: 0.2rem; align-content: start; }
.atlas-map-key { display: flex; align-items: center; gap: 0.5em; }
.atlas-map-key b { min-width: 1.1em; text-align: center; }
.atlas-map-key svg { flex: none; }
.atlas-map ul.atlas-map-sizes { display: flex; align-items: end; gap: 1rem; }
.atlas-map-sizes .atlas-map-key { flex-direction: column; gap: 0; }
.atlas-map-many { margin-left: auto; padding-left: 0.5em; }
.atlas-map-note { font-size: 0.9em; flex: 1 0 100%; }
.atlas-map dl div { display: flex; gap: 1em; justify-content: space-between; }
.atlas-map dd { font-weight: 600; }
.atlas-map-years { display: flex; flex: 1 1 16rem; align-items: center; gap: 0.5rem; max-width: 40rem; }
.atlas-map-years input { flex: 1; min-width: 4rem; height: 32px; accent-color: ${ACCENT}; }
.atlas-map-years strong { min-width: 3em; font-size: 1.15em; }
@container (min-width: 700px) {
  .atlas-map-body { grid-template-columns: minmax(0, 1fr) minmax(11em, 17em); }
  .atlas-map-legend { grid-area: 1 / 2 / span 2; flex-flow: column; align-self: center; gap: 0.75rem; }
  .atlas-map-title, .atlas-map-note { flex: none; }
}
`;

if (!document.getElementById("atlas-map-style")) {
  document.head.append(html("style", { id: "atlas-map-style" }, CSS));
}
