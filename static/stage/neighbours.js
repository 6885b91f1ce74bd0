/** The slides that stand drawn: the one that is shown, and those beside it, so that a change only shows
 * another one. */

/** @import { Play } from "../types" */

import { make } from "../lib/dom.js";
import * as slides from "./slide.js";

const PREPARED = 2; // slides on either side

/** @typedef {ReturnType<typeof slides.create>} Standing */

/** @param {HTMLElement} root of the stage; `data-prepared` tells which slides stand */
export function createNeighbours(root) {
  const element = make("div", "atlas-stage-slides");
  /** @type {Map<number, Standing>} */ const standing = new Map();

  /** Draw a slide if it does not stand. @param {number} at @param {Play} data */
  function stand(at, data) {
    const slide = standing.get(at) ?? slides.create(data.slides[at], data, root);
    if (!standing.has(at)) {
      standing.set(at, slide);
      element.append(slide.element);
    }
    return slide;
  }

  /** Draw the neighbours, hidden, and let go of those that are far. @param {number} at @param {Play} data */
  function prepare(at, data) {
    if (!root.isConnected) return;
    for (const [i, slide] of standing) {
      if (Math.abs(i - at) <= PREPARED) continue;
      slide.leave();
      standing.delete(i);
    }
    const last = Math.min(at + PREPARED, data.slides.length - 1);
    for (let i = Math.max(0, at - PREPARED); i <= last; i++) stand(i, data).show(i === at);
    const known = [...standing.keys()].sort((a, b) => a - b);
    root.dataset.prepared = known.join(" ");
  }

  return {
    element,
    prepare,
    /** The slide that stands there, if it does. @param {number} at */
    at: (at) => standing.get(at),
    /** Show one slide and no other. @param {number} at @param {Play} data */
    show(at, data) {
      stand(at, data);
      for (const [i, slide] of standing) slide.show(i === at);
    },
    clear() {
      for (const slide of standing.values()) slide.leave();
      standing.clear();
    },
  };
}
