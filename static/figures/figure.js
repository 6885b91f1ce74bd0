/**
 * A figure: an SVG drawn from plain data, as wide as the room there is. It says of each of its points what
 * it is: to a pointer, to a finger, and to the arrow keys.
 *
 * On a page it is as high as it needs to be. Where the style says `--fill: 1` (the stage) it fills the height
 * of its element, in letters as large as then have room.
 */

/** @import { Drawn, Plot, Room } from "../types" */
/** @typedef {Drawn & {size: number}} Lettered  with the size of its letters */

import { html, set, svg, wear } from "../lib/dom.js";
import { lines } from "./lines.js";
import { createReader } from "./reader.js";
import { rows } from "./rows.js";
import { spots } from "./spots.js";
import * as projector from "../shell/projector.js";

const LARGER = [1.5, 1.35, 1.2, 1.1, 1]; // times the size of letters, where all of the height is to be filled
const WIDTH = 45; // em that a figure with larger letters still has
const styled = wear(new URL("figure.css", import.meta.url));

/** @param {Plot} figure @param {Room} room @returns {Lettered} */
function draw(figure, room) {
  if (figure.kind === "rows") return { size: room.size, ...rows(figure, room) };
  return { size: room.size, ...(figure.kind === "lines" ? lines(figure, room) : spots(figure, room)) };
}

/** In the largest letters that all of it has room with; in the smallest if there is none.
 * @param {Plot} figure @param {Room & {height?: number}} room */
function fill(figure, room) {
  const sizes = LARGER.map((times) => times * room.size).filter((size) => size * WIDTH <= room.width);
  for (const size of sizes) {
    const drawn = draw(figure, { ...room, size });
    if (drawn.height <= (room.height ?? 0)) return drawn;
  }
  return draw(figure, room);
}

/** A place for a figure. */
export function create() {
  const drawing = /** @type {SVGSVGElement} */ (
    svg("svg", { class: "atlas-plot-drawing", role: "img", tabindex: 0 })
  );
  const reader = createReader(drawing);
  const element = html("div", { class: "atlas-plot" }, drawing, reader.element);
  /** @type {Plot | undefined} */ let figure;
  /** @type {Room | undefined} known from when it is measured until it changes */ let room;
  let known = "";

  /** See how much room there is, and draw in it. The browser has to lay the page out for this, which a page
   * with many figures cannot do for each of them at every change of what they show. */
  function measure() {
    room = roomIn(element);
    paint();
  }

  function paint() {
    if (!figure || !room) return;
    const now = JSON.stringify([room, figure]);
    if (now === known) return;
    known = now;
    const drawn = room.height === undefined ? draw(figure, room) : fill(figure, room);
    show(drawing, figure, drawn, room.width);
    reader.read(figure, drawn, room.width);
  }

  const sized = new ResizeObserver(measure);
  sized.observe(element);
  const lettered = () => ((known = ""), measure());
  document.fonts.addEventListener("loadingdone", lettered);
  const unfollow = projector.follow(measure); // which makes letters larger
  styled.then(lettered);

  return {
    element,
    /** @param {Plot} next @param {string} alt what it says to those who do not see it */
    update(next, alt) {
      figure = next;
      set(drawing, { "aria-label": alt });
      if (room) paint();
      else measure();
    },
    close: reader.close,
    leave() {
      sized.disconnect();
      unfollow();
      document.fonts.removeEventListener("loadingdone", lettered);
    },
  };
}

/** The room there is for a figure, and its letters; none while it is not seen. A height only where it is to be filled.
 * @param {HTMLElement} element @returns {Room | undefined} */
function roomIn(element) {
  const width = Math.floor(element.clientWidth);
  if (!width) return undefined;
  const style = getComputedStyle(element);
  const room = { width, size: parseFloat(style.fontSize), family: style.fontFamily };
  const fills = style.getPropertyValue("--fill").trim() === "1";
  return fills ? { ...room, height: element.clientHeight } : room;
}

/** Put what was drawn into its place.
 * @param {SVGSVGElement} drawing @param {Plot} figure @param {Lettered} drawn @param {number} width */
function show(drawing, figure, drawn, width) {
  drawing.style.fontSize = `${drawn.size}px`;
  set(drawing, {
    width,
    height: drawn.height,
    viewBox: `0 0 ${width} ${drawn.height}`,
    "data-kind": figure.kind,
    "data-paired": figure.kind === "rows" && Boolean(figure.paired),
  });
  drawing.replaceChildren(...drawn.nodes);
}
