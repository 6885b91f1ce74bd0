/**
 * Reading a figure point by point: with a pointer, a finger or the arrow keys. What stands at a point is told beside
 * it, and the line that it lies on is set off from the others.
 */

/** @import { Drawn, Plot } from "../types" */

import { above, html, svg, write } from "../lib/dom.js";
import { spot } from "../lib/draw.js";
import { nearest, reached } from "./points.js";

const NOWHERE = -1;
const GAP = 14; // px between a point and what is told of it
const RING = 9; // px, the radius of what marks a point

/** @param {SVGSVGElement} drawing */
export function createReader(drawing) {
  const told = html("div", { class: "atlas-plot-told", role: "status" });
  told.hidden = true;
  /** @type {Plot | undefined} */ let figure;
  /** @type {Drawn} */ let drawn = { height: 0, nodes: [], points: [] };
  let width = 0;
  let at = NOWHERE;

  /** Say what stands at a point, and set off the line it is of. @param {number} next */
  function point(next) {
    at = next;
    const here = drawn.points[at];
    for (const mark of drawing.querySelectorAll("[data-line]"))
      mark.classList.toggle("atlas-plot-lit", mark.getAttribute("data-line") === `${here?.line}`);
    told.hidden = !here;
    drawing.querySelector(".atlas-plot-here")?.remove();
    if (!here) return write(told, "");
    drawing.append(svg("circle", { class: "atlas-plot-here", cx: here.x, cy: here.y, r: RING }));
    write(told, here.said);
    above(told, [here.x, here.y], GAP, { width, height: drawn.height });
  }

  /** @param {PointerEvent} event */
  function pointed(event) {
    if (figure) point(nearest(drawn.points, figure, spot(drawing, event)));
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const next = event.key === "Escape" && at >= 0 ? NOWHERE : reached(event.key, drawn.points, at);
    if (next === undefined) return;
    point(next);
    event.preventDefault();
    event.stopPropagation();
  }

  const left = () => point(NOWHERE);
  drawing.addEventListener("pointermove", pointed);
  drawing.addEventListener("pointerdown", pointed);
  drawing.addEventListener("pointerleave", left);
  drawing.addEventListener("blur", left);
  drawing.addEventListener("keydown", pressed);

  return {
    element: told,
    /** Another drawing stands there now; nothing is said of it yet.
     * @param {Plot} of @param {Drawn} next @param {number} wide px of the drawing */
    read(of, next, wide) {
      [figure, drawn, width] = [of, next, wide];
      point(NOWHERE);
    },
    /** Say nothing of any point. @returns {boolean} whether something was said */
    close() {
      const open = at >= 0;
      if (open) point(NOWHERE);
      return open;
    },
  };
}
