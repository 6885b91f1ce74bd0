/** @import { Desk, Words, Years } from "../../types" */

import { make } from "../../lib/dom.js";
import { greyed } from "./greyed.js";

/** One end of the period: only years that leave it at least one year long can be chosen.
 * @param {"from" | "to"} side @param {Desk} desk */
export function createEnd(side, desk) {
  const select = make("select", "");
  select.name = side;
  const label = make("span", "");
  const element = make("label", "atlas-field", label, select);
  let now = [0, 0];
  let opens = [0, 0];
  let at = 0;
  let drawn = "";
  select.addEventListener("change", () => {
    const next = [...now];
    next[at] = Number(select.value);
    desk.ask({ period: next.join() === opens.join() ? "" : next.join("-") });
  });
  return {
    element,
    /** @param {Years} years @param {Words} words @param {number[]} period @param {number[]} whole
     * @param {number} i which end it is */
    update(years, words, period, whole, i) {
      [now, opens, at] = [period, years.opens, i];
      greyed(element, label, select, years.names[i], years.applies, words);
      const [first, last] = i ? [period[0], whole[1]] : [whole[0], period[1]];
      const key = `${first}-${last}`;
      if (key !== drawn) {
        drawn = key;
        select.replaceChildren(
          ...Array.from({ length: last - first + 1 }, (_, n) => new Option(String(first + n))),
        );
      }
      select.value = String(period[i]);
    },
  };
}
