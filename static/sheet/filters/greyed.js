/** @import { Words } from "../../types" */

import { write } from "../../lib/dom.js";

/** A filter that says nothing on this page stands there greyed, with the reason.
 * @param {HTMLElement} element @param {HTMLElement} label @param {HTMLButtonElement | HTMLSelectElement} control
 * @param {string} name @param {boolean} applies @param {Words} words */
export function greyed(element, label, control, name, applies, words) {
  write(label, applies ? name : words.not_here.replace("{label}", name));
  control.disabled = !applies;
  element.title = applies ? "" : words.not_here_reason;
}
