/** A sentence that leads to other views. */

/** @import { Drawing, Parts } from "../../types" */

import { make } from "../../lib/dom.js";
import { ways } from "../pieces/ways.js";

/** @returns {Drawing<Parts["ways"]>} */
export function create() {
  const element = make("p", "atlas-answer");
  return { element, update: ({ pieces }, desk) => ways(element, pieces, desk) };
}
