/**
 * The deck in the browser's tab: it outlives a reload, and is told to a session that knows of none. A new tab
 * begins with the deck of one that was closed (kept-decks.js), and the session is told that it is such a one.
 */

/** @import { FromTab, Mounted, Tab } from "../types" */

import { forgetAll, keep as keepForLater, takeUp } from "./kept-decks.js";

const NAME = "atlas-deck";
const NOTHING = "{}"; // what no session takes for a deck
let told = "";
let leaving = false; // from the moment the reader logs out until the page goes: the session still tells its deck
/** @type {Promise<string> | undefined} what a closed tab has left: asked for once, as a tab is new once */
let left;

/** Keep a deck, or forget it when there is none. @param {string} text */
export function keep(text) {
  if (leaving) return;
  left = Promise.resolve(""); // the session has a deck, and needs none that was left
  keepForLater(text);
  keepInTab(text);
}

/** Forget all decks in this browser, for the reader logs out. */
export function forget() {
  leaving = true;
  keepInTab("");
  forgetAll();
}

/** @param {string} text */
function keepInTab(text) {
  try {
    if (text) sessionStorage.setItem(NAME, text);
    else sessionStorage.removeItem(NAME);
  } catch {
    /* a browser that keeps nothing: the session still has it */
  }
}

/** @param {Mounted<Tab, FromTab>} part */
export async function mount({ data, setTriggerValue }) {
  if (data.known) return keep(data.deck);
  let kept = "";
  let closed = ""; // what a closed tab has left
  try {
    kept = sessionStorage.getItem(NAME) ?? "";
  } catch {
    /* as above */
  }
  if (!kept) {
    left ??= takeUp();
    closed = await left;
    if (closed) keepInTab(closed);
  }
  if (data.asked && !closed) kept ||= NOTHING;
  const found = kept || closed;
  if (!found || found === told) return;
  told = found; // once: what the server refuses is not asked again
  if (closed) setTriggerValue("left", closed);
  else setTriggerValue("deck", kept);
}
