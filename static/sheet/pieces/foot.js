/** @import { CardFoot, Desk, Drawing } from "../../types" */

import { button, make, write } from "../../lib/dom.js";
import * as pictures from "../../lib/picture.js";
import { addButton } from "./add.js";
import { grid } from "./grid.js";

let serial = 0;

/** The foot of a card: its sentence, the source, the table and the downloads.
 * @param {Desk} desk @param {...HTMLElement} tools more that can be done with the figure
 * @returns {Drawing<CardFoot>} */
export function cardFoot(desk, ...tools) {
  const sentence = make("p", "atlas-sentence");
  const [note, source] = [make("p", "atlas-quiet"), make("p", "atlas-quiet atlas-source")];
  const folded = make("div", "atlas-folded");
  const [show, csv] = ["table", "csv"].map((name) => Object.assign(button("atlas-button"), { name }));
  const picture = make("span", "");
  const add = addButton(desk, () => part.key);
  const table = grid();
  folded.append(table.element);
  folded.id = `atlas-table-${++serial}`;
  folded.hidden = true;
  show.setAttribute("aria-controls", folded.id);
  show.setAttribute("aria-expanded", "false");
  /** @type {CardFoot} */ let part;
  show.addEventListener("click", () => {
    folded.hidden = !folded.hidden;
    show.setAttribute("aria-expanded", String(!folded.hidden));
    fill();
  });
  csv.addEventListener("click", () => desk.save(part.key, "csv"));
  const fill = () => part.table && !folded.hidden && table.update(part.table, part.title);
  return {
    element: make(
      "footer",
      "",
      sentence,
      note,
      make("div", "atlas-foot", source, ...tools, show, csv, picture, add.element),
      folded,
    ),
    update(next, now) {
      part = next;
      write(sentence, part.sentence);
      write(note, part.note);
      note.hidden = !part.note;
      write(source, part.lines.join(" · "));
      write(show, now.words.table);
      write(csv, now.words.csv);
      const help = now.words.csv_help.replace("{title}", part.title);
      if (csv.title !== help) {
        csv.title = help;
        csv.setAttribute("aria-label", help);
      }
      show.setAttribute("aria-label", `${now.words.table}: ${part.title}`);
      show.hidden = !part.table;
      add.update(now, part.title);
      fill();
      pictures.mount({
        parentElement: picture,
        data: {
          title: part.title,
          subtitle: part.under,
          lines: part.lines,
          filename: part.stem,
          words: now.words,
          saved: (format) => desk.save(part.key, format),
        },
      });
    },
  };
}
