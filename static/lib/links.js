/** Links to other pages and views of ours, followed without a new visit. */

import { walk } from "./host.js";

/** Whether a press is plain: with a key, or by another button, the browser opens the link elsewhere.
 * @param {MouseEvent} event */
export const plain = (event) =>
  !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

/** Make an address the browser's own; the page follows it as it follows "back". @param {string} href */
export function go(href) {
  history.pushState(null, "", href);
  walk();
}

/** Follow the link that is pressed. @param {MouseEvent} event */
export function follow(event) {
  if (!plain(event)) return;
  event.preventDefault();
  go(/** @type {HTMLAnchorElement} */ (event.currentTarget).href);
}
