/** The steps of a task in a row, the one taken now marked; below, what that step is about. */

/** @import { Desk, Drawing, Parts, Step } from "../../types" */

import { HIDDEN, make, set, wear, write } from "../../lib/dom.js";
import { icon } from "../../lib/icon.js";
import { follow } from "../../lib/links.js";
import { list } from "../../lib/list.js";

await wear(new URL("../manage.css", import.meta.url));

/** @param {Desk} desk @returns {Drawing<Parts["steps"]>} */
export function create(desk) {
  const row = make("ol", "atlas-steps");
  const [title, text] = [make(desk.heading, "atlas-section-title"), make("p", "atlas-section-text")];
  title.tabIndex = -1; // it is given the focus when the step is taken
  const link = make("a", "atlas-step-link");
  link.addEventListener("click", follow);
  const element = make("section", "atlas-stepped", row, title, text, link);
  const draw = list(row, (/** @type {Step} */ _, at) => at, step);
  return {
    element,
    update(part) {
      set(row, { "aria-label": part.name });
      draw(part.steps, part.done);
      element.dataset.key = part.key;
      write(title, part.title);
      write(text, part.text);
      text.hidden = !part.text;
      link.hidden = !part.link;
      if (part.link) set(link, { href: part.link.url });
      write(link, part.link?.label ?? "");
    },
  };
}

/** A step: its number, or a tick when it is done, and its name. */
function step() {
  const [mark, name, said] = [
    make("span", "atlas-step-mark"),
    make("span", ""),
    make("span", "atlas-unseen"),
  ];
  set(mark, HIDDEN); // the list counts for who hears it
  const element = make("li", "", mark, name, said);
  return {
    element,
    /** @param {Step} now @param {string} done */
    update({ title, state }, done) {
      const at = [...(element.parentElement?.children ?? [])].indexOf(element);
      element.dataset.state = state;
      if (state === "done") mark.replaceChildren(icon("done"));
      else write(mark, String(at + 1));
      write(name, title);
      write(said, state === "done" ? ` (${done})` : "");
      if (state === "now") set(element, { "aria-current": "step" });
      else element.removeAttribute("aria-current");
    },
  };
}
