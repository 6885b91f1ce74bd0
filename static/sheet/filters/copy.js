/** @import { Words } from "../../types" */

import { button, make, write } from "../../lib/dom.js";
import { copy } from "../../lib/clipboard.js";

/** "Copy link": puts the address of this very view on the clipboard and says so. */
export function createCopyButton() {
  const copier = button("atlas-button atlas-copy");
  const said = make("span", "atlas-unseen");
  said.setAttribute("role", "status");
  /** @type {Words} */ let words = {};
  copier.addEventListener("click", async () => {
    await copy(location.href);
    copier.dataset.done = "true";
    copier.textContent = said.textContent = words.copied;
    setTimeout(() => {
      delete copier.dataset.done;
      copier.textContent = words.copy;
      said.textContent = "";
    }, 2500);
  });
  return {
    element: make("div", "atlas-field", copier, said),
    /** @param {Words} next */
    update(next) {
      words = next;
      if (!copier.dataset.done) write(copier, words.copy);
    },
  };
}
