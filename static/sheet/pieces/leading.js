/** @import { Desk } from "../../types" */

/**
 * A desk for the map of a page that is about the first of the chosen places. What is picked there comes first, in
 * the place of the one that was; the other chosen places stay chosen.
 * @param {Desk} desk @returns {Desk}
 */
export function leading(desk) {
  return {
    ...desk,
    ask(changes) {
      if (changes.kommun === undefined) return desk.ask(changes);
      const chosen = codes(desk.view.value.kommun ?? "");
      desk.ask({ ...changes, kommun: picked(chosen, codes(changes.kommun)).join(",") });
    },
  };
}

/** What is chosen after a pick. A pick of several, or of none, is meant as it is.
 * @param {string[]} chosen before, the leading one first @param {string[]} wanted */
export function picked([leader, ...others], wanted) {
  if (wanted.length !== 1) return wanted;
  const [code] = wanted;
  if (code === leader) return others; // pressed once more: it is taken away
  const rest = others.filter((other) => other !== code);
  return others.includes(code) ? [code, ...rest, leader] : [code, ...rest];
}

/** @param {string} list of codes */
const codes = (list) => list.split(",").filter(Boolean);
