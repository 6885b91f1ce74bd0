/** A view that these data do not have: the sentence that says so. */

/** @import { SlideGone } from "../../types" */

import { write } from "../../lib/dom.js";

/** @param {HTMLElement} host @param {SlideGone} figure */
export function draw(host, { text }) {
  write(host, text);
}
