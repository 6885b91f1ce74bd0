/**
 * The slides in a row: one is chosen by a click or an arrow key, and moved by dragging it or with Alt + arrow. Each has a
 * picture, and its number and heading, which are also its name.
 */

/** @import { DeckPictures, DeckSlide, Words } from "../types" */
/** @import { State } from "./state.js" */

import { make, set, write } from "../lib/dom.js";
import { on } from "../lib/draw.js";
import { textOf } from "./state.js";
import * as thumb from "./thumb.js";

/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
const SHORTCUTS = "Alt+ArrowLeft Alt+ArrowRight Delete";

/** @typedef {{choose(at: number): void, move(to: number): void, remove(): void}} Acts  of the chosen slide */
/** @typedef {ReturnType<typeof createOption>} Option */

/** @param {State} state @param {Acts} acts */
export function createStrip(state, acts) {
  const element = make("div", "atlas-deck-strip");
  element.setAttribute("role", "listbox");
  element.setAttribute("aria-orientation", "horizontal");
  /** @type {Map<number, Option>} */ const options = new Map();
  const drawn = () => state.slides.map(({ id }) => /** @type {Option} */ (options.get(id)).element);
  const focus = () => options.get(state.chosen)?.element.focus();
  const placeOf = (/** @type {Event} */ event) => {
    const option = /** @type {HTMLDivElement | null} */ (
      /** @type {Element} */ (event.target).closest(".atlas-deck-option")
    );
    return option ? drawn().indexOf(option) : -1;
  };

  const chooseThat = (/** @type {Event} */ event) => placeOf(event) >= 0 && acts.choose(placeOf(event));
  on(element, "click", chooseThat);
  on(element, "focusin", chooseThat); // what has the focus is what the keys are for
  on(element, "keydown", (event) => {
    if (!reached(/** @type {KeyboardEvent} */ (event), state, acts)) return;
    event.preventDefault();
    focus();
  });
  dragging(element, drawn, placeOf, acts, focus);

  return {
    element,
    focus,
    /** @param {Words} words @param {DeckPictures | undefined} pictures @param {boolean} anew whether it is another deck */
    update(words, pictures, anew) {
      element.setAttribute("aria-label", words.strip);
      const ids = new Set(state.slides.map(({ id }) => id));
      for (const [id, option] of options) {
        if (ids.has(id) && !anew) continue;
        option.leave();
        options.delete(id);
      }
      for (const [at, slide] of state.slides.entries()) {
        const option = options.get(slide.id) ?? createOption();
        options.set(slide.id, option);
        if (element.children[at] !== option.element)
          element.insertBefore(option.element, element.children[at]);
        option.update(slide, at, slide.id === state.chosen, pictures);
      }
      options.get(state.chosen)?.element.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
    leave() {
      for (const option of options.values()) option.leave();
      options.clear();
    },
  };
}

/** What a key does to the chosen slide. @param {KeyboardEvent} event @param {State} state @param {Acts} acts
 * @returns {boolean} whether it is one of the row's */
function reached({ key, altKey, ctrlKey, metaKey, shiftKey }, state, acts) {
  if (ctrlKey || metaKey || shiftKey) return false;
  const go = altKey ? acts.move : acts.choose;
  if (STEPS[key]) go(state.at + STEPS[key]);
  else if (key === "Home") go(0);
  else if (key === "End") go(state.slides.length - 1);
  else if (key === "Delete" && !altKey) acts.remove();
  else return false;
  return true;
}

/** Have slides moved by dragging them to between two others.
 * @param {HTMLElement} element of the row @param {() => HTMLElement[]} drawn its slides, in order
 * @param {(event: Event) => number} placeOf the slide that something happens to, -1 for none
 * @param {Acts} acts @param {() => void} done when it is over */
function dragging(element, drawn, placeOf, acts, done) {
  let dragged = -1;

  /** Before which slide something is dropped. @param {Event} event */
  function gapAt(event) {
    const { clientX } = /** @type {DragEvent} */ (event);
    const boxes = drawn().map((option) => option.getBoundingClientRect());
    return boxes.filter(({ left, width }) => clientX > left + width / 2).length;
  }

  /** Show where a slide will come to stand. @param {number} gap -1 for nowhere */
  function mark(gap) {
    const all = drawn();
    all.forEach((option, at) => {
      const after = at === all.length - 1 && gap === all.length;
      set(option, { "data-drop": at === gap ? "before" : after ? "after" : "" });
    });
  }

  on(element, "dragstart", (event) => {
    dragged = placeOf(event);
    const { dataTransfer } = /** @type {DragEvent} */ (event);
    if (!dataTransfer || dragged < 0) return;
    dataTransfer.effectAllowed = "move";
    dataTransfer.setData("text/plain", String(dragged + 1)); // some browsers drag nothing that says nothing
    acts.choose(dragged);
  });
  on(element, "dragover", (event) => {
    if (dragged < 0) return;
    event.preventDefault(); // this is where it may be dropped
    mark(gapAt(event));
  });
  on(element, "drop", (event) => {
    event.preventDefault();
    const gap = gapAt(event);
    if (dragged >= 0) acts.move(gap > dragged ? gap - 1 : gap);
  });
  on(element, "dragend", () => {
    dragged = -1;
    mark(-1);
    done();
  });
}

/** One slide of the row. */
function createOption() {
  const picture = thumb.create();
  const number = make("span", "atlas-deck-number");
  const name = make("span", "atlas-deck-name");
  const element = make("div", "atlas-deck-option", picture.element, make("p", "", number, " ", name));
  element.draggable = true;
  set(element, { role: "option", "aria-keyshortcuts": SHORTCUTS });
  return {
    element,
    /** @param {DeckSlide} slide @param {number} at @param {boolean} chosen @param {DeckPictures | undefined} pictures */
    update(slide, at, chosen, pictures) {
      const heading = textOf(slide, "heading");
      set(element, { "aria-selected": chosen, tabindex: chosen ? 0 : -1 });
      write(number, `${at + 1}.`);
      write(name, heading || slide.page);
      if (pictures) picture.update(pictures.slides[slide.id], pictures, heading, textOf(slide, "sentence"));
    },
    leave() {
      picture.leave();
      element.remove();
    },
  };
}
