/**
 * The slides of the deck as the stage draws them, by their number. They come as a message of their own, which stays the
 * same while the deck is edited; who draws them is told when there are others.
 */

/** @import { DeckPictures, Mounted } from "../types" */

/** @type {Set<() => void>} */
const followers = new Set();
let known = "";
/** @type {DeckPictures | undefined} */ let pictures;

/** @param {Mounted<DeckPictures>} part */
export function mount({ data }) {
  const now = JSON.stringify(data);
  if (now === known) return; // slides that are drawn stay so
  known = now;
  pictures = data;
  for (const paint of followers) paint();
}

/** The pictures of an edition, once they have come. @param {number} edition */
export const of = (edition) => (pictures?.edition === edition ? pictures : undefined);

/** Call when others have come. @param {() => void} paint @returns {() => void} no longer */
export function follow(paint) {
  followers.add(paint);
  return () => followers.delete(paint);
}
