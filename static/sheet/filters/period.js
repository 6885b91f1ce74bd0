/** @import { Desk, Words, Years } from "../../types" */

import { make, write } from "../../lib/dom.js";
import { createChip } from "./chip.js";

/** The filter of years: the two ends of a period. @param {Desk} desk */
export function createPeriod(desk) {
  /** @type {number[]} */ let opens = [];
  /** @type {number[]} */ let now = [];
  const ends = [0, 1].map((at) =>
    createEnd(["from", "to"][at], (year) => {
      const next = now.with(at, year);
      desk.ask({ period: next.join() === opens.join() ? "" : next.join("-") });
    }),
  );
  const fields = make("div", "atlas-ends", ...ends.map((end) => end.element));
  const chip = createChip("period", desk, [fields], () => {});
  const told = (/** @type {number[]} */ [first, last]) => (first === last ? `${first}` : `${first}–${last}`);
  return {
    element: chip.element,
    opener: chip.opener,
    /** @param {Years} years @param {Words} words @param {string | undefined} asked as the address has it */
    update(years, words, asked) {
      opens = years.opens;
      now = asked ? asked.split("-").map(Number) : opens;
      const chosen = asked ? [{ key: "period", text: told(now), without: { period: "" } }] : [];
      chip.update({ label: years.label, unset: told(opens), applies: years.applies, chosen }, words);
      chip.element.hidden = !years.applies && !chosen.length;
      // a link may ask for years before those of the figures that are shown
      const whole = [Math.min(years.first, now[0]), Math.max(years.last, now[1])];
      ends[0].update(years.names[0], whole[0], now[1], now[0]);
      ends[1].update(years.names[1], now[0], whole[1], now[1]);
    },
    leave: chip.leave,
  };
}

/** One end of the period: only years that leave it at least one year long can be chosen.
 * @param {string} name @param {(year: number) => void} chosen */
function createEnd(name, chosen) {
  const select = Object.assign(make("select", ""), { name });
  const label = make("span", "");
  let drawn = "";
  select.addEventListener("change", () => chosen(Number(select.value)));
  return {
    element: make("label", "atlas-field", label, select),
    /** @param {string} said @param {number} first @param {number} last @param {number} year */
    update(said, first, last, year) {
      write(label, said);
      const key = `${first}-${last}`;
      if (key !== drawn) {
        drawn = key;
        const years = Array.from({ length: last - first + 1 }, (_, n) => String(first + n));
        select.replaceChildren(...years.map((one) => new Option(one)));
      }
      select.value = String(year);
    },
  };
}
