/** Key figures: a name, a large value and what is told of it. */

/** @import { Desk, Drawing, KeyFigure, Parts } from "../../types" */

import { make, write } from "../../lib/dom.js";
import { list } from "../../lib/list.js";
import { explanation } from "../pieces/explanation.js";

/** @returns {Drawing<Parts["key_figures"]>} */
export function create() {
  const element = make("div", "atlas-figures");
  const draw = list(
    element,
    (/** @type {KeyFigure} */ item) => item.key,
    () => {
      const [label, value, lines] = [make("dt", ""), make("dd", "atlas-value"), make("dd", "atlas-lines")];
      const name = make("span", "");
      const asked = explanation();
      label.append(name, asked.element);
      const figure = make("dl", "atlas-figure atlas-frame", label, value, lines);
      return {
        element: figure,
        /** @param {KeyFigure} item @param {Desk} desk */
        update(item, desk) {
          figure.dataset.key = item.key;
          write(name, item.label);
          write(value, item.value);
          paragraphs(lines, item.lines);
          asked.update(item.help, desk.words.help.replace("{name}", item.label));
        },
      };
    },
  );
  return {
    element,
    update({ items, columns }, desk) {
      element.style.setProperty("--atlas-columns", `repeat(${columns}, minmax(0, 1fr))`);
      draw(items, desk);
    },
  };
}

/** @param {HTMLElement} host @param {string[]} lines */
function paragraphs(host, lines) {
  while (host.children.length > lines.length) host.lastChild?.remove();
  lines.forEach((line, i) => {
    if (!host.children[i]) host.append(make("p", "atlas-quiet"));
    write(host.children[i], line);
  });
}
