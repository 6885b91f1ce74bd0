import { below } from "../../lib/below.js";
import { button, make, write } from "../../lib/dom.js";
import { icon } from "../../lib/icon.js";

let serial = 0;

/** A question mark that tells what is meant: on hover, on focus and on a press; Esc takes it away. */
export function explanation() {
  const mark = button("atlas-help");
  mark.append(icon("help"));
  const text = make("span", "atlas-tip");
  text.id = `atlas-tip-${++serial}`;
  text.setAttribute("role", "tooltip");
  text.popover = "manual";
  mark.setAttribute("aria-describedby", text.id);
  const open = () => {
    if (text.matches(":popover-open")) return;
    text.showPopover();
    below(text, mark);
  };
  const shut = () => text.matches(":popover-open") && text.hidePopover();
  for (const type of ["pointerenter", "focus", "click"]) mark.addEventListener(type, open);
  for (const type of ["pointerleave", "blur"]) mark.addEventListener(type, shut);
  mark.addEventListener("keydown", (e) => e.key === "Escape" && shut());
  return {
    element: make("span", "", mark, text),
    /** @param {string} said @param {string} name */
    update(said, name) {
      write(text, said);
      mark.hidden = !said;
      if (mark.getAttribute("aria-label") !== name) mark.setAttribute("aria-label", name);
    },
  };
}
