/**
 * The buttons of the stage, which are seen for a while after the pointer has moved.
 *
 * @typedef {"previous" | "next" | "fullscreen" | "black" | "notes" | "projector" | "explore" | "help"
 *   | "leave"} Act
 */

/** @import { Icon } from "../lib/icon.js" */
/** @import { Words } from "../types" */

import { button, make, write } from "../lib/dom.js";
import { icon } from "../lib/icon.js";

const LINGER_MS = 2500; // the buttons stay so long
/** @type {Record<Act, Icon>} */
const ICONS = {
  previous: "previous",
  next: "next",
  fullscreen: "fullscreen",
  black: "black",
  notes: "notes",
  projector: "projector",
  explore: "explore",
  help: "help",
  leave: "remove",
};
const NAMES = /** @type {Act[]} */ (Object.keys(ICONS));

/** @param {HTMLElement} root of the stage @param {(name: Act) => void} act what a button does */
export function createControls(root, act) {
  const element = make("div", "atlas-stage-controls");
  element.setAttribute("role", "toolbar");
  const position = make("span", "atlas-stage-position");
  const buttons = /** @type {Record<Act, HTMLButtonElement>} */ (
    Object.fromEntries(NAMES.map((name) => [name, made(name)]))
  );
  const [before, after, ...others] = NAMES.map((name) => buttons[name]);
  element.append(before, position, after, ...others);
  let lingering = 0;

  /** @param {Act} name */
  function made(name) {
    const one = button("atlas-stage-button");
    one.append(icon(ICONS[name]));
    one.dataset.act = name;
    one.addEventListener("click", () => {
      act(name);
      awake();
    });
    return one;
  }

  function awake() {
    root.dataset.awake = "true";
    clearTimeout(lingering);
    lingering = setTimeout(() => delete root.dataset.awake, LINGER_MS);
  }
  for (const kind of ["pointermove", "pointerdown"]) root.addEventListener(kind, awake);

  return {
    element,
    /** @param {Words} words */
    name(words) {
      element.setAttribute("aria-label", words.controls);
      for (const name of NAMES) {
        buttons[name].title = words[name];
        buttons[name].setAttribute("aria-label", words[name]);
      }
    },
    /** Say which slide is shown, and which buttons do something there.
     * @param {{position: string, place: string, ends: {first: boolean, last: boolean}, chart: boolean}} now */
    update({ position: told, place, ends, chart }) {
      write(position, told);
      position.setAttribute("aria-label", place);
      buttons.previous.disabled = ends.first;
      buttons.next.disabled = ends.last;
      buttons.explore.hidden = !chart;
    },
    leave: () => clearTimeout(lingering),
  };
}
