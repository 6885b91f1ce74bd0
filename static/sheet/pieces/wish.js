/** @import { Address, Asking } from "../../types" */

/** What is asked for by a choice: its own parameter, and those that it takes away.
 * @param {Asking} asking @param {string} value @returns {Address} */
export function wish({ asks, drops }, value) {
  return { [asks]: value, ...Object.fromEntries(drops.map((name) => [name, ""])) };
}
