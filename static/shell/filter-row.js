/** The row of the head in which a page puts its filters; it is not seen while it is empty. */

import { make } from "../lib/dom.js";

export const filterRow = make("div", "atlas-filter-row");
filterRow.setAttribute("role", "search");

/** Put the filters of a page there. Those of the page before go at once: it may stand there for a moment more.
 * @param {HTMLElement} filters */
export function putFilters(filters) {
  filterRow.replaceChildren(filters);
}
