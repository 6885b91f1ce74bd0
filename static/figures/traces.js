/**
 * How Plotly takes what rows and lines have in common, as plain data.
 *
 * @typedef {(css: string) => string} Ink  a colour of the theme as it is now
 * @typedef {Record<string, unknown>} Trace  marks of one kind, by Plotly's own names
 * @typedef {{data: Trace[], layout: Record<string, unknown> & {xaxis: object, yaxis: object}}} Chart
 */

/** @import { Tick } from "../types" */

export const FONT = '"Source Sans", sans-serif';

/** Between what numbers could be, as Plotly's error bars; none where none is known.
 * @param {(number | null)[]} at @param {([number, number] | undefined)[]} ends @param {string} color */
export function spans(at, ends, color) {
  if (!ends.some(Boolean)) return { visible: false };
  const away = (/** @type {0 | 1} */ side) =>
    at.map((number, i) => Math.abs((ends[i]?.[side] ?? number ?? 0) - (number ?? 0)));
  return { type: "data", symmetric: false, array: away(1), arrayminus: away(0), color, thickness: 1.5 };
}

/** An axis with the ticks of the figure, where they are no numbers. @param {Tick[]} ticks */
export const ticked = (ticks) => ({
  tickvals: ticks.map(([at]) => at),
  ticktext: ticks.map(([, text]) => plain(text)),
});

/** The line at nought of an axis, where bars begin at it. @param {boolean} shown @param {Ink} ink */
export const nought = (shown, ink) =>
  shown ? { zeroline: true, zerolinecolor: ink("var(--quiet)"), zerolinewidth: 1.5 } : {};

/** How numbers on an axis are written: whole, in groups of three, and with no decimals that say nothing. */
export const PLAINLY = ",~f";

/** The sign of per cent as the scale writes it, where it counts in per cent. @param {Tick[]} ticks */
export const percent = (ticks) => ticks.map(([, text]) => /\s?%$/.exec(text)?.[0] ?? "").at(0) ?? "";

/** Text that Plotly shows as it stands: its labels would run `<b>` and `<a>`. @param {string} text */
export const plain = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The same of several lines. @param {string} text */
export const lined = (text) => plain(text).replaceAll("\n", "<br>");
