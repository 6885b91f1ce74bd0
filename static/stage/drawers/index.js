/** Which drawer draws which kind of figure of a slide. A new kind is a file here, a line below and its type. */

/** @import { Chose, DrawnFigure, SlideFigure, SlideFigures } from "../../types" */

import * as chart from "./chart.js";
import * as cohorts from "./cohorts.js";
import * as cover from "./cover.js";
import * as gone from "./gone.js";
import * as keyFigures from "./key-figures.js";
import * as map from "./map.js";
import * as maps from "./maps.js";
import * as table from "./table.js";

/** @type {{[Kind in keyof SlideFigures]: {draw(host: HTMLElement, figure: SlideFigures[Kind], heading: string,
 *   chose: Chose): DrawnFigure | void}}} */
const DRAWERS = { chart, cohorts, cover, gone, key_figures: keyFigures, map, maps, table };

/**
 * Draw a figure of any kind.
 * @param {HTMLElement} host @param {SlideFigure} figure @param {string} heading of its slide
 * @param {Chose} chose is told when a place of a map is chosen
 * @returns {DrawnFigure}
 */
export function draw(host, figure, heading, chose) {
  return DRAWERS[figure.kind].draw(host, /** @type {any} */ (figure), heading, chose) ?? {};
}
