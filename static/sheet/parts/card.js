/** A card around a map. */

/** @import { Desk, Drawing, Parts } from "../../types" */

import { several } from "../../lib/draw.js";
import * as maps from "../../map/map.js";
import { mapCard } from "../pieces/map-card.js";
import { picking } from "../pieces/picking.js";

/** @param {Desk} desk @returns {Drawing<Parts["card"]>} */
export function create(desk) {
  const drawing = mapCard(desk, maps, (/** @type {Parts["card"]} */ part) => part.map);
  let more = false; // whether the last press was one for several places
  /** @param {MouseEvent | KeyboardEvent} event */
  const note = (event) => (more = several(event));
  for (const type of /** @type {const} */ (["click", "keydown"]))
    drawing.element.addEventListener(type, note, true);
  return {
    ...drawing,
    update: (part, now) =>
      drawing.update(
        part,
        picking(now, part.picks, () => more),
      ),
  };
}
