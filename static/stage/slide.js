/** One slide of the stage: heading, sentence, figure, and the caption that says what it rests on. */

/** @import { Play, Slide } from "../types" */

import { button, make } from "../lib/dom.js";
import { factsOf } from "../map/facts.js";
import { draw } from "./drawers/index.js";

/**
 * Draw a slide; it stands hidden until `show(true)`.
 * @param {Slide} slide @param {Pick<Play, "safe" | "sent" | "words">} data @param {HTMLElement} stage
 */
export function create(slide, data, stage) {
  const figure = make("div", "atlas-slide-figure");
  figure.dataset.kind = slide.figure.kind;
  if (slide.figure.kind === "table") {
    // may be longer than the slide, and is then scrolled by keyboard, too
    figure.tabIndex = 0;
    figure.setAttribute("role", "group");
    figure.setAttribute("aria-label", slide.heading);
  }
  const facts = make("aside", "atlas-slide-facts");
  facts.hidden = true;
  const element = make(
    "article",
    "atlas-slide",
    head(slide, data),
    make("div", "atlas-slide-body", figure, facts),
    foot(slide, data),
  );
  const drawn = draw(figure, slide.figure, slide.heading, tell);

  /** A place of the map was chosen, or none. @param {string[]} codes */
  function tell(codes) {
    const known = slide.facts?.[codes[codes.length - 1]];
    facts.hidden = !known;
    if (!known) return;
    const shut = button("atlas-stage-button", data.words.close);
    shut.addEventListener("click", () => (close(), stage.focus({ preventScroll: true })));
    facts.setAttribute("aria-label", data.words.facts.replace("{name}", known.name));
    facts.replaceChildren(...factsOf("h2", known), shut);
    // after a click the keys are the presentation's; who came by keyboard stays on the map
    if (element.isConnected && !document.activeElement?.matches(":focus-visible"))
      stage.focus({ preventScroll: true });
  }

  /** Take away what is told of a place or of a point, if it is there. @returns {boolean} */
  function close() {
    if (facts.hidden) return drawn.close?.() ?? false;
    facts.hidden = true;
    drawn.reset?.();
    return true;
  }

  return {
    element,
    close,
    /** @param {boolean} on */
    show(on) {
      element.classList.toggle("atlas-slide-shown", on);
      element.inert = !on;
    },
    leave() {
      drawn.leave?.();
      element.remove();
    },
  };
}

/** @param {Slide} slide @param {Pick<Play, "sent">} data */
function head({ heading, sentence }, { sent }) {
  const whose = sent ? [Object.assign(make("p", "atlas-slide-sent", sent.text), { lang: sent.lang })] : [];
  return make("header", "", ...whose, make("h1", "", heading), make("p", "atlas-slide-sentence", sentence));
}

/** @param {Slide} slide @param {Pick<Play, "safe">} data */
function foot({ caption }, { safe }) {
  const lines = caption.map((line) => make("p", "", line));
  return make("footer", "atlas-slide-caption", make("strong", "atlas-slide-safe", `✓ ${safe}`), ...lines);
}
