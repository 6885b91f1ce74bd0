/**
 * The presenter's notes in a window of their own: what to say, what comes next, and a clock.
 *
 * The window is empty and of our own origin; this page writes into it, so it follows at once and
 * needs no server. The keys of the presentation work there, too.
 */

import { make, write } from "../lib/dom.js";

const LOOK = `body { margin: 0; padding: 24px; font: 22px/1.45 sans-serif; background: #fff; color: #0c181f; }
h1 { font-size: 30px; margin: 0 0 12px; } h2 { font-size: 20px; margin: 24px 0 6px; color: #4b5b66; }
p { margin: 0 0 8px; white-space: pre-wrap; } #notes { font-size: 28px; }
.clocks { display: flex; gap: 40px; font-size: 20px; font-variant-numeric: tabular-nums; }
.clocks b { display: block; font-size: 44px; }
@media (prefers-color-scheme: dark) { body { background: #0f1a21; color: #e8eff2; } h2 { color: #a9bac5; } }`;

/** @typedef {import("../types").Notes} Notes */

/** @param {(event: KeyboardEvent) => void} key what a key pressed there does */
export function createNotes(key) {
  /** @type {Window|null} */ let there = null;
  let started = 0;
  let ticking = 0;
  let parts = /** @type {Record<string, HTMLElement>} */ ({});

  /** @param {import("../types").Words} words @param {string} lang */
  function furnish(words, lang) {
    const { document: page } = /** @type {Window} */ (there);
    page.documentElement.lang = lang;
    page.title = words.notes_title;
    const names = ["position", "sent", "heading", "notes", "next", "nextSentence"];
    parts = Object.fromEntries(names.map((name) => [name, make(name === "heading" ? "h1" : "p", "")]));
    parts.sent.id = "sent";
    parts.notes.id = "notes";
    parts.next.id = "next";
    const clock = make("b", "");
    const since = make("b", "");
    Object.assign(parts, { clock, elapsed: since });
    clock.id = "clock";
    since.id = "elapsed";
    const look = make("style", "", LOOK);
    page.head.replaceChildren(look);
    page.body.replaceChildren(
      make(
        "div",
        "clocks",
        make("span", "", words.clock, clock),
        make("span", "", words.elapsed, since),
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
    page.addEventListener("keydown", key);
  }

  function tick() {
    if (!there || there.closed) return clearInterval(ticking);
    const gone = Math.floor((Date.now() - started) / 1000);
    const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
    write(parts.clock, new Date().toTimeString().slice(0, 5));
    write(parts.elapsed, `${two(Math.floor(gone / 60))}:${two(gone % 60)}`);
  }

  /** @param {Notes} told */
  function update({ slides, at, words, sent }) {
    if (!there || there.closed) return;
    const next = slides[at + 1];
    write(
      parts.position,
      words.position.replace("{n}", String(at + 1)).replace("{total}", String(slides.length)),
    );
    write(parts.sent, sent?.text ?? "");
    parts.sent.lang = sent?.lang ?? "";
    write(parts.heading, slides[at].heading);
    write(parts.notes, slides[at].notes || words.no_notes);
    write(parts.next, next ? next.heading : words.last_slide);
    write(parts.nextSentence, next ? next.sentence : "");
  }

  return {
    /** Open the window, or bring it to the front. @param {Notes} told @returns {boolean} whether the browser let it */
    open(told) {
      if (!there || there.closed) {
        there = window.open("", "atlas-notes", "popup,width=760,height=720");
        if (!there) return false;
        started ||= Date.now();
        furnish(told.words, told.lang);
        clearInterval(ticking);
        ticking = setInterval(tick, 500);
        tick();
      }
      update(told);
      there.focus();
      return true;
    },
    update,
    close() {
      clearInterval(ticking);
      there?.close();
    },
  };
}
