/**
 * Which section of the page a link leads to stands in the address: a press in the index writes it, and the page that
 * the link opens goes there. The server neither reads this parameter nor writes it. A press is no step of the reader's
 * history: "back" leads out of the page, not through its sections.
 */

import * as address from "../shell/address.js";

const NAME = "avsnitt";

/** The section that the address names, "" where it names none. */
export const asked = () => address.read([NAME])[NAME] ?? "";

/** Name a section in the address. @param {string} key */
export const name = (key) => address.write({ [NAME]: key }, [NAME], "replaceState");

/** The address of this view at a section. @param {string} key */
export function link(key) {
  const query = new URLSearchParams(location.search);
  query.set(NAME, key);
  return `?${query}`;
}
