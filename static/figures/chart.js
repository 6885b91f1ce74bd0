/** A figure as the interactive chart of Plotly, as plain data. */

/** @import { Plot, Words } from "../types" */
/** @import { Chart, Ink } from "./traces.js" */

import { ofLines } from "./chart-lines.js";
import { ofRows } from "./chart-rows.js";
import { ofSpots } from "./chart-spots.js";
import { FONT } from "./traces.js";

const APART = { ticks: "outside", ticklen: 6, tickcolor: "rgba(0,0,0,0)" }; // what is written, from the axis

/** @param {Plot} figure @param {Ink} ink @param {{width: number, size: number}} room @returns {Chart} */
function traced(figure, ink, room) {
  if (figure.kind === "rows") return ofRows(figure, ink, room);
  return figure.kind === "lines" ? ofLines(figure, ink) : ofSpots(figure, ink);
}

/**
 * The figure as Plotly takes it: plain data.
 * @param {Plot} figure @param {Ink} ink @param {Words} words
 * @param {{width: number, size: number}} room in px, and of its letters
 * @returns {Chart}
 */
export function chart(figure, ink, words, room = { width: 1200, size: 16 }) {
  const axis = {
    gridcolor: ink("var(--grid)"),
    zeroline: false,
    automargin: true,
    color: ink("var(--ink)"),
    ...APART,
  };
  const made = traced(figure, ink, room);
  return {
    data: made.data,
    layout: {
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: FONT, size: room.size, color: ink("var(--ink)") },
      hoverlabel: { bgcolor: ink("var(--ground)"), font: { color: ink("var(--ink)") } },
      separators: words.separators,
      margin: { l: 20, r: 50, t: 20, b: 30 },
      modebar: {
        orientation: "v",
        bgcolor: "rgba(0,0,0,0)",
        color: ink("var(--quiet)"),
        activecolor: ink("var(--ink)"),
      },
      barmode: "stack",
      dragmode: "zoom",
      hovermode: "closest",
      legend: { orientation: "h", y: 1.02, yanchor: "bottom", traceorder: "normal" },
      ...made.layout,
      xaxis: { ...axis, ...made.layout.xaxis },
      yaxis: { ...axis, ...made.layout.yaxis },
    },
  };
}
