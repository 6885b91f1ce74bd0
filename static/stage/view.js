/** What stands on the stage: the slides, and what lies over them, from the lowest to the uppermost. */

/** @import { Play } from "../types" */
/** @import { Act } from "./controls.js" */
/** @import { State } from "./state.js" */

import { make, write } from "../lib/dom.js";
import { createControls } from "./controls.js";
import { createBlack, createHelp, createTyped } from "./covers.js";
import { createNeighbours } from "./neighbours.js";
import { createNews } from "./news.js";

export class View {
  root = make("section", "atlas-stage"); // within the one `main` of the page
  slides = createNeighbours(this.root);
  #nothing = make("p", "atlas-stage-nothing");
  #news;
  #controls;
  typed = createTyped();
  help = createHelp(this.root);
  black = createBlack(this.root);
  #said = make("p", "atlas-unseen"); // to who does not see which slide is shown

  /** @param {(name: Act) => void} act what a button does @param {() => void} move on to newer data */
  constructor(act, move) {
    this.root.tabIndex = -1;
    this.#nothing.hidden = true;
    this.#news = createNews(move);
    this.#controls = createControls(this.root, act);
    this.#said.setAttribute("role", "status");
    this.root.append(
      this.slides.element,
      this.#nothing,
      this.#news.element,
      this.#controls.element,
      this.typed.element,
      this.help.element,
      this.black.element,
      this.#said,
    );
  }

  /** Write what holds for all slides of a deck. @param {Play} play */
  name(play) {
    const { words } = play;
    this.root.lang = play.lang;
    this.root.setAttribute("aria-label", `${words.label}: ${play.title}`);
    this.help.element.setAttribute("aria-label", words.help);
    this.#controls.name(words);
    this.#news.update(play);
    write(this.#nothing, play.nothing);
    this.#nothing.hidden = play.slides.length > 0;
  }

  /** Show the slide. @param {State} state */
  show({ at, last, views, place, play, slide }) {
    this.slides.show(at, play);
    const position = at === 0 || at === last ? place : `${at} / ${views}`;
    const ends = { first: at === 0, last: at === last };
    this.#controls.update({ position, place, ends, chart: slide.figure.kind === "chart" });
    this.root.dataset.slide = String(at);
  }

  /** @param {string} text */
  say(text) {
    write(this.#said, text);
  }

  /** The keys are the presentation's again. */
  focus() {
    this.root.focus({ preventScroll: true });
  }

  /** Close the uppermost of what lies over a slide, or what is told on it.
   * @param {number} at @returns {boolean} whether there was something */
  closeUppermost(at) {
    if (this.black.isOn()) this.black.cover(false);
    else if (this.help.isOpen()) this.help.close();
    else if (this.typed.isOpen()) this.typed.clear();
    else if (this.slides.at(at)?.close()) this.focus();
    else return false;
    return true;
  }

  leave() {
    this.#controls.leave();
    this.typed.clear();
    this.slides.clear();
    this.root.remove();
  }
}
