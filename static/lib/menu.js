/** What a button opens over the page. */

import { below } from "./below.js";

/**
 * Have a button open a panel below itself. Esc, a press beside the panel and the same button close it and give the
 * focus back: the browser does so by itself for a popover. Tab closes it, too, so that nothing stays over the page.
 * @param {HTMLButtonElement} opener @param {HTMLElement} panel
 * @param {() => void} [opening] what is to be made ready before it is seen
 * @returns {() => void} no longer
 */
export function opens(opener, panel, opening) {
  const follow = () => panel.matches(":popover-open") && below(panel, opener);
  panel.popover = "auto";
  panel.tabIndex = -1; // a press beside a control keeps the focus here
  opener.popoverTargetElement = panel;
  opener.setAttribute("aria-expanded", "false");
  panel.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "open") return;
    opening?.();
    below(panel, opener);
  });
  panel.addEventListener("toggle", (event) => {
    opener.setAttribute("aria-expanded", String(event.newState === "open"));
    follow();
  });
  panel.addEventListener("focusout", (event) => {
    const to = /** @type {Node | null} */ (event.relatedTarget);
    if (to && !panel.contains(to) && to !== opener && panel.popover) panel.hidePopover();
  });
  addEventListener("scroll", follow, true);
  addEventListener("resize", follow);
  return () => {
    removeEventListener("scroll", follow, true);
    removeEventListener("resize", follow);
  };
}
