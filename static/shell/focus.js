/**
 * Gives the focus to what the reader goes on with, where the page itself has put something else in its place: the
 * button that starts a deck which was just made, the same one on the way back from the stage, and the heading of the
 * next step of an import.
 */

/** @import { Focus, Mounted } from "../types" */

const PATIENCE_MS = 3000; // then the heading of the page has to do

/** @type {WeakMap<HTMLElement, number>} which wish of a part was met last */
const met = new WeakMap();

/** @param {Mounted<Focus>} part */
export function mount({ parentElement, data }) {
  if (met.get(parentElement) === data.stamp) return;
  met.set(parentElement, data.stamp);
  const before = document.activeElement;
  const end = performance.now() + PATIENCE_MS;
  /** @returns {unknown} */
  const look = () => {
    if (document.activeElement !== before && document.activeElement !== document.body) return; // they went on
    /** @type {HTMLElement | null} */
    const next = document.querySelector(`.st-key-${CSS.escape(data.key)} :is(button, h2)`);
    if (next) return next.focus();
    if (performance.now() < end) return requestAnimationFrame(look);
    const heading = document.querySelector("h1");
    if (heading) heading.tabIndex = -1;
    heading?.focus();
  };
  look();
}
