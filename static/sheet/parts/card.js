/** A card around a map. */

/** @import { Desk, Drawing, Parts } from "../../types" */

import * as maps from "../../map/map.js";
import { leading } from "../pieces/leading.js";
import { mapCard } from "../pieces/map-card.js";

/** @param {Desk} desk @returns {Drawing<Parts["card"]>} */
export function create(desk) {
  const drawing = mapCard(desk, maps, (/** @type {Parts["card"]} */ part) => part.map);
  return { ...drawing, update: (part, now) => drawing.update(part, part.leading ? leading(now) : now) };
}
