/** Areas as they are drawn, without numbers: what an upload of boundaries holds. */

/** @import { Drawing, Parts } from "../../types" */

import { make, set, svg, write } from "../../lib/dom.js";

/** @returns {Drawing<Parts["shapes"]>} */
export function create() {
  const title = make("h2", "atlas-card-title");
  const picture = svg("svg", { role: "img", class: "atlas-shapes" });
  return {
    element: make("section", "atlas-card atlas-frame", title, picture),
    update(part) {
      write(title, part.title);
      set(picture, { viewBox: part.viewBox.join(" "), "aria-label": part.title });
      picture.replaceChildren(...part.areas.map(({ name, d }) => svg("path", { d }, svg("title", {}, name))));
    },
  };
}
