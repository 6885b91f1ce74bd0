import { button, make, write } from "./dom.js";
import { icon } from "./icon.js";

/** A button that opens something: its text, and a small arrow after it. @param {string} look its class */
export function createOpener(look) {
  const element = button(look);
  const text = make("span", "");
  element.append(text, icon("open"));
  return {
    element,
    /** @param {string} said */
    update: (said) => write(text, said),
  };
}
