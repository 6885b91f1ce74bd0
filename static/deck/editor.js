/** The chosen slide: large, what it shows, its texts, and buttons that move it and take it away. */

/** @import { DeckPictures, DeckWork } from "../types" */
/** @import { State, Text } from "./state.js" */
/** @import { Acts } from "./strip.js" */

import { button, html, make, set, write } from "../lib/dom.js";
import { icon } from "../lib/icon.js";
import { on } from "../lib/draw.js";
import { textOf } from "./state.js";
import * as thumb from "./thumb.js";

/** @type {[name: Text, rows: number][]} */
const FIELDS = [
  ["heading", 2],
  ["sentence", 3],
  ["notes", 3],
];
let serial = 0;

/** @param {State} state @param {Acts & {write(): void}} acts `write` when a text has changed */
export function createEditor(state, acts) {
  const id = `atlas-deck-${++serial}`;
  const picture = thumb.create();
  const place = make("h2", "atlas-deck-place");
  const shows = make("p", "atlas-quiet");
  const lacks = make("p", "atlas-deck-lacks");
  const move = (/** @type {number} */ step) => () => acts.move(state.at + step);
  const buttons = {
    earlier: createButton("earlier", move(-1)),
    later: createButton("later", move(1)),
    remove: createButton("remove", () => acts.remove()),
  };
  const fields = FIELDS.map(([name, rows]) => createField(`${id}-${name}`, name, rows, state, acts.write));
  const element = make(
    "section",
    "atlas-deck-editor",
    picture.element,
    make(
      "div",
      "atlas-deck-form",
      place,
      shows,
      lacks,
      make("div", "atlas-deck-buttons", ...Object.values(buttons).map((one) => one.element)),
      ...fields.map((one) => one.element),
    ),
  );

  return {
    element,
    /** @param {DeckWork} work @param {DeckPictures | undefined} pictures
     * @param {boolean} other whether another slide is shown than before */
    update({ words, limits, lang }, pictures, other) {
      const { slide, at, slides } = state;
      const total = slides.length;
      const named = { n: String(at + 1), total: String(total), page: slide.page };
      write(
        place,
        words.place.replace(/\{(\w+)\}/g, (_, key) => named[/** @type {keyof typeof named} */ (key)]),
      );
      write(shows, slide.shows);
      write(lacks, slide.lacks.join(" "));
      lacks.hidden = !slide.lacks.length;
      for (const [name, { text }] of Object.entries(buttons)) write(text, words[name]);
      set(buttons.earlier.element, { "aria-disabled": at === 0 });
      set(buttons.later.element, { "aria-disabled": at === total - 1 });
      for (const one of fields) one.update(words, limits, lang, other);
      if (pictures) {
        picture.update(
          pictures.slides[slide.id],
          pictures,
          textOf(slide, "heading"),
          textOf(slide, "sentence"),
        );
      }
    },
    leave() {
      picture.leave();
    },
  };
}

/** A button with a sign and a word. One that has nothing to do keeps the focus that it has.
 * @param {import("../lib/icon.js").Icon} sign @param {() => void} act */
function createButton(sign, act) {
  const text = make("span", "");
  const element = button("atlas-button");
  element.append(icon(sign), text);
  element.addEventListener("click", () => element.getAttribute("aria-disabled") !== "true" && act());
  return { element, text };
}

/** A text of the chosen slide, with a line that says where it is seen.
 * @param {string} id @param {Text} name @param {number} rows @param {State} state
 * @param {() => void} changed is told of every letter */
function createField(id, name, rows, state, changed) {
  const input = html("textarea", { id, name, rows });
  const label = html("label", { for: id });
  const about = html("p", { id: `${id}-about`, class: "atlas-quiet" });
  set(input, { "aria-describedby": about.id });
  on(input, "input", () => {
    state.write(name, input.value, false);
    changed();
  });
  on(input, "change", () => {
    state.write(name, input.value, true);
    input.value = textOf(state.slide, name);
    changed();
  });
  if (name === "heading") {
    on(input, "keydown", (event) => {
      if (/** @type {KeyboardEvent} */ (event).key !== "Enter") return;
      event.preventDefault(); // a heading is one line, however long
      input.dispatchEvent(new Event("change"));
    });
  }
  return {
    element: make("div", "atlas-deck-field", label, input, about),
    /** @param {DeckWork["words"]} words @param {DeckWork["limits"]} limits @param {string} lang
     * @param {boolean} other whether it is another slide's: a field that somebody writes in is left alone */
    update(words, limits, lang, other) {
      write(label, words[name]);
      write(about, words[`${name}_about`]);
      set(input, { maxlength: limits[name], lang });
      if (other || document.activeElement !== input) input.value = textOf(state.slide, name);
    },
  };
}
