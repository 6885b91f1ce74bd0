/**
 * The deck as it is put together: a row of its slides in small, and below it the chosen one with its texts.
 *
 * What is done answers at once, without the server: state.js keeps the order and the texts, and tells the server all of
 * it with each change. Pictures of the slides come as a message of their own (pictures.js). Text is only ever set as text.
 */

/** @import { DeckWork, FromDeck, Mounted } from "../types" */

import { make, write } from "../lib/dom.js";
import { once } from "../lib/draw.js";
import { createEditor } from "./editor.js";
import * as pictures from "./pictures.js";
import { State, textOf } from "./state.js";
import { createStrip } from "./strip.js";

/** @type {WeakMap<HTMLElement, Deck>} */
const decks = new WeakMap();

/** @param {Mounted<DeckWork, FromDeck>} part */
export function mount(part) {
  once(decks, part.parentElement, () => new Deck(part)).receive(part);
}

/** @param {HTMLElement} parentElement */
export function unmount(parentElement) {
  decks.get(parentElement)?.leave();
  decks.delete(parentElement);
}

class Deck {
  #state = new State();
  #shown = ""; // edition and slide
  #work;
  #acts = {
    choose: (/** @type {number} */ at) => this.#state.choose(at) && this.#paint(),
    move: (/** @type {number} */ to) => {
      if (!this.#state.move(to)) return;
      const [n, total] = [this.#state.at + 1, this.#state.slides.length].map(String);
      this.#say(this.#work.words.moved.replace("{n}", n).replace("{total}", total));
    },
    remove: () => {
      const gone = this.#state.remove();
      this.#say(this.#work.words.removed.replace("{heading}", textOf(gone, "heading") || gone.page));
    },
    write: () => this.#paint(),
  };
  #strip = createStrip(this.#state, this.#acts);
  #editor = createEditor(this.#state, this.#acts);
  #keys = make("p", "atlas-quiet atlas-deck-keys");
  #said = make("p", "atlas-unseen");
  #root = make(
    "div",
    "atlas-sheet atlas-deck",
    this.#strip.element,
    this.#keys,
    this.#editor.element,
    this.#said,
  );
  #unfollow = pictures.follow(() => this.#paint());

  /** @param {Mounted<DeckWork, FromDeck>} first */
  constructor({ parentElement, data }) {
    this.#work = data;
    this.#said.setAttribute("role", "status");
    parentElement.append(this.#root);
  }

  /** @param {Mounted<DeckWork, FromDeck>} part */
  receive({ data, setStateValue }) {
    this.#work = data;
    this.#state.send = (said) => setStateValue("arranged", said);
    this.#state.receive(data);
    write(this.#keys, data.words.keys);
    this.#paint();
  }

  leave() {
    this.#unfollow();
    this.#strip.leave();
    this.#editor.leave();
    this.#root.remove();
  }

  #paint() {
    const { edition, chosen, slides } = this.#state;
    if (!slides.length) return; // the last one is gone: the page says how to go on
    const there = pictures.of(edition);
    const [before] = this.#shown.split(" ");
    const shown = `${edition} ${chosen}`;
    this.#strip.update(this.#work.words, there, before !== String(edition));
    this.#editor.update(this.#work, there, shown !== this.#shown);
    this.#shown = shown;
  }

  /** Show what has been done, and tell it. @param {string} text */
  #say(text) {
    this.#paint();
    write(this.#said, text);
  }
}
