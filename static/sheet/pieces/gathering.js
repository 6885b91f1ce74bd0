/** @import { Desk } from "../../types" */

/**
 * A desk for the map of a page that puts places beside each other: what is picked there joins those that are chosen, and
 * what is picked again leaves them.
 * @param {Desk} desk @param {() => boolean} several whether the reader said so by a key, and the pick is meant as it is
 * @returns {Desk}
 */
export function gathering(desk, several) {
  return {
    ...desk,
    ask(changes) {
      if (changes.kommun === undefined || several()) return desk.ask(changes);
      const chosen = codes(desk.view.value.kommun ?? "");
      desk.ask({ ...changes, kommun: gathered(chosen, codes(changes.kommun)).join(",") });
    },
  };
}

/** What is chosen after a pick. A pick of several, or of none, is meant as it is.
 * @param {string[]} chosen before @param {string[]} wanted */
export function gathered(chosen, wanted) {
  if (wanted.length !== 1) return wanted;
  const [code] = wanted;
  return chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code];
}

/** @param {string} list of codes */
const codes = (list) => list.split(",").filter(Boolean);
