/** A card around several maps. */

/** @import { Desk, Drawing, Parts } from "../../types" */

import * as compared from "../../map/compare.js";
import { mapCard } from "../pieces/map-card.js";

/** @param {Desk} desk @returns {Drawing<Parts["comparison"]>} */
export const create = (desk) =>
  mapCard(desk, compared, (/** @type {Parts["comparison"]} */ part) => part.compared);
