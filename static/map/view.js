/**
 * Which part of the map is seen, and how large.
 *
 * Two kinds of units meet here. The *map's* are those of the geometry: outlines and points of areas are given in
 * them, and the canvas draws in them, for its `viewBox` is the part of the map that is seen. The *stage's* are px of the
 * screen, from the top left corner of the box that the map stands in: text, lines and bubbles are meant in them,
 * since they keep their size however near one looks. `unit` goes from one to the other.
 */

/** @import { Point } from "../types" */

import { clamp, round } from "../lib/draw.js";

export const MAX_ZOOM = 12;
const PAD = 10; // px around the land when all of it is seen
const KEPT = 0.8; // of what is seen, the share that must stay on the land

export class View {
  /** Left, top, width and height of the land. @type {number[]} */
  extent = [0, 0, 1, 1];
  /** Px of the stage. */
  width = 0;
  height = 0;
  /** 1 shows everything. */
  zoom = 1;
  /** @type {Point} the point of the map in the middle of the stage */
  centre = { x: 0, y: 0 };
  /** @type {Point} the point of the map in the stage's top left corner */
  corner = { x: 0, y: 0 };
  /** Units of the map in a px of the stage; and the same when everything is seen. */
  unit = 1;
  whole = 1;

  /** Take the size of the stage; `move` must follow. @param {number} width @param {number} height */
  fit(width, height) {
    const [, , wide, tall] = this.extent;
    this.width = width;
    this.height = height;
    this.whole = Math.max(wide / Math.max(1, width - 2 * PAD), tall / Math.max(1, height - 2 * PAD));
  }

  /** See what lies around a point, but never far away from the land.
   * @param {number} zoom @param {Point} target */
  move(zoom, target = this.centre) {
    this.zoom = clamp(zoom, 1, MAX_ZOOM);
    this.unit = this.whole / this.zoom;
    const [left, top, wide, tall] = this.extent;
    const [across, down] = [this.width * this.unit, this.height * this.unit];
    this.centre = { x: this.#near(target.x, across, left, wide), y: this.#near(target.y, down, top, tall) };
    this.corner = { x: this.centre.x - across / 2, y: this.centre.y - down / 2 };
  }

  /** The nearest middle, on one axis, from which one still sees enough of the land; all seen, it is the land's.
   * @param {number} middle that is wanted @param {number} seen how much of the axis is seen
   * @param {number} from where the land begins @param {number} long how long it is */
  #near(middle, seen, from, long) {
    const room = this.zoom > 1 ? Math.max(0, (long - KEPT * seen) / 2) : 0;
    return clamp(middle, from + long / 2 - room, from + long / 2 + room);
  }

  /** Zoom so that a point of the map stays where it is on screen. @param {number} factor @param {Point} about */
  zoomBy(factor, { x, y }) {
    const zoom = clamp(this.zoom * factor, 1, MAX_ZOOM);
    const share = this.zoom / zoom;
    this.move(zoom, { x: x + (this.centre.x - x) * share, y: y + (this.centre.y - y) * share });
  }

  /** What is seen, in units of the map. */
  get box() {
    const { corner, width, height, unit } = this;
    const [x, y, across, down] = [corner.x, corner.y, width * unit, height * unit].map(round);
    return { x, y, width: across, height: down };
  }

  /** From the map to the stage. @param {Point} point */
  toStage({ x, y }) {
    return [(x - this.corner.x) / this.unit, (y - this.corner.y) / this.unit];
  }

  /** From the stage to the map. @param {number} x @param {number} y */
  toMap(x, y) {
    return [this.corner.x + x * this.unit, this.corner.y + y * this.unit];
  }

  /** Whether a point of the map is on the stage. @param {Point} point */
  sees(point) {
    const [x, y] = this.toStage(point);
    return x >= 0 && y >= 0 && x <= this.width && y <= this.height;
  }
}
