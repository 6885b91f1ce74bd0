/**
 * What the stage knows: the deck as the server has told it, and which of its slides is shown. It paints
 * nothing: who changes it also has it painted.
 */

/** @import { Notes, Play } from "../types" */

import { askedSlide } from "./address.js";

export class State {
  /** The slide that is shown: 0 is the title, the views are counted from 1, and then comes the end. */
  at = 0;
  #slides = ""; // as they were told last

  /** @param {Play} play */
  constructor(play) {
    this.play = play;
  }

  /** Take in what the server says. Other slides than before begin with the one that the address asks for.
   * @param {Play} play @returns {boolean} whether they are others */
  receive(play) {
    this.play = play;
    const slides = JSON.stringify([play.slides, play.sent]);
    if (slides === this.#slides) return false;
    this.#slides = slides;
    this.at = this.within(askedSlide());
    return true;
  }

  /** The slide that there is nearest to a wanted one: the ends hold. @param {number} wanted */
  within(wanted) {
    return Math.max(0, Math.min(wanted, this.last));
  }

  get last() {
    return this.play.slides.length - 1;
  }

  /** How many slides are views of the deck. */
  get views() {
    return this.play.slides.length - 2;
  }

  get isEmpty() {
    return this.play.slides.length === 0;
  }

  get slide() {
    return this.play.slides[this.at];
  }

  /** Where in the deck this is, in words. */
  get place() {
    const { words } = this.play;
    if (this.at === 0) return words.title_slide;
    if (this.at === this.last) return words.end_slide;
    return words.position.replace("{n}", String(this.at)).replace("{total}", String(this.views));
  }

  /** @returns {Notes} */
  get notes() {
    const { slides, words, lang, sent } = this.play;
    return { slides, at: this.at, place: this.place, words, lang, sent };
  }
}
