/** Files in which figures can be had: a button each, and what the file is for. */

/** @import { DataFile, Desk, Drawing, Parts } from "../../types" */

import { button, make, set, write } from "../../lib/dom.js";
import { list } from "../../lib/list.js";

/** @param {Desk} desk @returns {Drawing<Parts["files"]>} */
export function create({ heading, save }) {
  const title = make(heading, "atlas-card-title");
  const items = make("ul", "atlas-files");
  const element = make("section", "atlas-card atlas-frame", title, items);
  const draw = list(
    items,
    (/** @type {DataFile} */ file) => file.kind,
    () => {
      const press = button("atlas-files-press");
      const about = make("span", "atlas-quiet");
      let kind = "";
      press.addEventListener("click", async () => {
        set(press, { "aria-busy": true });
        await save(element.dataset.key ?? "", kind);
        set(press, { "aria-busy": false });
      });
      return {
        element: make("li", "", press, about),
        /** @param {DataFile} file */
        update(file) {
          kind = file.kind;
          press.name = kind;
          write(press, file.name);
          write(about, file.about);
        },
      };
    },
  );
  return {
    element,
    update(part) {
      element.dataset.key = part.key;
      write(title, part.title);
      draw(part.items);
    },
  };
}
