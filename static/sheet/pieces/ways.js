/** @import { Desk, Piece } from "../../types" */

import { make } from "../../lib/dom.js";
import { plain } from "../../lib/links.js";

/** A line of text and of links to other views.
 * @param {HTMLElement} host @param {Piece[]} pieces @param {Desk} desk */
export function ways(host, pieces, desk) {
  host.replaceChildren(
    ...pieces.map((piece) => {
      if (typeof piece === "string") return document.createTextNode(piece);
      const wanted = Object.entries({ ...desk.view.value, ...piece.asks }).filter(([, value]) => value);
      const link = Object.assign(make("a", "", piece.label), { href: `?${new URLSearchParams(wanted)}` });
      link.addEventListener("click", (e) => {
        if (!plain(e)) return;
        e.preventDefault();
        desk.ask(piece.asks);
      });
      return link;
    }),
  );
}
