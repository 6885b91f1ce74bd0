/**
 * A figure: an SVG drawn from plain data, as wide as the room there is. It says of each of its points what
 * it is: to a pointer, to a finger, and to the arrow keys.
 *
 * On a page it is as high as it needs to be. Where the style says `--fill: 1` (the stage) it fills the height
 * of its element, in letters as large as then have room.
 */

/** @import { Drawn, Plot, Room } from "../types" */

import { above, html, set, svg, wear, write } from "../lib/dom.js";
import { spot } from "../lib/draw.js";
import { lines } from "./lines.js";
import { nearest, reached } from "./points.js";
import { rows } from "./rows.js";
import * as projector from "../shell/projector.js";

const LARGER = [1.5, 1.35, 1.2, 1.1, 1]; // times the size of letters, where all of the height is to be filled
const WIDTH = 45; // em that a figure with larger letters still has
const styled = wear(new URL("figure.css", import.meta.url));

/** @param {Plot} figure @param {Room} room @returns {Drawn & {size: number}} with the size of its letters */
const draw = (figure, room) => ({
  size: room.size,
  ...(figure.kind === "rows" ? rows(figure, room) : lines(figure, room)),
});

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
  const told = html("div", { class: "atlas-plot-told", role: "status" });
  told.hidden = true;
  const element = html("div", { class: "atlas-plot" }, drawing, told);
  /** @type {Plot | undefined} */
  let figure;
  /** @type {Drawn} */
  let drawn = { height: 0, nodes: [], points: [] };
  let known = "";
  let at = -1;

  /** @type {Room | undefined} known from when it is measured until it changes */
  let room;

  /** See how much room there is, and draw in it. The browser has to lay the page out for this, which a page
   * with many figures cannot do for each of them at every change of what they show. */
  function measure() {
    const width = Math.floor(element.clientWidth);
    const style = getComputedStyle(element);
    const fills = style.getPropertyValue("--fill").trim() === "1";
    room = width ? { width, size: parseFloat(style.fontSize), family: style.fontFamily } : undefined;
    if (room && fills) room.height = element.clientHeight;
    paint();
  }

  function paint() {
    if (!figure || !room) return;
    const now = JSON.stringify([room, figure]);
    if (now === known) return;
    known = now;
    const made = room.height === undefined ? draw(figure, room) : fill(figure, room);
    drawn = made;
    const { width } = room;
    drawing.style.fontSize = `${made.size}px`;
    set(drawing, {
      width,
      height: drawn.height,
      viewBox: `0 0 ${width} ${drawn.height}`,
      "data-kind": figure.kind,
      "data-paired": figure.kind === "rows" && Boolean(figure.paired),
    });
    drawing.replaceChildren(...drawn.nodes);
    point(-1);
  }

  /** Say what stands at a point, and set off the line it is of; nothing at -1. @param {number} next */
  function point(next) {
    at = next;
    const here = drawn.points[at];
    for (const mark of drawing.querySelectorAll("[data-line]"))
      mark.classList.toggle("atlas-plot-lit", mark.getAttribute("data-line") === `${here?.line}`);
    told.hidden = !here;
    drawing.querySelector(".atlas-plot-here")?.remove();
    if (!here) return write(told, "");
    drawing.append(svg("circle", { class: "atlas-plot-here", cx: here.x, cy: here.y, r: 9 }));
    write(told, here.said);
    above(told, [here.x, here.y], 14, { width: element.clientWidth, height: drawn.height });
  }

  const meant = (/** @type {PointerEvent} */ event) =>
    point(nearest(drawn.points, figure, spot(drawing, event)));
  drawing.addEventListener("pointermove", meant);
  drawing.addEventListener("pointerdown", meant);
  drawing.addEventListener("pointerleave", () => point(-1));
  drawing.addEventListener("blur", () => point(-1));
  drawing.addEventListener("keydown", (event) => {
    const next = event.key === "Escape" && at >= 0 ? -1 : reached(event.key, drawn.points, at);
    if (next === undefined) return;
    point(next);
    event.preventDefault();
    event.stopPropagation();
  });
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
    /** Say nothing of any point. @returns {boolean} whether something was said */
    close() {
      const open = at >= 0;
      if (open) point(-1);
      return open;
    },
    leave() {
      sized.disconnect();
      unfollow();
      document.fonts.removeEventListener("loadingdone", lettered);
    },
  };
}
