/** @import { Address, Desk, Words } from "../../types" */

import { button, make, write } from "../../lib/dom.js";
import { icon } from "../../lib/icon.js";
import { list } from "../../lib/list.js";
import { opens } from "../../lib/menu.js";
import { createOpener } from "../../lib/opener.js";

/**
 * What is chosen by a filter: its text, and the parameters of the view without it.
 * @typedef {{key: string, text: string, without: Address}} Chosen
 *
 * What a filter says: what it is called, what holds while nothing is chosen, and whether it applies on the page.
 * @typedef {{label: string, unset: string, applies: boolean, chosen: Chosen[]}} Said
 */

/**
 * A filter as one chip: a button that opens its panel, and what is chosen, each with a button that takes it away.
 * One that says nothing on this page stands there greyed, with the reason.
 * @param {string} name the parameter of the address @param {Desk} desk @param {HTMLElement[]} content of the panel
 * @param {(panel: HTMLElement, opener: HTMLElement) => void} opening before the panel is seen
 */
export function createChip(name, desk, content, opening) {
  const { element: opener, update: tell } = createOpener("atlas-choice");
  opener.name = name;
  opener.setAttribute("aria-haspopup", "dialog");
  const panel = make("div", "atlas-list", ...content);
  panel.setAttribute("role", "dialog");
  const badges = make("span", "atlas-badges");
  const leave = opens(opener, panel, () => opening(panel, opener));
  const draw = list(
    badges,
    (/** @type {Chosen} */ { key }) => key,
    () => {
      const text = make("span", "");
      const badge = button("atlas-badge");
      badge.append(text, icon("remove"));
      /** @type {Address} */ let without;
      badge.addEventListener("click", () => {
        opener.focus(); // the badge goes away, and would take the focus along
        desk.ask(without);
      });
      for (const type of ["pointerenter", "focus"]) badge.addEventListener(type, () => desk.expect(without));
      return {
        element: badge,
        /** @param {Chosen} one @param {Words} words */
        update(one, words) {
          without = one.without;
          badge.dataset.key = one.key;
          badge.title = words.remove.replace("{name}", one.text);
          badge.setAttribute("aria-label", badge.title);
          write(text, one.text);
        },
      };
    },
  );
  const element = make("div", "atlas-chip", opener, panel, badges);
  return {
    element,
    opener,
    /** @param {Said} said @param {Words} words */
    update({ label, unset, applies, chosen }, words) {
      tell(chosen.length ? label : unset);
      opener.setAttribute("aria-label", `${label}: ${chosen.map((one) => one.text).join(", ") || unset}`);
      opener.disabled = !applies;
      panel.setAttribute("aria-label", label);
      element.title = applies ? "" : words.not_here_reason;
      element.dataset.chosen = String(chosen.length > 0);
      draw(chosen, words);
    },
    leave,
  };
}
