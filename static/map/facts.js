/** What is told of a place of a map when it is opened, on a page as on the stage: its name, and each fact of it. */

/** @import { Fact, PlaceFacts } from "../types" */

import { HIDDEN, html, make, wear } from "../lib/dom.js";

await wear(new URL("facts.css", import.meta.url));

/**
 * @param {"h2" | "h3" | "h4"} level of the name @param {PlaceFacts} facts
 * @param {(fact: Fact) => Node | undefined} [more] what stands under a fact
 */
export function factsOf(level, { name, items }, more = () => undefined) {
  const heading = make(level, "atlas-facts-name", name);
  heading.tabIndex = -1; // the focus comes here when they are opened
  return [heading, ...items.map((fact) => told(fact, more(fact)))];
}

/** @param {Fact} fact @param {Node | undefined} under */
function told({ label, value, said, lines }, under) {
  const sign = said ? [html("span", HIDDEN, value), make("span", "atlas-unseen", said)] : [value];
  const small = lines.map((line) => make("dd", "atlas-facts-line", line));
  const drawn = under ? [make("dd", "atlas-facts-strip", under)] : [];
  return make(
    "dl",
    "atlas-fact",
    make("dt", "", label),
    make("dd", "atlas-facts-value", ...sign),
    ...small,
    ...drawn,
  );
}
