/** A figure as the interactive chart of Plotly, as plain data. */

/** @import { Plot, FigureRow, FigureRows, FigureLines, Words } from "../types" */

import { measureText } from "../lib/draw.js";
import { wrapped } from "./rows.js";

const FONT = '"Source Sans", sans-serif';
const LABEL = 0.36; // of the width, at most, as on the page and a little less for the tools
const TICK = 6; // em that a number on the scale has for itself
const DASHES = ["solid", "dash", "dot", "dashdot"];
const SYMBOLS = ["circle", "diamond", "square", "triangle-up"];

/** @typedef {(css: string) => string} Ink  a colour of the theme as it is now */
/** @typedef {{data: Record<string, any>[], layout: Record<string, any>}} Chart */

/**
 * The figure as Plotly takes it: plain data.
 * @param {Plot} figure @param {Ink} ink @param {Words} words
 * @param {{width: number, size: number}} room in px, and of its letters
 * @returns {Chart}
 */
export function chart(figure, ink, words, room = { width: 1200, size: 16 }) {
  const axis = { gridcolor: ink("var(--grid)"), zeroline: false, automargin: true, color: ink("var(--ink)") };
  const made = figure.kind === "rows" ? ofRows(figure, ink, room) : ofLines(figure, ink);
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
      legend: { orientation: "h", y: 1.02, yanchor: "bottom" },
      ...made.layout,
      xaxis: { ...axis, ...made.layout.xaxis },
      yaxis: { ...axis, ...made.layout.yaxis },
    },
  };
}

/** @param {FigureRows} figure @param {Ink} ink @param {{width: number, size: number}} room @returns {Chart} */
function ofRows(figure, ink, { width, size }) {
  const { rows } = figure;
  const y = rows.map((_, i) => i);
  const said = rows.map((row) => lined(row.said ?? row.label));
  const color = rows.map(({ look }) =>
    ink(`var(--${look === "strong" ? "strong" : look === "beside" ? "quiet" : "bar"})`),
  );
  const common = { y, hovertext: said, hoverinfo: "text" };
  const [ring, dot] = ["ring", "dot"].map(
    (mark) => figure.legend?.find(([name]) => name === mark)?.[1] ?? "",
  );
  /** @type {Record<string, any>[]} */
  const data = (figure.parts ?? []).map(([name, fill], i) => ({
    type: "bar",
    orientation: "h",
    y,
    x: rows.map(({ parts }) => parts?.[i]?.[0] ?? 0),
    name,
    marker: { color: fill },
    hovertext: rows.map(({ parts }) => lined(parts?.[i]?.[2] ?? "")),
    hoverinfo: "text",
  }));
  if (rows.some(({ bar }) => bar !== undefined)) {
    const x = rows.map(({ bar }) => bar ?? null);
    data.push({
      ...common,
      type: "bar",
      orientation: "h",
      x,
      marker: { color },
      error_x: spans(
        x,
        rows.map(({ reach }) => reach),
        ink("var(--ink)"),
      ),
    });
  }
  if (rows.some((row) => row.ring !== undefined)) {
    data.push({
      ...common,
      type: "scatter",
      mode: "markers",
      name: ring,
      x: rows.map((row) => row.ring ?? null),
      marker: { symbol: "circle-open", size: 13, color: ink("var(--ink)"), line: { width: 2 } },
    });
  }
  if (rows.some((row) => row.dot !== undefined)) {
    const x = rows.map((row) => row.dot ?? null);
    data.push({
      ...common,
      type: "scatter",
      mode: "markers",
      name: dot,
      x,
      marker: { size: 13, color: figure.paired ? ink("var(--strong)") : color },
      error_x: spans(
        x,
        rows.map(({ reach }) => reach),
        ink("var(--quiet)"),
      ),
    });
  }
  rows.forEach((row, i) => {
    if (row.stretch) {
      data.push({
        type: "scatter",
        mode: "lines",
        x: row.stretch.slice(0, 2),
        y: [i, i],
        showlegend: false,
        line: { width: 8, color: ink(`light-dark(${row.paint?.join(", ")})`) },
        hovertext: [said[i], said[i]],
        hoverinfo: "text",
      });
    }
    if (row.events) {
      data.push({
        type: "scatter",
        mode: "markers",
        x: row.events.map(([at]) => at),
        y: row.events.map(() => i),
        marker: { symbol: "triangle-up", size: 14, color: ink("var(--strong)") },
        showlegend: false,
        hovertext: row.events.map(([, text]) => lined(text)),
        hoverinfo: "text",
      });
    }
  });
  const wide = (/** @type {string} */ text) => measureText(text, `100px ${FONT}`).width * size;
  const dated = rows.some(({ stretch }) => stretch);
  return {
    data,
    layout: {
      showlegend: Boolean(figure.parts || ring || dot),
      yaxis: {
        tickvals: y,
        ticktext: rows.map(({ label }) =>
          wrapped(label, LABEL * width, wide)
            .map(plain)
            .join("<br>"),
        ),
        autorange: "reversed",
        showgrid: false,
      },
      xaxis: dated
        ? ticked(figure.ticks)
        : {
            ticksuffix: percent(figure.ticks),
            tickangle: 0,
            nticks: Math.max(2, Math.floor(((1 - LABEL) * width) / (TICK * size))),
          },
      annotations: rows.flatMap(numberOf),
      shapes: figure.band
        ? [
            {
              type: "rect",
              xref: "x",
              yref: "paper",
              x0: figure.band[0],
              x1: figure.band[1],
              y0: 0,
              y1: 1,
              fillcolor: ink("var(--grid)"),
              opacity: 0.6,
              line: { width: 0 },
              layer: "below",
            },
          ]
        : [],
    },
  };
}

/** The number of a row as text, behind all that is drawn of it: on its bar, what it could be would cross it.
 * @param {FigureRow} row @param {number} y */
function numberOf(row, y) {
  const ends = [row.bar, row.ring, row.dot, row.reach?.[1]].flatMap((end) =>
    end === undefined ? [] : [end],
  );
  if (!row.text || !ends.length) return [];
  return [{ x: Math.max(...ends), y, text: plain(row.text), xanchor: "left", xshift: 10, showarrow: false }];
}

/** @param {FigureLines} figure @param {Ink} ink @returns {Chart} */
function ofLines(figure, ink) {
  /** @type {Record<string, any>[]} */
  const data = figure.lines.map((line, i) => {
    const [kind, nth] = line.look.split("-");
    const name = { quiet: "bar", strong: "strong", beside: "ink" }[kind];
    const color = line.paint ? ink(`light-dark(${line.paint.join(", ")})`) : ink(`var(--${name})`);
    const reach = new Map(
      (line.reach ?? []).map(([at, from, to]) => [at, /** @type {[number, number]} */ ([from, to])]),
    );
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
      opacity: kind === "quiet" ? 0.6 : 1,
      showlegend: kind !== "quiet",
      line: {
        color,
        width: kind === "quiet" ? 1.5 : 3,
        shape: line.steps ? "hv" : "linear",
        dash: DASHES[(Number(nth ?? 0) + (kind === "beside" ? 1 : 0)) % DASHES.length],
      },
      marker: { color, size: 8, symbol: SYMBOLS[line.paint ? i % SYMBOLS.length : 0] },
      error_y: spans(
        y,
        x.map((at) => reach.get(Number(at))),
        color,
      ),
    };
  });
  if (figure.columns) {
    data.push({
      type: "bar",
      x: figure.columns.map(([at]) => at),
      y: figure.columns.map(([, high]) => high),
      width: figure.wide,
      marker: { color: ink("var(--bar)") },
      hovertext: figure.columns.map(([, , text]) => lined(text)),
      hoverinfo: "text",
    });
  }
  return {
    data,
    layout: {
      showlegend: figure.lines.length > 1,
      xaxis: { ...ticked(figure.marks), title: { text: plain(figure.axis ?? "") } },
      yaxis: { ticksuffix: percent(figure.ticks) },
      shapes: (figure.breaks ?? []).map(([at]) => ({
        type: "line",
        xref: "x",
        yref: "paper",
        x0: at,
        x1: at,
        y0: 0,
        y1: 1,
        line: { color: ink("var(--quiet)"), width: 2, dash: "dash" },
      })),
    },
  };
}

/** Between what numbers could be, as Plotly's error bars; none where none is known.
 * @param {(number | null)[]} at @param {([number, number] | undefined)[]} ends @param {string} color */
function spans(at, ends, color) {
  if (!ends.some(Boolean)) return { visible: false };
  const away = (/** @type {0 | 1} */ side) =>
    at.map((number, i) => Math.abs((ends[i]?.[side] ?? number ?? 0) - (number ?? 0)));
  return { type: "data", symmetric: false, array: away(1), arrayminus: away(0), color, thickness: 1.5 };
}

/** @param {import("../types").Tick[]} ticks */
const ticked = (ticks) => ({
  tickvals: ticks.map(([at]) => at),
  ticktext: ticks.map(([, text]) => plain(text)),
});

/** The sign of per cent as the scale writes it, where it counts in per cent. @param {import("../types").Tick[]} ticks */
const percent = (ticks) => ticks.map(([, text]) => /\s?%$/.exec(text)?.[0] ?? "").at(0) ?? "";

/** Text that Plotly shows as it stands: its labels would run `<b>` and `<a>`. @param {string} text */
const plain = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The same of several lines. @param {string} text */
const lined = (text) => plain(text).replaceAll("\n", "<br>");
