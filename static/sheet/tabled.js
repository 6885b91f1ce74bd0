/**
 * Which cards show their values as a table stands in the address: a link opens them so, and "back" takes the
 * last turn back. The server neither reads this parameter nor writes it, so what is put on the deck is the figure.
 */

import * as address from "../shell/address.js";

const NAME = "tabell";
const asked = () => (address.read([NAME])[NAME] ?? "").split(",").filter(Boolean);

/** @type {Set<() => void>} the cards of the page */
const followers = new Set();
const tell = () => followers.forEach((act) => act());

/** Whether a card shows its table. @param {string} key */
export const isTabled = (key) => asked().includes(key);

/** Turn a card to its table, or back to its figure. @param {string} key @param {boolean} tabled */
export function turn(key, tabled) {
  if (isTabled(key) === tabled) return;
  const others = asked().filter((other) => other !== key);
  address.write({ [NAME]: (tabled ? [...others, key] : others).join(",") }, [NAME]);
  tell();
}

/** Hear of every turn, the reader's steps through their history among them.
 * @param {() => void} act @returns {() => void} no longer */
export function follow(act) {
  followers.add(act);
  return () => followers.delete(act);
}

addEventListener("popstate", tell);
