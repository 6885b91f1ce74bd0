/** Rows of a figure as Plotly takes them: a trace for each kind of mark, and one for each stretch of time. */

/** @import { FigureRow, FigureRows } from "../types" */
/** @import { Chart, Ink, Trace } from "./traces.js" */

import { measureText } from "../lib/draw.js";
import { ends, hasBar } from "./marks.js";
import { wrapped } from "./paper.js";
import { FONT, PLAINLY, lined, nought, percent, plain, spans, ticked } from "./traces.js";

const LABEL = 0.36; // of the width, at most, as on the page and a little less for the tools
const TICK = 6; // em that a number on the scale has for itself

/** @param {FigureRows} figure @param {Ink} ink @param {{width: number, size: number}} room @returns {Chart} */
export function ofRows(figure, ink, room) {
  return {
    data: [
      ...parts(figure),
      ...bars(figure, ink),
      ...rings(figure, ink),
      ...dots(figure, ink),
      ...figure.rows.flatMap((row, at) => [...stretch(row, at, ink), ...events(row, at, ink)]),
    ],
    layout: {
      showlegend: Boolean(figure.parts || meaning(figure, "ring") || meaning(figure, "dot")),
      yaxis: names(figure, room),
      xaxis: { ...scale(figure, room), ...nought(figure.rows.some(hasBar), ink) },
      annotations: figure.rows.flatMap((row, at) => [...numberOf(row, at), ...signOf(row, at, ink)]),
      shapes: band(figure, ink),
    },
  };
}

/** Where rows stand, from 0, and what is said of each. @param {FigureRow[]} rows */
const standing = (rows) => ({ y: rows.map((_, at) => at), hovertext: rows.map(saidOf), hoverinfo: "text" });

/** @param {FigureRow} row */
const saidOf = (row) => lined(row.said ?? row.label);

/** What the legend says of a mark, as Plotly shows it. @param {FigureRows} figure @param {"ring" | "dot"} mark */
const meaning = ({ legend = [] }, mark) => plain(legend.find(([name]) => name === mark)?.[1] ?? "");

/** The colour of each row: the chosen ones and those beside stand out. @param {FigureRow[]} rows @param {Ink} ink */
const colors = (rows, ink) =>
  rows.map(({ look }) => ink(`var(--${look === "strong" ? "strong" : look === "beside" ? "quiet" : "bar"})`));

/** The parts of bars, each with what is said of it. @param {FigureRows} figure @returns {Trace[]} */
const parts = ({ rows, parts: all = [] }) =>
  all.map(([name, color], i) => ({
    ...standing(rows),
    type: "bar",
    orientation: "h",
    x: rows.map((row) => row.parts?.[i]?.[0] ?? 0),
    name: plain(name),
    marker: { color },
    hovertext: rows.map((row) => lined(row.parts?.[i]?.[2] ?? "")),
  }));

/** @param {FigureRows} figure @param {Ink} ink @returns {Trace[]} */
function bars({ rows }, ink) {
  if (rows.every(({ bar }) => bar === undefined)) return [];
  const x = rows.map(({ bar }) => bar ?? null);
  return [
    {
      ...standing(rows),
      type: "bar",
      orientation: "h",
      x,
      marker: { color: colors(rows, ink) },
      error_x: reaches(rows, x, ink("var(--ink)")),
    },
  ];
}

/** @param {FigureRows} figure @param {Ink} ink @returns {Trace[]} */
function rings(figure, ink) {
  const { rows } = figure;
  if (rows.every(({ ring }) => ring === undefined)) return [];
  return [
    {
      ...standing(rows),
      type: "scatter",
      mode: "markers",
      name: meaning(figure, "ring"),
      x: rows.map(({ ring }) => ring ?? null),
      marker: { symbol: "circle-open", size: 13, color: ink("var(--ink)"), line: { width: 2 } },
    },
  ];
}

/** In paired rows all of one colour, against that of the rings. @param {FigureRows} figure @param {Ink} ink
 * @returns {Trace[]} */
function dots(figure, ink) {
  const { rows } = figure;
  if (rows.every(({ dot }) => dot === undefined)) return [];
  const x = rows.map(({ dot }) => dot ?? null);
  return [
    {
      ...standing(rows),
      type: "scatter",
      mode: "markers",
      name: meaning(figure, "dot"),
      x,
      marker: { size: 13, color: figure.paired ? ink("var(--strong)") : colors(rows, ink) },
      error_x: reaches(rows, x, ink("var(--quiet)")),
    },
  ];
}

/** What the number of each row could be. @param {FigureRow[]} rows @param {(number | null)[]} x
 * @param {string} color */
const reaches = (rows, x, color) =>
  spans(
    x,
    rows.map(({ reach }) => reach),
    color,
  );

/** A stretch of time. @param {FigureRow} row @param {number} at its place among the rows @param {Ink} ink
 * @returns {Trace[]} */
function stretch(row, at, ink) {
  if (!row.stretch) return [];
  const said = saidOf(row);
  return [
    {
      type: "scatter",
      mode: "lines",
      x: row.stretch.slice(0, 2),
      y: [at, at],
      showlegend: false,
      line: { width: 8, color: ink(`light-dark(${row.paint?.join(", ")})`) },
      hovertext: [said, said],
      hoverinfo: "text",
    },
  ];
}

/** What happened meanwhile. @param {FigureRow} row @param {number} at @param {Ink} ink @returns {Trace[]} */
function events(row, at, ink) {
  if (!row.events) return [];
  return [
    {
      type: "scatter",
      mode: "markers",
      x: row.events.map(([place]) => place),
      y: row.events.map(() => at),
      marker: { symbol: "triangle-up", size: 14, color: ink("var(--strong)") },
      showlegend: false,
      hovertext: row.events.map(([, text]) => lined(text)),
      hoverinfo: "text",
    },
  ];
}

/** The names of the rows, from top to bottom. @param {FigureRows} figure
 * @param {{width: number, size: number}} room */
function names({ rows }, { width, size }) {
  const wide = (/** @type {string} */ text) => measureText(text, `100px ${FONT}`).width * size;
  const lines = rows.map(({ label }) => wrapped(label, LABEL * width, wide));
  return {
    tickvals: rows.map((_, at) => at),
    ticktext: lines.map((name) => name.map(plain).join("<br>")),
    autorange: "reversed",
    showgrid: false,
  };
}

/** The scale: of time with the ticks of the figure, of numbers with as many as have room.
 * @param {FigureRows} figure @param {{width: number, size: number}} room */
function scale({ rows, ticks }, { width, size }) {
  if (rows.some((row) => row.stretch)) return ticked(ticks);
  return {
    tickformat: PLAINLY,
    ticksuffix: percent(ticks),
    tickangle: 0,
    nticks: Math.max(2, Math.floor(((1 - LABEL) * width) / (TICK * size))),
  };
}

/** The number of a row as text, behind all that is drawn of it: on its bar, what it could be would cross it.
 * @param {FigureRow} row @param {number} y */
function numberOf(row, y) {
  const numbers = ends(row);
  if (!row.text || !numbers.length) return [];
  const x = Math.max(...numbers);
  return [{ x, y, text: plain(row.text), xanchor: "left", xshift: 10, showarrow: false }];
}

/** What stands in a row that has nothing to draw; pointed at, it says what the row says.
 * @param {FigureRow} row @param {number} y @param {Ink} ink */
function signOf(row, y, ink) {
  if (!row.sign || ends(row).length) return [];
  const place = { xref: "paper", x: 0, y, xanchor: "left", xshift: 6, showarrow: false };
  return [{ ...place, text: plain(row.sign), hovertext: saidOf(row), font: { color: ink("var(--quiet)") } }];
}

/** The range that is set off behind the rows. @param {FigureRows} figure @param {Ink} ink */
function band(figure, ink) {
  if (!figure.band) return [];
  const [x0, x1] = figure.band;
  const place = { type: "rect", xref: "x", yref: "paper", x0, x1, y0: 0, y1: 1 };
  return [{ ...place, fillcolor: ink("var(--grid)"), opacity: 0.6, line: { width: 0 }, layer: "below" }];
}
