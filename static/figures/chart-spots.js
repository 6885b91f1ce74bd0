/** Spots of a figure as Plotly takes them: one trace, with what the numbers upwards could be. */

/** @import { FigureSpots } from "../types" */
/** @import { Chart, Ink } from "./traces.js" */

import { PLAINLY, lined, percent, plain, spans } from "./traces.js";

/** @param {FigureSpots} figure @param {Ink} ink @returns {Chart} */
export function ofSpots({ spots, marks, ticks, axis, side, across, high }, ink) {
  const up = spots.map((spot) => spot.up);
  const colors = spots.map(({ look }) => ink(look === "strong" ? "var(--strong)" : "var(--bar)"));
  return {
    data: [
      {
        type: "scatter",
        mode: "markers+text",
        x: spots.map((spot) => spot.across),
        y: up,
        text: spots.map((spot) => plain(spot.label)),
        textposition: "middle right",
        hovertext: spots.map((spot) => lined(spot.said)),
        hoverinfo: "text",
        marker: { color: colors, size: 11 },
        error_y: spans(
          up,
          spots.map((spot) => spot.reach),
          ink("var(--quiet)"),
        ),
      },
    ],
    layout: { showlegend: false, xaxis: scale(marks, axis, across), yaxis: scale(ticks, side, high) },
  };
}

/** @param {FigureSpots["ticks"]} ticks @param {string} title @param {[number, number]} range */
const scale = (ticks, title, range) => ({
  tickformat: PLAINLY,
  ticksuffix: percent(ticks),
  title: { text: plain(title) },
  range,
});
