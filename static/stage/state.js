/**
 * What the stage knows: the deck as the server has told it, and which of its slides is shown. It paints
 * nothing: who changes it also has it painted.
 */

/** @import { Notes, Play } from "../types" */

import { askedSlide } from "./address.js";

export class State {
  /** The slide that is shown, counted from 0. */
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
    this.at = this.within(askedSlide() - 1);
    return true;
  }

  /** The slide that there is nearest to a wanted one: the ends hold. @param {number} wanted counted from 0 */
  within(wanted) {
    return Math.max(0, Math.min(wanted, this.last));
  }

  get last() {
    return this.play.slides.length - 1;
  }

  get isEmpty() {
    return this.play.slides.length === 0;
  }

  get slide() {
    return this.play.slides[this.at];
  }

  /** Where in the deck this is, in words. */
  get place() {
    const { slides, words } = this.play;
    return words.position.replace("{n}", String(this.at + 1)).replace("{total}", String(slides.length));
  }

  /** @returns {Notes} */
  get notes() {
    const { slides, words, lang, sent } = this.play;
    return { slides, at: this.at, place: this.place, words, lang, sent };
  }
}
