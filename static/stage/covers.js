/** What lies over a slide for a while: the black screen, the list of keys, and a number that is typed. */

/** @import { Words } from "../types" */

import { button, make, write } from "../lib/dom.js";
import * as shortcuts from "../shell/shortcuts.js";

const TYPED_MS = 3000; // a number waits so long for Enter
const KEYS = [
  "next",
  "previous",
  "home",
  "end",
  "number",
  "fullscreen",
  "black",
  "notes",
  "projector",
  "explore",
  "map",
  "swipe",
  "help",
  "escape",
];

/** A black screen; a click on it takes it away. @param {HTMLElement} root of the stage, gets the focus back */
export function createBlack(root) {
  const element = make("div", "atlas-stage-black");
  element.hidden = true;
  /** @param {boolean} on */
  function cover(on) {
    element.hidden = !on;
    if (!on) root.focus({ preventScroll: true });
  }
  element.addEventListener("click", () => cover(false));
  return { element, cover, isOn: () => !element.hidden };
}

/** The keys and what they do. @param {HTMLElement} root of the stage, gets the focus back */
export function createHelp(root) {
  const element = make("div", "atlas-stage-help");
  element.setAttribute("role", "dialog");
  element.tabIndex = -1;
  element.hidden = true;
  function close() {
    element.hidden = true;
    root.focus({ preventScroll: true });
  }
  return {
    element,
    close,
    isOpen: () => !element.hidden,
    /** @param {Words} words */
    open(words) {
      const shut = button("atlas-stage-button", words.close);
      shut.addEventListener("click", close);
      element.replaceChildren(
        make("h2", "", words.help),
        make("ul", "", ...KEYS.map((name) => make("li", "", words[`key_${name}`]))),
        singleKeys(words),
        shut,
      );
      element.hidden = false;
      element.focus();
    },
  };
}

/** The switch of the keys that are a single letter, digit or sign. @param {Words} words */
function singleKeys(words) {
  const box = Object.assign(make("input", ""), { type: "checkbox", checked: shortcuts.areOn() });
  box.addEventListener("change", () => shortcuts.set(box.checked));
  return make("label", "atlas-stage-switch", box, make("span", "", words.single_keys));
}

/** The number of a slide, digit by digit; one that nobody ends is forgotten. */
export function createTyped() {
  const element = make("output", "atlas-stage-number");
  element.hidden = true;
  let text = "";
  let waiting = 0;
  /** @param {string} next */
  function set(next) {
    text = next;
    write(element, text);
    element.hidden = !text;
    clearTimeout(waiting);
    if (text) waiting = setTimeout(() => set(""), TYPED_MS);
  }
  return {
    element,
    isOpen: () => Boolean(text),
    /** @param {string} digit */
    add: (digit) => set((text + digit).slice(-3)),
    /** What was typed, which is then taken back. @returns {number} */
    take() {
      const number = Number(text);
      set("");
      return number;
    },
    clear: () => set(""),
  };
}
