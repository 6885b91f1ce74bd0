/**
 * A page comes in pieces: the framework's frame, our head, the parts of the page one after the other, and each
 * would move what stands already. So its place is kept by grey shapes, and it is seen when it stands.
 *
 * On a first visit the shapes are in the page that the server sends (`atlas/views/arrival.py`), before any script
 * has run. Of another page the head stays, and they stand below it. `arrival.css` hides what comes meanwhile, and
 * shows it in any case after a while: a page that fails must say so.
 */

import { AT_REST, EMPTY_PLACE } from "../lib/host.js";

const KEPT = document.getElementById("atlas-arrival"); // not there where the server has no middleware of ours
const PATIENCE_MS = { first: 15000, page: 4000 };
const UNPAINTED = ".atlas-map:has(.atlas-map-canvas):not([data-painted])";

/** @type {MutationObserver | null} */
let watching = null;
/** @type {ReturnType<typeof setTimeout>} */
let late;
let frame = 0;
/** @type {Element | null} the title of the page that goes */
let before = null;

if (KEPT?.isConnected) keep(PATIENCE_MS.first);

/** Another page comes: keep its place below the head until it stands. */
export function begin() {
  if (!KEPT) return;
  const top = document.querySelector(".atlas-head-row")?.getBoundingClientRect().bottom ?? 0;
  before = document.querySelector("h1");
  KEPT.dataset.below = "head";
  KEPT.style.top = `${Math.max(0, top)}px`;
  document.getElementById("root")?.before(KEPT);
  keep(PATIENCE_MS.page);
}

/** Look after each change whether the page stands. @param {number} patience in ms */
function keep(patience) {
  clearTimeout(late);
  late = setTimeout(end, patience);
  if (watching) return;
  watching = new MutationObserver(look);
  watching.observe(document.body, { childList: true, subtree: true, attributes: true });
  look(); // it may stand already
}

/** Whether nothing more is to come that would move what stands, or something has to be said. */
function stands() {
  if (document.querySelector("#stMain .atlas-fault[role=alert]")) return true;
  const title = document.querySelector("h1");
  return (
    title !== null &&
    title !== before &&
    document.querySelector(AT_REST) !== null &&
    document.querySelector(`${EMPTY_PLACE}, ${UNPAINTED}`) === null &&
    Boolean(/** @type {HTMLLinkElement | null} */ (document.getElementById("atlas-style"))?.sheet)
  );
}

/** A page that stands is seen after two frames, in which what is drawn has taken its measure. */
function look() {
  cancelAnimationFrame(frame);
  if (!stands()) return;
  frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => document.fonts.ready.then(() => stands() && end()));
  });
}

function end() {
  clearTimeout(late);
  watching?.disconnect();
  watching = before = null;
  KEPT?.remove();
}
