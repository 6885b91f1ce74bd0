/**
 * A slide in small: drawn by the drawers of the stage on a screen of 1920 × 1080 px, which style then makes as small as
 * the room there is. It is a picture: nothing in it takes the focus, a click or a word of a screen reader.
 */

/** @import { DeckPictures, Slide } from "../types" */

import { HIDDEN, html, make, wear, write } from "../lib/dom.js";
import * as slides from "../stage/slide.js";

const WIDE = 1920;

await Promise.all([
  wear(new URL("../stage/stage.css", import.meta.url)),
  wear(new URL("deck.css", import.meta.url)),
]);

/** @typedef {Pick<DeckPictures, "safe" | "words" | "lang">} Told  what all slides of a deck say */

/** A place for a slide in small. It draws nothing until it is about to be seen. */
export function create() {
  const screen = make("div", "atlas-thumb-screen");
  screen.inert = true;
  const element = html("div", { class: "atlas-thumb", ...HIDDEN }, screen);
  /** @type {Slide | undefined} */ let slide;
  /** @type {Told} */ let told;
  /** @type {[heading: string, sentence: string]} */ let texts = ["", ""];
  /** @type {ReturnType<typeof slides.create> | undefined} */ let drawn;
  let near = false;

  function draw() {
    if (!near || !slide || drawn) return;
    drawn = slides.create(slide, { ...told, sent: null }, screen);
    screen.lang = told.lang;
    screen.append(drawn.element);
    drawn.show(true);
    say();
  }

  function say() {
    if (!drawn) return;
    const [heading, sentence] = drawn.element.querySelectorAll("h1, .atlas-slide-sentence");
    write(heading, texts[0]);
    write(sentence, texts[1]);
  }

  function clear() {
    drawn?.leave();
    drawn = undefined;
  }

  const sized = new ResizeObserver(() =>
    screen.style.setProperty("--atlas-thumb-scale", String(element.clientWidth / WIDE)),
  );
  const seen = new IntersectionObserver(
    (all) => {
      near = all[all.length - 1].isIntersecting;
      draw();
    },
    { rootMargin: "200px" },
  );
  sized.observe(element);
  seen.observe(element);

  return {
    element,
    /** Show a slide, with these texts on it. @param {Slide | undefined} next @param {Told} deck
     * @param {string} heading @param {string} sentence */
    update(next, deck, heading, sentence) {
      texts = [heading, sentence];
      if (next !== slide) {
        clear();
        [slide, told] = [next, deck];
        draw();
      }
      say();
    },
    leave() {
      clear();
      sized.disconnect();
      seen.disconnect();
      element.remove();
    },
  };
}
