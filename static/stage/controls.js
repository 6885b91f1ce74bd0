/**
 * The buttons of the stage, which are seen for a while after the pointer has moved.
 *
 * @typedef {"previous" | "next" | "fullscreen" | "black" | "notes" | "projector" | "explore" | "help"
 *   | "leave"} Act
 */

/** @import { Words } from "../types" */

import { HIDDEN, button, make, svg, write } from "../lib/dom.js";

const LINGER_MS = 2500; // the buttons stay so long
/** @type {Record<Act, string>} */
const ICONS = {
  previous: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  fullscreen: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  black: "M4 5h16v14H4z",
  notes: "M5 4h14v16H5zM8 9h8M8 13h8M8 17h5",
  projector: "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18v18",
  explore: "M10 4a6 6 0 1 0 0 12a6 6 0 0 0 0-12M14.5 14.5L20 20M10 7.5v5M7.5 10h5",
  help: "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .6-1.5 1.2-1.5 2.5M12 18.5v.1",
  leave: "M6 6l12 12M18 6L6 18",
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
    const look = { viewBox: "0 0 24 24", class: name === "black" ? "atlas-filled" : "", ...HIDDEN };
    one.append(svg("svg", look, svg("path", { d: ICONS[name] })));
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
