/**
 * What the page knows of the deck that is edited: its slides in their order, what is written on them, and which one is
 * worked on. It answers at once and tells the server; the server's word counts again when another deck takes its place.
 */

/** @import { Arranged, DeckSlide, DeckWork } from "../types" */

/** @typedef {"heading" | "sentence" | "notes"} Text */

export class State {
  edition = -1;
  chosen = -1;
  /** @type {DeckSlide[]} */ slides = [];
  /** @type {(said: Arranged) => void} */ send = () => {};

  /** Take in what the server says: all of another edition; of this one what its cards say, in another language perhaps.
   * @param {DeckWork} work */
  receive({ edition, chosen, slides }) {
    if (edition !== this.edition) {
      this.edition = edition;
      this.slides = slides.map((slide) => ({ ...slide }));
      this.chosen = this.#has(chosen) ? chosen : slides[0].id;
      return;
    }
    const told = new Map(slides.map((slide) => [slide.id, slide]));
    for (const slide of this.slides) {
      const { page, shows, own_heading, own_sentence, lacks } = told.get(slide.id) ?? slide;
      Object.assign(slide, { page, shows, own_heading, own_sentence, lacks });
    }
  }

  /** Where the chosen slide stands, counted from 0. */
  get at() {
    return this.slides.findIndex(({ id }) => id === this.chosen);
  }

  get slide() {
    return this.slides[this.at];
  }

  /** Choose the slide at a place; the ends hold. @param {number} at @returns {boolean} whether it is another one */
  choose(at) {
    const slide = this.slides[this.#within(at)];
    if (slide.id === this.chosen) return false;
    this.chosen = slide.id;
    this.#tell();
    return true;
  }

  /** Move the chosen slide to a place; the ends hold. @param {number} to @returns {boolean} whether it has moved */
  move(to) {
    const { at } = this;
    const next = this.#within(to);
    if (next === at) return false;
    this.slides.splice(next, 0, ...this.slides.splice(at, 1));
    this.#tell();
    return true;
  }

  /** Take the chosen slide away; the one that comes in its place is chosen. @returns {DeckSlide} */
  remove() {
    const { at } = this;
    const [gone] = this.slides.splice(at, 1);
    if (this.slides.length) this.chosen = this.slides[this.#within(at)].id;
    this.#tell();
    return gone;
  }

  /** Write a text on the chosen slide; the card's own, or none, leaves it to the card. @param {Text} name
   * @param {string} text @param {boolean} done whether the server is told */
  write(name, text, done) {
    const { slide } = this;
    const written = text.trim();
    slide[name] = written === ownOf(slide, name) ? "" : written;
    if (done) this.#tell();
  }

  #tell() {
    const { edition, chosen, slides } = this;
    const written = slides.map(({ id, heading, sentence, notes }) => ({ id, heading, sentence, notes }));
    this.send({ edition, chosen, slides: written });
  }

  /** @param {number} at */
  #within(at) {
    return Math.max(0, Math.min(at, this.slides.length - 1));
  }

  /** @param {number} chosen */
  #has(chosen) {
    return this.slides.some(({ id }) => id === chosen);
  }
}

/** What a card says itself. @param {DeckSlide} slide @param {Text} name */
function ownOf(slide, name) {
  if (name === "notes") return "";
  return name === "heading" ? slide.own_heading : slide.own_sentence;
}

/** What stands on a slide: what is written on it, or what its card says. @param {DeckSlide} slide @param {Text} name */
export const textOf = (slide, name) => slide[name] || ownOf(slide, name);
