/** A chart: the figure of a card, drawn by the drawer of the pages. CSS says that it fills the room there is. */

/** @import { DrawnFigure, SlideChart } from "../../types" */

import * as plots from "../../figures/figure.js";
import { unseen } from "./table.js";

/** @param {HTMLElement} host @param {SlideChart} figure @param {string} heading @returns {DrawnFigure} */
export function draw(host, { figure, table }, heading) {
  const plot = plots.create();
  host.append(plot.element);
  plot.update(figure, heading);
  unseen(host, table);
  return { close: plot.close, leave: plot.leave };
}
