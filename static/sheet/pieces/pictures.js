/**
 * Small pictures of what will stand in an empty place. They say nothing that the words beside them do not, so a screen
 * reader passes over them; they are drawn in the colours of the text, by day and by night.
 */

import { HIDDEN, svg } from "../../lib/dom.js";

const WIDTH = 96;
const HEIGHT = 64;

/** A frame with these shapes in it. @param {...SVGElement} shapes */
const framed = (...shapes) =>
  svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, ...HIDDEN }, box(1, 1, WIDTH - 2, HEIGHT - 2), ...shapes);

/** A box with round corners. @param {number} x @param {number} y @param {number} width @param {number} height */
const box = (x, y, width, height) => svg("rect", { x, y, width, height, rx: 3, class: "atlas-picture-line" });

/** A line of text. @param {number} x @param {number} y @param {number} width */
const line = (x, y, width) => svg("rect", { x, y, width, height: 4, rx: 2, class: "atlas-picture-text" });

/** A dot. @param {number} x @param {number} y @param {number} r */
const dot = (x, y, r) => svg("circle", { cx: x, cy: y, r, class: "atlas-picture-mark" });

/** Versions under each other, the newest marked, and an arrow back. */
const versions = () =>
  framed(
    ...[14, 32, 50].map((y) => line(26, y - 2, 36)),
    dot(14, 14, 4),
    ...[32, 50].map((y) => svg("circle", { cx: 14, cy: y, r: 4, class: "atlas-picture-line" })),
    svg("path", { d: "M74 48 C88 44 88 20 74 16 M79 11 L74 16 L79 22", class: "atlas-picture-line" }),
  );

/** People, each with a role. */
const roles = () =>
  framed(
    ...[18, 44].flatMap((y) => [
      dot(16, y - 5, 4),
      svg("path", { d: `M8 ${y + 8} a8 7 0 0 1 16 0 Z`, class: "atlas-picture-mark" }),
      line(32, y - 2, 24),
      box(64, y - 7, 24, 13),
    ]),
  );

/** A book of who looked when. */
const book = () =>
  framed(
    ...[14, 28, 42].flatMap((y) => [line(10, y, 18), line(34, y, 30)]),
    svg("path", { d: "M64 42 q10 -10 20 0 q-10 10 -20 0 Z", class: "atlas-picture-line" }),
    dot(74, 42, 3),
  );

/** Spines under each other, two places on each. */
const spines = () =>
  framed(
    ...[14, 32, 50].flatMap((y, i) => [
      line(10, y - 2, 76),
      dot(26 + 12 * i, y, 5),
      svg("rect", { x: 70 - 9 * i, y: y - 5, width: 10, height: 10, class: "atlas-picture-line" }),
    ]),
    svg("path", { d: "M50 6 V58", class: "atlas-picture-line" }),
  );

export const PICTURES = { versions, roles, book, spines };
