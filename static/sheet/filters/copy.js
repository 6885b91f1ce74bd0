/** @import { Words } from "../../types" */

import { button, make } from "../../lib/dom.js";
import { icon, redraw } from "../../lib/icon.js";
import { copy } from "../../lib/clipboard.js";

/** "Copy link": puts the address of this very view on the clipboard, and says so. */
export function createCopyButton() {
  const copier = button("atlas-icon-button atlas-copy");
  const done = make("span", "");
  copier.append(icon("copy"), done);
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
    redraw(copier, "done");
    name();
    setTimeout(() => {
      delete copier.dataset.done;
      redraw(copier, "copy");
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
