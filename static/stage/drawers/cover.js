/** The first and the last slide of a deck: facts of the project, each under its name. */

/** @import { DrawnFigure, SlideCover } from "../../types" */

import { make } from "../../lib/dom.js";
import { fit } from "../fit.js";

/** @param {HTMLElement} host @param {SlideCover} figure @returns {DrawnFigure} */
export function draw(host, { told }) {
  host.append(...told.map(([name, value]) => make("dl", "", make("dt", "", name), make("dd", "", value))));
  return { leave: fit(host) };
}
