/**
 * The years below a map: a slider, a step back and on, and play, which steps by itself to the last year
 * and stops there. Who has asked for less motion sees no play button; the steps do the same.
 *
 * A year that is stepped to is shown at once but reported only when the slider has rested, so that whoever draws it
 * across ten years asks the server once. While the years are played they are the browser's own: the one at which it ends is
 * reported.
 */

/** @import { Scene } from "../types" */

import { HIDDEN, html, make, set, write } from "../lib/dom.js";
import { iconButton, label, on, wordOf } from "../lib/draw.js";
import { redraw } from "../lib/icon.js";

const STEP_MS = 900; // a year stands this long while playing
const REST_MS = 250; // a year is reported once the slider has rested this long

export class Years {
  /** @type {Pick<Scene, "periods" | "period" | "words">} */
  #shown = { periods: [], period: "", words: {} };
  #playing = 0; // timer of the next step
  #resting = 0; // timer of the report
  #unreported = false; // whether a year was stepped to that has not been reported

  /** @param {string} id of the map
   * @param {(period: string) => void} show @param {() => void} report the period that is shown */
  constructor(id, show, report) {
    this.show = show;
    this.report = report;
    this.name = html("label", { for: `${id}-year` });
    this.year = html("strong", HIDDEN);
    this.play = iconButton("play", "play", () => (this.#playing ? this.stop() : this.#start()));
    this.back = iconButton("previous_year", "previous", () => this.#step(this.#now - 1));
    this.slider = html("input", { type: "range", id: `${id}-year` });
    this.next = iconButton("next_year", "next", () => this.#step(this.#now + 1));
    const { name, year, play, back, slider, next } = this;
    this.element = make("div", "atlas-map-years", name, year, play, back, slider, next);
    on(slider, "input", () => this.#step(Number(slider.value)));
    on(matchMedia("(prefers-reduced-motion: reduce)"), "change", () => this.stop());
  }

  /** The place of the year that is shown. */
  get #now() {
    return this.#shown.periods.indexOf(this.#shown.period);
  }

  get #last() {
    return this.#shown.periods.length - 1;
  }

  /** By hand: then it no longer plays. @param {number} to */
  #step(to) {
    this.stop();
    this.#turnTo(to);
  }

  /** Show the year that has this place in the list, if any. @param {number} to */
  #turnTo(to) {
    const next = this.#shown.periods[to];
    if (!next || next === this.#shown.period) return;
    this.#unreported = true;
    this.show(next);
    this.#rest();
  }

  #start() {
    this.#playing = setInterval(() => {
      this.#turnTo(this.#now + 1);
      if (this.#now >= this.#last || !this.element.isConnected) this.stop();
    }, STEP_MS);
    this.#turnTo(this.#now < this.#last ? this.#now + 1 : 0);
  }

  stop() {
    if (!this.#playing) return;
    clearInterval(this.#playing);
    this.#playing = 0;
    this.#paintControls();
    this.#rest();
  }

  /** Report the year in a moment, unless another comes before that. */
  #rest() {
    clearTimeout(this.#resting);
    if (!this.#unreported || this.#playing) return;
    this.#resting = setTimeout(() => {
      this.#unreported = false;
      this.report();
    }, REST_MS);
  }

  /** The server has spoken. @param {boolean} overruled the year that was stepped to: then there is nothing to report */
  receive(overruled) {
    if (overruled) this.#unreported = false;
    this.#rest();
  }

  /** The map leaves the page: what is unreported is kept for when it comes back. */
  leave() {
    this.stop();
    clearTimeout(this.#resting);
  }

  /** @param {Scene} shown the scene of the period that is shown */
  paint(shown) {
    this.#shown = shown;
    this.#paintControls();
  }

  #paintControls() {
    const { words, period } = this.#shown;
    const [now, last, playing] = [this.#now, this.#last, this.#playing > 0];
    const told = { words };
    this.element.hidden = last < 1;
    this.play.hidden = last < 2;
    label(told, this.back, now <= 0);
    label(told, this.next, now >= last);
    const act = playing ? "pause" : "play";
    label(told, this.play, false, act);
    redraw(this.play, act);
    set(this.slider, { max: last, "aria-valuetext": period });
    this.slider.value = String(now);
    write(this.name, wordOf(told, "year"));
    write(this.year, period);
  }
}
