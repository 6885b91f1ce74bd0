/**
 * The facts of the place that is open on a map: three values with a strip each, the map's measure over the years, and
 * ways on. Esc and its button close them; the focus goes back to the place.
 */

/** @import { Desk, Drawing, Parts } from "../../types" */

import * as figures from "../../figures/figure.js";
import { button, make, set, write } from "../../lib/dom.js";
import { icon } from "../../lib/icon.js";
import { follow } from "../../lib/links.js";
import { factsOf } from "../../map/facts.js";
import { addButton } from "../pieces/add.js";
import { createStrip, explain } from "../pieces/strip.js";

/** @param {Desk} desk @returns {Drawing<Parts["facts"]>} */
export function create(desk) {
  /** @type {Parts["facts"]} */ let part;
  let { ask } = desk;
  const told = make("div", "atlas-facts-told");
  const key = make("p", "atlas-quiet atlas-place-key");
  const [title, figure] = [make("p", ""), figures.create()];
  const trend = make("div", "atlas-facts-trend", title, figure.element);
  const add = addButton(desk, () => part.key);
  const filter = button("atlas-button");
  const page = make("a", "");
  const shut = button("atlas-icon-button atlas-facts-close");
  shut.append(icon("remove"));
  const ways = make("div", "atlas-facts-ways", add.element, filter, page);
  const element = make("aside", "atlas-facts", told, key, trend, ways, shut);

  function close() {
    const place = element.closest(".atlas-card")?.querySelector(`.area[data-code="${part.code}"]`);
    ask({ plats: "" });
    /** @type {SVGElement | null | undefined} */ (place)?.focus({ preventScroll: true });
  }
  shut.addEventListener("click", close);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  });
  filter.addEventListener("click", () => {
    heading()?.focus({ preventScroll: true }); // the button goes when the place is chosen
    ask(part.asks);
  });
  page.addEventListener("click", follow);
  const heading = () => /** @type {HTMLElement | null} */ (told.querySelector(".atlas-facts-name"));

  return {
    element,
    update(next, now) {
      const had = document.activeElement === heading();
      [part, ask] = [next, now.ask];
      element.dataset.code = part.code;
      set(element, { "aria-label": part.label });
      told.replaceChildren(...factsOf("h3", part, under));
      if (had) heading()?.focus({ preventScroll: true });
      explain(key, part.marks);
      trend.hidden = !part.trend;
      if (part.trend) {
        write(title, part.trend.title);
        figure.update(part.trend.figure, part.trend.text);
      }
      add.update(now, part.name);
      write(filter, part.filter);
      filter.hidden = !part.filter;
      write(page, part.page);
      set(page, { href: part.url });
      set(shut, { "aria-label": now.words.close, title: now.words.close });
    },
    leave: figure.leave,
  };
}

/** Where the place stands in a fact, drawn and in words. @param {Parts["facts"]["items"][number]} fact */
function under({ strip }) {
  if (!strip || (!strip.others.length && !strip.beside)) return undefined;
  const drawn = createStrip();
  drawn.update(strip);
  return make("div", "", drawn.element, make("span", "atlas-facts-beside", strip.beside));
}
