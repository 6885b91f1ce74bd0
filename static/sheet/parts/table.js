/** A table in a frame of its own. */

/** @import { Desk, Drawing, Parts } from "../../types" */

import { make, write } from "../../lib/dom.js";
import { addButton } from "../pieces/add.js";
import { grid } from "../pieces/grid.js";
import { cardHead } from "../pieces/head.js";
import { menu } from "../pieces/menu.js";

/** @param {Desk} desk @returns {Drawing<Parts["table"]>} */
export function create(desk) {
  const add = addButton(desk, () => element.dataset.key ?? "");
  const tools = make("span", ""); // a menu, where there is a file to be had
  const head = cardHead(desk.heading, add.element, tools);
  const [table, note] = [grid(), make("p", "atlas-quiet")];
  const summary = make("summary", "");
  const fold = make("details", "atlas-fold", summary);
  const element = make("section", "atlas-card atlas-frame", head.element, table.element, note);
  /** @type {ReturnType<typeof menu> | undefined} */ let more;
  return {
    element,
    update(part, now) {
      element.dataset.key = part.key;
      head.update(part, now);
      add.update(now, part.title);
      if (part.folded && !fold.isConnected) {
        add.element.remove(); // what is folded away is not for a room
        fold.append(table.element);
        head.element.after(fold);
      }
      write(summary, part.folded);
      if (part.files && !more) tools.append((more = menu()).element);
      more?.update(now.words.more.replace("{title}", part.title), [
        { name: "csv", text: now.words.csv, act: () => void more?.wait(now.save(part.key, "csv")) },
      ]);
      table.update(part, part.title);
      write(note, part.note);
      note.hidden = !part.note;
    },
    leave: () => more?.leave(),
  };
}
