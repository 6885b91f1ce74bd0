/** @import { CardFoot, Drawing } from "../../types" */

import { make, write } from "../../lib/dom.js";

/** The foot of a card: its sentence, what is to be known of it, and the source. @returns {Drawing<CardFoot>} */
export function cardFoot() {
  const sentence = make("p", "atlas-sentence");
  const [note, source] = [make("p", "atlas-quiet"), make("p", "atlas-quiet atlas-source")];
  return {
    element: make("footer", "", sentence, note, source),
    update(part) {
      write(sentence, part.sentence);
      write(note, part.note);
      note.hidden = !part.note;
      write(source, part.lines.join(" · "));
    },
  };
}
