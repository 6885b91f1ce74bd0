/** What a picture is made on: an SVG that grows downwards as it is written. */

/** @typedef {Pick<CSSStyleDeclaration, "fontFamily" | "color" | "backgroundColor">} Look  of the page around a card */

import { measure, wrap } from "./text.js";

const SVG = "http://www.w3.org/2000/svg";
const LINE = 1.3; // times the size of letters
export const MARGIN = 24; // px

export class Paper {
  /** Where the next thing stands. */ y = MARGIN;
  #picture;
  #back;
  #family;

  /** @param {number} width px, margins included @param {Look} look */
  constructor(width, { fontFamily, color, backgroundColor }) {
    this.width = width;
    this.#family = fontFamily;
    this.#picture = make("svg", { width, "font-family": fontFamily, fill: color });
    this.#back = make("rect", { width, fill: backgroundColor });
    this.#picture.append(this.#back);
  }

  /** px between the margins */
  get room() {
    return this.width - 2 * MARGIN;
  }

  /** @param {Element} element */
  add(element) {
    this.#picture.append(element);
  }

  /** A line of text at a place, which moves nothing. @param {string} text
   * @param {{x: number, y: number, "font-size": number, "font-weight"?: number}} place */
  letter(text, place) {
    this.add(make("text", place, text));
  }

  /** Text over as many lines as it needs. @param {string | null | undefined} text
   * @param {number} size px of its letters @param {number} weight */
  write(text, size, weight) {
    for (const line of wrap(text, `${weight} ${size}px ${this.#family}`, this.room)) {
      this.y += size * LINE;
      this.letter(line, { x: MARGIN, y: this.y, "font-size": size, "font-weight": weight });
    }
  }

  /** A text cut to one line, and how wide that is.
   * @param {string} text @param {number} size px of its letters @param {number} room px @returns {[string, number]} */
  fitted(text, size, room) {
    const font = `${size}px ${this.#family}`;
    const [line] = wrap(text, font, room);
    return [line, measure(line, font)];
  }

  /** The picture, as high as what stands on it. */
  finish() {
    const height = Math.ceil(this.y + MARGIN);
    for (const element of [this.#picture, this.#back]) element.setAttribute("height", String(height));
    this.#picture.setAttribute("viewBox", `0 0 ${this.width} ${height}`);
    return this.#picture;
  }
}

/** @param {string} tag @param {Record<string, string | number>} attributes @param {string | null} text */
function make(tag, attributes, text = "") {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.textContent = text;
  return element;
}
