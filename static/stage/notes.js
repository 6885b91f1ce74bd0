/**
 * The presenter's notes in a window of their own: what to say, what comes next, and a clock.
 *
 * The window is empty and of our own origin; this page writes into it, so it follows at once and
 * needs no server. The keys of the presentation work there, too. When this page is loaded anew the window stays,
 * and the page takes it up again by its name.
 */

/** @import { Notes, Words } from "../types" */

import { make, write } from "../lib/dom.js";

const NAME = "atlas-notes"; // of the window; and where the tab keeps when the presentation began, while it is open
const LOOK = `body { margin: 0; padding: 24px; font: 22px/1.45 sans-serif; background: #fff; color: #0c181f; }
h1 { font-size: 30px; margin: 0 0 12px; } h2 { font-size: 20px; margin: 24px 0 6px; color: #4b5b66; }
p { margin: 0 0 8px; white-space: pre-wrap; } #notes { font-size: 28px; }
.clocks { display: flex; gap: 40px; font-size: 20px; font-variant-numeric: tabular-nums; }
.clocks b { display: block; font-size: 44px; }
@media (prefers-color-scheme: dark) { body { background: #0f1a21; color: #e8eff2; } h2 { color: #a9bac5; } }`;

/** @param {(event: KeyboardEvent) => void} key what a key pressed there does */
export function createNotes(key) {
  /** @type {Window | null} */ let there = null;
  /** @type {ReturnType<typeof furnish>} */ let parts;
  let started = begun();
  let stays = started > 0; // from before this page was loaded
  let ticking = 0;

  function tick() {
    if (there && !there.closed) return writeClocks(parts, Date.now() - started);
    keepBegun(0);
    clearInterval(ticking);
  }

  /** Open the window, or find it by its name. @param {Notes} notes @returns {boolean} whether the browser let it */
  function join(notes) {
    there = window.open("", NAME, "popup,width=760,height=720");
    if (!there) return false;
    started ||= Date.now();
    keepBegun(started);
    parts = furnish(there.document, notes.words, notes.lang);
    there.document.onkeydown = key; // in the place of the one from before
    clearInterval(ticking);
    ticking = setInterval(tick, 500);
    tick();
    return true;
  }

  /** Follow the presentation, where the window is open. @param {Notes} notes */
  function update(notes) {
    if (stays) join(notes);
    stays = false;
    if (there && !there.closed) writeNotes(parts, notes);
  }

  return {
    /** Open the window, or bring it to the front. @param {Notes} notes @returns {boolean} whether the browser let it */
    open(notes) {
      if ((!there || there.closed) && !join(notes)) return false;
      update(notes);
      there?.focus();
      return true;
    },
    update,
    close() {
      there?.close();
      tick();
    },
  };
}

/** When the presentation began whose notes are open, as the tab keeps it; 0 where none are. */
function begun() {
  try {
    return Number(sessionStorage.getItem(NAME));
  } catch {
    return 0; // a browser that keeps nothing
  }
}

/** @param {number} started in ms, or 0 */
function keepBegun(started) {
  try {
    sessionStorage.setItem(NAME, String(started));
  } catch {
    /* as above: after a reload the notes are opened by hand */
  }
}

/**
 * Put into an empty page what the presenter looks at; gives the parts of it that change.
 * @param {Document} page @param {Words} words @param {string} lang
 */
function furnish(page, words, lang) {
  const parts = {
    clock: named("b", "clock"),
    elapsed: named("b", "elapsed"),
    position: make("p", ""),
    sent: named("p", "sent"),
    heading: make("h1", ""),
    notes: named("p", "notes"),
    next: named("p", "next"),
    nextSentence: make("p", ""),
  };
  page.documentElement.lang = lang;
  page.title = words.notes_title;
  page.head.replaceChildren(make("style", "", LOOK));
  page.body.replaceChildren(
    make(
      "div",
      "clocks",
      make("span", "", words.clock, parts.clock),
      make("span", "", words.elapsed, parts.elapsed),
      make("span", "", parts.position),
    ),
    parts.sent,
    parts.heading,
    make("h2", "", words.notes_title),
    parts.notes,
    make("h2", "", words.next_slide),
    parts.next,
    parts.nextSentence,
  );
  return parts;
}

/** @template {"b" | "p"} Tag @param {Tag} tag @param {string} id */
const named = (tag, id) => Object.assign(make(tag, ""), { id });

/** What time it is, and how long the presentation has lasted. @param {ReturnType<typeof furnish>} parts
 * @param {number} lasted in ms */
function writeClocks({ clock, elapsed }, lasted) {
  const seconds = Math.floor(lasted / 1000);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  write(clock, new Date().toTimeString().slice(0, 5));
  write(elapsed, `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`);
}

/** What to say now, and what comes next. @param {ReturnType<typeof furnish>} parts @param {Notes} notes */
function writeNotes(parts, { slides, at, place, words, sent }) {
  const slide = slides[at];
  const next = at < slides.length - 2 ? slides[at + 1] : undefined; // the end is nothing to speak to
  write(parts.position, place);
  write(parts.sent, sent?.text ?? "");
  parts.sent.lang = sent?.lang ?? "";
  write(parts.heading, slide.heading);
  write(parts.notes, slide.notes || words.no_notes);
  write(parts.next, next ? next.heading : words.last_slide);
  write(parts.nextSentence, next ? next.sentence : "");
}
