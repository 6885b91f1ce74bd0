/** @import { Words } from "../../types" */

import { button, make, svg, HIDDEN } from "../../lib/dom.js";
import { copy } from "../../lib/clipboard.js";

const CHAIN =
  "M7 9a3 3 0 0 0 4.5.3l2-2a3 3 0 0 0-4.2-4.2l-1 1M9 7a3 3 0 0 0-4.5-.3l-2 2a3 3 0 0 0 4.2 4.2l1-1";

/** "Copy link": puts the address of this very view on the clipboard, and says so. */
export function createCopyButton() {
  const copier = button("atlas-icon-button atlas-copy");
  const done = make("span", "");
  copier.append(svg("svg", { viewBox: "0 0 16 16", ...HIDDEN }, svg("path", { d: CHAIN })), done);
  const said = make("span", "atlas-unseen");
  said.setAttribute("role", "status");
  /** @type {Words} */ let words = {};
  function name() {
    copier.title = copier.dataset.done ? words.copied : words.copy;
    copier.setAttribute("aria-label", copier.title);
  }
  copier.addEventListener("click", async () => {
    await copy(location.href);
    copier.dataset.done = "true";
    done.textContent = said.textContent = words.copied;
    name();
    setTimeout(() => {
      delete copier.dataset.done;
      done.textContent = said.textContent = "";
      name();
    }, 2500);
  });
  return {
    element: make("div", "atlas-copying", copier, said),
    /** @param {Words} next */
    update(next) {
      words = next;
      name();
    },
  };
}
