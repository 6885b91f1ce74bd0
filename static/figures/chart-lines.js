/** Lines of a figure as Plotly takes them: a trace for each line, and one for columns. */

/** @import { FigureLine, FigureLines } from "../types" */
/** @import { Chart, Ink, Trace } from "./traces.js" */

import { PLAINLY, lined, nought, percent, plain, spans, ticked } from "./traces.js";

const DASHES = ["solid", "dash", "dot", "dashdot"];
const SYMBOLS = ["circle", "diamond", "square", "triangle-up"];

/** @param {FigureLines} figure @param {Ink} ink @returns {Chart} */
export function ofLines(figure, ink) {
  return {
    data: [...figure.lines.map((line, i) => traceOf(line, i, ink)), ...columns(figure, ink)],
    layout: {
      showlegend: figure.lines.length > 1,
      xaxis: { ...ticked(figure.marks), title: { text: plain(figure.axis ?? "") } },
      yaxis: {
        tickformat: PLAINLY,
        ticksuffix: percent(figure.ticks),
        ...nought(Boolean(figure.columns), ink),
      },
      shapes: breaks(figure, ink),
    },
  };
}

/** @param {FigureLine} line @param {number} i @param {Ink} ink @returns {Trace} */
function traceOf(line, i, ink) {
  const [kind, nth] = line.look.split("-");
  const isQuiet = kind === "quiet";
  const color = colorOf(line, kind, ink);
  const x = line.points.map((point) => point?.[0] ?? null);
  const y = line.points.map((point) => point?.[1] ?? null);
  return {
    type: "scatter",
    mode: "lines+markers",
    name: plain(line.name),
    x,
    y,
    connectgaps: false,
    hovertext: line.points.map((point) => lined(point?.[2] ?? "")),
    hoverinfo: "text",
    opacity: isQuiet ? 0.5 : 1,
    showlegend: !isQuiet,
    line: {
      color,
      width: isQuiet ? 1.5 : 3,
      shape: line.steps ? "hv" : "linear",
      dash: DASHES[(Number(nth ?? 0) + (kind === "beside" ? 1 : 0)) % DASHES.length],
    },
    marker: { color, size: 8, symbol: SYMBOLS[line.paint ? i % SYMBOLS.length : 0] },
    error_y: spans(y, reachesAt(line, x), color),
  };
}

/** Its own, or that of its look. @param {FigureLine} line @param {string} kind @param {Ink} ink */
function colorOf(line, kind, ink) {
  if (line.paint) return ink(`light-dark(${line.paint.join(", ")})`);
  return ink(`var(--${{ quiet: "quiet", strong: "strong", beside: "ink" }[kind]})`);
}

/** What the points at these places could be. @param {FigureLine} line @param {(number | null)[]} x
 * @returns {([number, number] | undefined)[]} */
function reachesAt({ reach = [] }, x) {
  /** @type {Map<number | null, [number, number]>} */
  const known = new Map(reach.map(([at, from, to]) => [at, [from, to]]));
  return x.map((at) => known.get(at));
}

/** @param {FigureLines} figure @param {Ink} ink @returns {Trace[]} */
function columns(figure, ink) {
  if (!figure.columns) return [];
  return [
    {
      type: "bar",
      x: figure.columns.map(([at]) => at),
      y: figure.columns.map(([, high]) => high),
      width: figure.wide,
      marker: { color: ink("var(--bar)") },
      hovertext: figure.columns.map(([, , text]) => lined(text)),
      hoverinfo: "text",
    },
  ];
}

/** Where what is told is not the same on both sides. @param {FigureLines} figure @param {Ink} ink */
const breaks = (figure, ink) =>
  (figure.breaks ?? []).map(([at]) => ({
    type: "line",
    xref: "x",
    yref: "paper",
    x0: at,
    x1: at,
    y0: 0,
    y1: 1,
    line: { color: ink("var(--quiet)"), width: 2, dash: "dash" },
  }));
