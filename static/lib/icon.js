/** The signs on our controls: drawn by their line, in the colour of the text beside them. What they mean is told by the
 * name of the control, so no reader hears them. */

import { LUCIDE } from "../icons/lucide.js";
import { HIDDEN, set, svg } from "./dom.js";

/** @typedef {keyof typeof LUCIDE} Icon */

/** @param {Icon} name */
export function icon(name) {
  const look = {
    fill: "none",
    stroke: "currentColor",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  };
  const box = {
    viewBox: "0 0 24 24",
    width: "1.25em",
    height: "1.25em",
    class: "atlas-icon",
    "stroke-width": 2,
  };
  return svg("svg", { ...box, ...look, ...HIDDEN }, svg("path", { d: LUCIDE[name] }));
}

/** Draw another sign in the place of one. @param {Element} drawn @param {Icon} name */
export function redraw(drawn, name) {
  set(drawn.querySelector("path") ?? drawn, { d: LUCIDE[name] });
}
