/** A choice from a list, in groups. */

/** @import { Asking, Desk, Drawing, Parts } from "../../types" */

import { make, write } from "../../lib/dom.js";
import { wish } from "../pieces/wish.js";

/** @param {Desk} desk @returns {Drawing<Parts["picker"]>} */
export function create(desk) {
  const select = make("select", "");
  const name = make("span", "");
  /** @type {Asking} */ let now;
  let drawn = "";
  select.addEventListener("change", () => desk.ask(wish(now, select.value)));
  // an open list of the browser's own tells nothing until it is left: those beside the present one are likely
  for (const type of ["focus", "change"]) {
    select.addEventListener(type, () => {
      const at = select.selectedIndex;
      for (const option of [select.options[at - 1], select.options[at + 1]]) {
        if (option) desk.expect(wish(now, option.value));
      }
    });
  }
  return {
    element: make("label", "atlas-field atlas-picker", name, select),
    update(part) {
      now = part;
      select.name = part.key;
      write(name, part.label);
      const key = JSON.stringify(part.groups);
      if (key !== drawn) {
        drawn = key;
        select.replaceChildren(
          ...part.groups.flatMap(([group, options]) => {
            const made = options.map(([value, text]) => new Option(text, value));
            return group ? [Object.assign(make("optgroup", "", ...made), { label: group })] : made;
          }),
        );
      }
      select.value = part.shown;
    },
  };
}
