/** A view that these data do not have: the sentence that says so. */

/** @import { Figures } from "../../types" */

import { write } from "../../lib/dom.js";

/** @param {HTMLElement} host @param {Figures["gone"]} figure */
export function draw(host, { text }) {
  write(host, text);
}
