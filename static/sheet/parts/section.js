/** Parts under a heading and a sentence; the headings of what stands there are one level lower. */

/** @import { Desk, Drawing, Parts } from "../../types" */

import { make, set, write } from "../../lib/dom.js";

/** @param {Desk} desk @returns {Drawing<Parts["section"]>} */
export function create(desk) {
  const [title, text] = [make("h2", "atlas-section-title"), make("p", "atlas-section-text")];
  const body = make("div", "atlas-section-parts");
  const slots = desk.slots(body);
  title.tabIndex = -1; // the index gives it the focus
  const element = make("section", "atlas-section", title, text, body);
  return {
    element,
    update(part, now) {
      write(title, part.title);
      write(text, part.text);
      title.id = `atlas-section-${part.key}`;
      element.dataset.section = part.key;
      set(element, { "aria-labelledby": title.id });
      slots.paint(part.parts, { ...now, heading: "h3" });
    },
    leave: slots.leave,
  };
}
