/**
 * What is drawn with and pointed at, whatever is drawn: measured text, numbers and words as a language
 * writes them, colours, buttons with icons, and values that user and server share. It stands on dom.js: what only has to
 * do with elements is there.
 */

import { html, set } from "./dom.js";
import { icon } from "./icon.js";

/** @type {Map<string, {width: number, height: number, drop: number}>} */
const widths = new Map();
/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();
/** Measures texts and outlines; nothing is drawn with it. */
export const ruler = /** @type {CanvasRenderingContext2D} */ (
  document.createElement("canvas").getContext("2d")
);

/**
 * @template {string} Type
 * @param {EventTarget} target @param {Type} type
 * @param {(event: Type extends keyof HTMLElementEventMap ? HTMLElementEventMap[Type] : Event) => unknown} act
 * @param {AddEventListenerOptions} [options]
 */
export const on = (target, type, act, options) =>
  target.addEventListener(type, /** @type {EventListener} */ (act), options);
on(document.fonts, "loadingdone", () => widths.clear());

/**
 * What `make` gives for a key, made once.
 * @template Key, Value
 * @param {{get(key: Key): Value | undefined, set(key: Key, value: Value): unknown}} cache
 * @param {Key} key @param {() => Value} make
 * @returns {Value}
 */
export function once(cache, key, make) {
  const kept = cache.get(key);
  if (kept !== undefined) return kept;
  const made = make();
  cache.set(key, made);
  return made;
}

/** Width, line height and drop from middle to baseline of a text, per px of font size.
 * @param {string} text @param {string} font of 100 px */
export function measureText(text, font) {
  if (widths.size > 5000) widths.clear();
  return once(widths, `${font}|${text}`, () => {
    ruler.font = font;
    const found = ruler.measureText(text);
    const [up, down] = [found.fontBoundingBoxAscent, found.fontBoundingBoxDescent];
    return { width: found.width / 100, height: (up + down) / 100, drop: (up - down) / 200 };
  });
}

/** A number as a language writes it, a half rounded up, with the minus sign of print; a signed one shows a
 * plus, too. The twin of `Words.number` in atlas/words.py.
 * @param {import("../types").NumberFormat} how @param {number} value */
export function numberOf({ lang, decimals, signed }, value) {
  return once(
    formats,
    lang + decimals + signed,
    () =>
      new Intl.NumberFormat(lang === "sv" ? "sv-SE" : "en-GB", {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        signDisplay: signed ? "exceptZero" : "negative",
      }),
  )
    .format(value)
    .replace("-", "\u2212");
}

/** A number with its unit, which is `unitOne` after one, if it has another form then.
 * @param {import("../types").UnitFormat} how
 * @param {number} value */
export function withUnit(how, value) {
  const { lang, unit, unitOne } = how;
  const number = numberOf(how, value);
  if (!unit) return number;
  const one = unitOne && /^[+\u2212]?1$/.test(number);
  return number + (unit === "%" && lang === "en" ? "" : "\u00a0") + (one ? unitOne : unit);
}

/** A text with its {slots} filled; a missing one shows its key.
 * @param {{words: import("../types").Words}} told @param {string} key
 * @param {Record<string, string | number | undefined>} slots */
export function wordOf({ words }, key, slots = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(slots[name] ?? whole));
}

export const round = (/** @type {number} */ n) => Math.round(n * 1000) / 1000;
/** @param {number} n @param {number} low @param {number} high */
export const clamp = (n, low, high) => Math.max(low, Math.min(high, n));

/** The nearest of 1, 2 and 5 times a power of ten. @param {number} value */
export function nice(value) {
  const ten = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((n) => n * ten).sort((a, b) => Math.abs(a - value) - Math.abs(b - value))[0];
}

/** Red, green and blue, 0-255, of "#aabbcc" or "rgb(…)". @param {string} css */
function rgb(css) {
  return css[0] === "#"
    ? [1, 3, 5].map((i) => parseInt(css.slice(i, i + 2), 16))
    : (css.match(/[\d.]+/g) ?? [0, 0, 0]).slice(0, 3).map(Number);
}

/** The colour that lies `share` of the way between two.
 * @param {string} from @param {string} to @param {number} share */
export function mix(from, to, share) {
  const [a, b] = [rgb(from), rgb(to)];
  return `rgb(${a.map((c, i) => Math.round(c + (b[i] - c) * share)).join(", ")})`;
}

/** Relative luminance, as WCAG defines it. @param {string} css */
export function luminance(css) {
  const linear = (/** @type {number} */ c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = rgb(css).map((c) => linear(c / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Black or white, whichever is easier to read: never below 4.5:1. @param {string} css */
export function inkOn(css) {
  return luminance(css) > 0.179 ? "#000" : "#fff";
}

/** A button with an icon. @param {string} name the word that tells what it does
 * @param {import("./icon.js").Icon} sign @param {() => void} act @param {...Node} children */
export function iconButton(name, sign, act, ...children) {
  const made = html("button", { type: "button", "data-word": name }, icon(sign), ...children);
  on(made, "click", act);
  return made;
}

/** Say what a button does, and whether it can now.
 * @param {{words: import("../types").Words}} told @param {HTMLElement} control */
export function label(told, control, off = false, name = control.dataset.word ?? "") {
  const title = wordOf(told, name);
  set(control, { "aria-label": title, title, "aria-disabled": off });
}

/** Where on a drawing the pointer is, in its own units. @param {SVGSVGElement} drawing
 * @param {MouseEvent} event */
export function spot(drawing, { clientX, clientY }) {
  return new DOMPoint(clientX, clientY).matrixTransform(drawing.getScreenCTM()?.inverse());
}

/** Whether one more is meant, not another. @param {MouseEvent|KeyboardEvent} event */
export const several = (event) => event.ctrlKey || event.metaKey || event.shiftKey;

/** A value that user and server may both set. The server wins when it says something new; neither
 * an echo of our own report nor a repetition is new.
 * @template Value
 * @template {string} Name */
export class Shared {
  /** @type {Value} */
  value;
  #name;
  #server = "";
  /** @type {string[]} */
  #reports = [];

  /** @param {Name} name @param {Value} value what holds until someone says otherwise */
  constructor(name, value) {
    this.#name = name;
    this.value = value;
  }

  /** @param {Value} said by the server */
  receive(said) {
    const text = JSON.stringify(said);
    if (text === this.#server) return;
    this.#server = text;
    const echo = this.#reports.indexOf(text);
    const agreed = text === JSON.stringify(this.value);
    if (!agreed && echo < 0) this.value = said;
    this.#reports = agreed || echo < 0 ? [] : this.#reports.slice(echo + 1);
  }

  /** Report the present value. @param {(name: Name, value: Value) => void} send */
  tell(send) {
    this.#reports.push(JSON.stringify(this.value));
    send(this.#name, this.value);
  }
}
