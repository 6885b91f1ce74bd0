/** What stands where there is nothing to show yet: a small picture of what will, and how it comes to be. */

/** @import { Desk, Drawing, Parts } from "../../types" */

import { make, wear, write } from "../../lib/dom.js";
import { PICTURES } from "../pieces/pictures.js";

await wear(new URL("../manage.css", import.meta.url));

/** @param {Desk} desk @returns {Drawing<Parts["vacant"]>} */
export function create(desk) {
  const picture = make("div", "atlas-vacant-picture");
  const [title, text] = [make(desk.heading, "atlas-card-title"), make("p", "")];
  const element = make(
    "section",
    "atlas-card atlas-frame atlas-vacant",
    picture,
    make("div", "", title, text),
  );
  return {
    element,
    update(part) {
      element.dataset.key = part.key;
      picture.replaceChildren(PICTURES[part.picture]());
      write(title, part.title);
      write(text, part.text);
    },
  };
}
