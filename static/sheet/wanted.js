/**
 * The view that is wanted, as parameters of the address. All sheets of a page share it, and a wish stands until the
 * server has answered it, so quick choices are not lost.
 */

/** @import { Address, Sheet } from "../types" */

import { Shared } from "../lib/draw.js";

/** The wanted view, its parameters in one order, so that equal ones look alike. */
export const view = new Shared("view", /** @type {Address} */ ({}));

/** @param {Address} wanted @returns {Address} */
export const sorted = (wanted) => Object.fromEntries(Object.entries(wanted).sort());

/** @param {unknown} a @param {unknown} b */
export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** The wanted view with other values of these parameters; "" drops one. @param {Address} changes */
export function differing(changes) {
  const wanted = sorted({ ...view.value, ...changes });
  for (const name of Object.keys(wanted)) if (!wanted[name]) delete wanted[name];
  return wanted;
}

/** Whether the server shows another view than the wanted one; the language is the server's to say.
 * @param {Sheet} said */
export function stale(said) {
  const silent = (/** @type {Address} */ of) => sorted({ ...of, lang: "" });
  return !same(silent(said.address), silent(view.value));
}
