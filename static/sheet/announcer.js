/**
 * Who does not see a page change is told what it answers now: once for each view that a choice leads to. Of a place that
 * is opened on a map the facts are told, and nothing where it is closed again: the page answers what it did before.
 * When the page opens nothing is told, for then its answer is read in its place like all the rest.
 */

/** @import { Address, Fact, Part, Piece } from "../types" */

import { make } from "../lib/dom.js";

const LINGER_MS = 5000; // then it goes, so that nobody meets the answer twice when reading through the page

export function createAnnouncer() {
  const element = make("p", "atlas-unseen atlas-announced");
  element.setAttribute("role", "status"); // told when the reader has a pause, all of it
  let known = "";
  /** @type {Address} */ let before = {};
  let lingering = 0;
  return {
    element,
    /** A view has come, and nothing newer is wanted. @param {Address} view @param {Part[]} parts */
    hear(view, parts) {
      const answer = answerOf(parts);
      const now = JSON.stringify([view, answer]);
      if (now === known) return;
      const opens = !known;
      const turned = !opens && view.plats !== before.plats;
      [known, before] = [now, view];
      const said = turned ? factsIn(parts) : answer;
      if (opens || !said) return;
      // a new element: also an answer that a choice left as it was tells that the choice was heard
      element.replaceChildren(make("span", "", said));
      clearTimeout(lingering);
      lingering = setTimeout(() => element.replaceChildren(), LINGER_MS);
    },
    leave: () => clearTimeout(lingering),
  };
}

/** What the page answers, "" where none of the parts does. @param {Part[]} parts @returns {string} */
function answerOf(parts) {
  for (const part of parts) {
    if (part.kind === "answer") return part.ways.length ? part.ways.map(textOf).join("") : part.text;
    const within = part.kind === "beside" ? answerOf(part.parts) : "";
    if (within) return within;
  }
  return "";
}

/** The facts of the place that is open on a map, "" where none is. @param {Part[]} parts @returns {string} */
function factsIn(parts) {
  for (const part of parts) {
    const facts = "facts" in part ? part.facts : null;
    if (facts) return [facts.name, ...facts.items.map(tell)].join(". ");
    const within = "parts" in part ? factsIn(part.parts) : "";
    if (within) return within;
  }
  return "";
}

/** @param {Fact} fact */
const tell = ({ label, value, said }) => `${label}: ${said || value}`;

/** @param {Piece} piece */
const textOf = (piece) => (typeof piece === "string" ? piece : piece.label);
