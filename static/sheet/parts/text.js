/** Paragraphs, each with a strong beginning, a quiet end or a link where it has one; folded ones open at a press. */

/** @import { Desk, Drawing, Parts, TextItem } from "../../types" */

import { make, write } from "../../lib/dom.js";
import { list } from "../../lib/list.js";

/** @param {Desk} desk @returns {Drawing<Parts["text"]>} */
export function create({ heading }) {
  const [title, items] = [make(heading, "atlas-card-title"), make("div", "atlas-text")];
  const element = make("section", "", title, items);
  let folded = false; // the same as long as the part stands
  const draw = list(
    items,
    (/** @type {TextItem} */ _, i) => i,
    () => {
      const [strong, text, small] = [make("strong", ""), make("span", ""), make("span", "atlas-quiet")];
      const link = make("a", "");
      const under = make("p", "", small, link);
      const whole = folded
        ? make("details", "atlas-fold", make("summary", "", strong), make("p", "", text), under)
        : make("div", "", make("p", "", strong, text), under);
      return {
        element: whole,
        /** @param {TextItem} item */
        update(item) {
          write(strong, item.strong && !folded ? `${item.strong}. ` : (item.strong ?? ""));
          write(text, item.text);
          write(small, item.small ? `${item.small}${item.link ? " · " : ""}` : "");
          link.hidden = !item.link;
          if (item.link) Object.assign(link, { href: item.link.url, textContent: item.link.label });
          under.hidden = !item.small && !item.link;
        },
      };
    },
  );
  return {
    element,
    update(part) {
      folded = Boolean(part.folded);
      element.className = part.framed ? "atlas-card atlas-frame" : "atlas-plain";
      element.dataset.key = part.key ?? "";
      write(title, part.title ?? "");
      title.hidden = !part.title;
      draw(part.items);
    },
  };
}
