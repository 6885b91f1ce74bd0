/** @import { Address, Choice, Desk, Filters } from "../../types" */

import { button, make } from "../../lib/dom.js";
import { textsOf } from "./choice.js";

/** The values of a parameter that may hold several. @param {string | undefined} text */
export const chosen = (text) => (text ? text.split(",") : []);

/** What is chosen, each with a button that takes it away.
 * @param {Filters} part @param {Address} wanted @param {Desk} desk */
export function badgesOf(part, wanted, desk) {
  const without = (/** @type {string} */ name, /** @type {string} */ value) => ({
    [name]: chosen(wanted[name])
      .filter((v) => v !== value)
      .join(","),
  });
  /** @type {HTMLElement[]} */ const made = [];
  /** @param {string} key @param {string} text @param {Address} changes */
  const add = (key, text, changes) => {
    const badge = button("atlas-badge", `${text} ✕`);
    badge.dataset.key = key;
    const help = part.words.remove.replace("{name}", text);
    badge.title = help;
    badge.setAttribute("aria-label", help);
    badge.addEventListener("click", () => desk.ask(changes));
    for (const type of ["pointerenter", "focus"]) badge.addEventListener(type, () => desk.expect(changes));
    made.push(badge);
  };
  for (const [name, options] of Object.entries({ kommun: part.places, kohort: part.cohorts })) {
    const names = textsOf(options);
    for (const value of chosen(wanted[name])) add(value, names.get(value) ?? value, without(name, value));
  }
  if (wanted.period) add("period", wanted.period.replace("-", "–"), { period: "" });
  // the line always stands there, so that nothing moves when a filter comes or goes
  if (!made.length) made.push(make("span", "atlas-quiet", part.words.nothing_chosen));
  if (made.length > 1) {
    const all = button("atlas-badge atlas-clear", part.words.clear);
    all.addEventListener("click", () => desk.ask({ kommun: "", kohort: "", period: "" }));
    made.push(all);
  }
  return made;
}
