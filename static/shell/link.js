/** A button that copies the link of a deck. */

/** @import { DeckLink, Mounted } from "../types" */

import { button, make, write } from "../lib/dom.js";
import { copy } from "../lib/clipboard.js";

/** @type {WeakMap<HTMLElement, (link: DeckLink) => void>} */
const links = new WeakMap();

/** @param {Mounted<DeckLink>} part */
export function mount({ parentElement, data }) {
  let link = links.get(parentElement);
  if (!link) links.set(parentElement, (link = createLink(parentElement)));
  link(data);
}

/** @param {HTMLElement} parent @returns {(link: DeckLink) => void} */
function createLink(parent) {
  const copier = button("atlas-button");
  const said = make("span", "atlas-unseen");
  said.setAttribute("role", "status");
  /** @type {DeckLink} */ let data;
  copier.addEventListener("click", async () => {
    await copy(`${location.origin}${data.base}?lek=${data.deck}&bild=0`);
    copier.textContent = said.textContent = data.words.copied;
    setTimeout(() => {
      copier.textContent = data.words.link;
      said.textContent = "";
    }, 2500);
  });
  parent.append(make("div", "atlas-sheet", copier, said));
  return (next) => {
    data = next;
    copier.dataset.deck = data.deck;
    write(copier, data.words.link);
  };
}
