/** The deck in the browser's tab: it outlives a reload, and is told to a session that knows of none. */

/** @import { FromTab, Mounted, Tab } from "../types" */

const NAME = "atlas-deck";
const NOTHING = "{}"; // what no session takes for a deck
let told = "";

/** Keep a deck, or forget it when there is none. @param {string} text */
export function keep(text) {
  try {
    if (text) sessionStorage.setItem(NAME, text);
    else sessionStorage.removeItem(NAME);
  } catch {
    /* a browser that keeps nothing: the session still has it */
  }
}

/** @param {Mounted<Tab, FromTab>} part */
export function mount({ data, setTriggerValue }) {
  if (data.known) return keep(data.deck);
  let kept = "";
  try {
    kept = sessionStorage.getItem(NAME) ?? "";
  } catch {
    /* as above */
  }
  if (data.asked) kept ||= NOTHING;
  if (!kept || kept === told) return;
  told = kept; // once: what the server refuses is not asked again
  setTriggerValue("deck", kept);
}
