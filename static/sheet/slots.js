/** @import { Desk, Drawing, Part, Slots } from "../types" */

import { make } from "../lib/dom.js";

/**
 * Where a part stands: its elements, of which kind and key it is, and what it said last as JSON.
 * @typedef {Drawing<any> & {name?: string, part?: Part, said?: string}} Place
 */

/**
 * Places for parts in a row; a place keeps its elements while the same part stands there.
 *
 * A part that cannot be drawn (nobody knows its kind, or its drawer throws) leaves the others alone: a
 * sentence stands in its place, and the next message tries again.
 * @param {HTMLElement} host
 * @param {Record<string, (desk: Desk) => Drawing<any>>} drawers a drawer for each kind of part
 * @returns {Slots}
 */
export function createSlots(host, drawers) {
  /** @type {Place[]} */
  let standing = [];

  /** Put a place where another stood, or at the end of the row.
   * @param {Place | undefined} old @param {Place} fresh */
  function put(old, fresh) {
    if (old) {
      leave(old);
      old.element.replaceWith(fresh.element);
    } else host.append(fresh.element);
    return fresh;
  }

  /** Draw a part in its place. @param {Place | undefined} old @param {Part} part @param {Desk} desk */
  function draw(old, part, desk) {
    const name = `${part.kind} ${"key" in part ? part.key : ""}`;
    let place = old;
    try {
      if (place?.name !== name) {
        if (!Object.hasOwn(drawers, part.kind)) throw new Error(`No drawer for a part of kind ${part.kind}`);
        place = put(old, { name, ...drawers[part.kind](desk) });
      }
      // what says the same as before is left alone; the filters show the view that is wanted
      // (of a part that is made of parts, each of those sees to that itself)
      const said = part === place.part || "parts" in part ? place.said : JSON.stringify(part);
      if (said !== place.said || "parts" in part || part.kind === "filters") place.update(part, desk);
      return Object.assign(place, { part, said });
    } catch (error) {
      console.error(error);
      return put(place, { element: make("p", "atlas-fault", desk.words.fault), update() {} });
    }
  }

  return {
    paint(parts, desk) {
      for (const gone of standing.slice(parts.length)) {
        leave(gone);
        gone.element.remove();
      }
      standing = parts.map((part, i) => draw(standing[i], part, desk));
    },
    leave: () => standing.forEach(leave),
  };
}

/** Let a drawer give back what it holds beyond its elements. @param {Place} place */
function leave(place) {
  try {
    place.leave?.();
  } catch (error) {
    console.error(error);
  }
}
