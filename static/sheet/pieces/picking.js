/** @import { Desk, MapCard } from "../../types" */

/**
 * Which places are chosen after a pick on a map, where the page means something of its own by it: that the place comes
 * first, or that it joins the others. `chosen` are those before.
 * @type {Record<Exclude<MapCard["picks"], "">, (chosen: string[], picked: string) => string[]>}
 */
const RULES = {
  /** The page is about the first place: what is picked comes in its place, and the others stay. Pressed once more, it
   * is taken away. */
  leading([leader, ...others], picked) {
    if (picked === leader) return others;
    const rest = others.filter((other) => other !== picked);
    return others.includes(picked) ? [picked, ...rest, leader] : [picked, ...rest];
  },
  /** The page puts places beside each other: what is picked joins those that are chosen, and once more leaves them. */
  gathering: (chosen, picked) =>
    chosen.includes(picked) ? chosen.filter((other) => other !== picked) : [...chosen, picked],
};

/**
 * A desk for the map of a page with such a rule. What was picked with a key, and a pick of several or of none, is meant
 * as it is.
 * @param {Desk} desk @param {MapCard["picks"]} rule @param {() => boolean} several whether it was with a key
 * @returns {Desk}
 */
export function picking(desk, rule, several) {
  if (!rule) return desk;
  return {
    ...desk,
    ask(changes) {
      const wanted = codes(changes.kommun);
      if (wanted.length !== 1 || several()) return desk.ask(changes);
      const then = RULES[rule](codes(desk.view.value.kommun), wanted[0]);
      desk.ask({ ...changes, kommun: then.join(",") });
    },
  };
}

/** @param {string | undefined} list of codes */
const codes = (list) => (list ?? "").split(",").filter(Boolean);
