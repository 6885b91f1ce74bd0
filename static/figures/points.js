/** Which point of a figure is meant: by a place in it, or by an arrow key from another point. */

/** @import { Plot, Point, Said } from "../types" */

const NEAR = 48; // px from a point, or from the line it is of, where it is still meant

/**
 * The number of the point that is meant at a place; -1 where none is near. In rows it is the point of the row, and
 * along a line the nearer of the two points it leads between.
 * @param {Said[]} points @param {Plot | undefined} figure @param {Point} place
 */
export function nearest(points, figure, place) {
  const away = points.map((p, i) => {
    if (p.row) return along(place.y - p.y, place.x - p.x);
    const next = points[place.x < p.x ? i - 1 : i + 1];
    if (p.line === undefined || next?.line !== p.line) return Math.hypot(p.x - place.x, p.y - place.y);
    const steps = figure?.kind === "lines" && Boolean(figure.lines[p.line]?.steps);
    return along(place.y - heightAt(place.x, p, next, steps), place.x - p.x);
  });
  const least = Math.min(...away);
  return least <= NEAR ? away.indexOf(least) : -1;
}

/** How far it is across a row or a line; where that is the same, the nearer along it is nearer.
 * @param {number} across @param {number} on */
const along = (across, on) => Math.abs(across) + Math.abs(on) / 1e4;

/** How high a line is at a place between two of its points. @param {number} x @param {Point} p @param {Point} next
 * @param {boolean} steps whether it holds its height until the later of the two */
function heightAt(x, p, next, steps) {
  if (steps) return p.x < next.x ? p.y : next.y;
  return next.x === p.x ? p.y : p.y + ((next.y - p.y) * (x - p.x)) / (next.x - p.x);
}

/**
 * The number of the point to which a key leads; none for other keys. Left and right lead along a line, up and
 * down to the line above or below at the same place; in rows all four lead from row to row.
 * @param {string} key @param {Said[]} points @param {number} at -1 where there is none yet
 */
export function reached(key, points, at) {
  const last = points.length - 1;
  if (key === "Home") return Math.min(0, last);
  if (key === "End") return last;
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[key];
  if (!step) return undefined;
  const onward = Math.max(Math.min(0, last), Math.min(last, at + step));
  const isUpright = key === "ArrowDown" || key === "ArrowUp";
  if (!isUpright || points[at]?.line === undefined) return onward;
  const column = points.map((_, i) => i).filter((i) => isOver(points[i], points[at]));
  column.sort((one, other) => points[one].y - points[other].y);
  return column[column.indexOf(at) + step] ?? at;
}

/** Whether two points are of lines and stand at the same place. @param {Said} one @param {Said} other */
const isOver = (one, other) => one.line !== undefined && one.x === other.x;
