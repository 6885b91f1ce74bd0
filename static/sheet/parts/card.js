/** A card around a map. */

/** @import { Desk, Drawing, Parts } from "../../types" */

import * as maps from "../../map/map.js";
import { mapCard } from "../pieces/map-card.js";

/** @param {Desk} desk @returns {Drawing<Parts["card"]>} */
export const create = (desk) => mapCard(desk, maps, (/** @type {Parts["card"]} */ part) => part.map);
