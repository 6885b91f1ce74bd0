/** A card around a map. */

/** @import { Desk, Drawing, Parts } from "../../types" */

import { several } from "../../lib/draw.js";
import * as maps from "../../map/map.js";
import { gathering } from "../pieces/gathering.js";
import { leading } from "../pieces/leading.js";
import { mapCard } from "../pieces/map-card.js";

/** @param {Desk} desk @returns {Drawing<Parts["card"]>} */
export function create(desk) {
  const drawing = mapCard(desk, maps, (/** @type {Parts["card"]} */ part) => part.map);
  let more = false;
  /** @param {MouseEvent | KeyboardEvent} event */
  const note = (event) => (more = several(event));
  for (const type of /** @type {const} */ (["click", "keydown"]))
    drawing.element.addEventListener(type, note, true);
  return {
    ...drawing,
    update(part, now) {
      const picks = part.gathering ? gathering(now, () => more) : now;
      drawing.update(part, part.leading ? leading(now) : picks);
    },
  };
}
