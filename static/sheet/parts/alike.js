/** The places that are most like one, with the reasons, and what counts in that as sliders whose steps the address holds. */

/** @import { AlikeRow, Desk, Drawing, Parts, Weight } from "../../types" */

import { button, html, make, set, wear, write } from "../../lib/dom.js";
import { list } from "../../lib/list.js";
import { card } from "../pieces/card.js";

await wear(new URL("../spines.css", import.meta.url));

/** @param {Desk} desk @returns {Drawing<Parts["alike"]>} */
export function create(desk) {
  const places = make("ol", "atlas-alike");
  const none = make("p", "");
  const [title, help] = [make("legend", "atlas-alike-title"), make("p", "atlas-quiet")];
  const sliders = make("div", "");
  const reset = button("atlas-button");
  const weights = make("fieldset", "atlas-alike-weights", title, help, sliders, reset);
  const figure = make("div", "atlas-alike-figure", make("div", "", places, none), weights);
  const frame = card(desk, "list", figure, undefined, []);
  /** @type {Parts["alike"]} */ let shown;

  /** Ask for the weights as they stand; the usual ones stay out of the address. */
  function ask() {
    const moved = shown.weights.flatMap(({ id, usual }) => {
      const value = Number(/** @type {HTMLInputElement} */ (sliders.querySelector(`[name="${id}"]`)).value);
      return value === usual ? [] : [`${id}:${value}`];
    });
    desk.ask({ [shown.asks]: moved.join(",") });
  }
  reset.addEventListener("click", () => desk.ask({ [shown.asks]: "" }));

  const drawPlaces = list(places, (/** @type {AlikeRow} */ row) => row.code, createPlace);
  const drawSliders = list(
    sliders,
    (/** @type {Weight} */ weight) => weight.id,
    () => createSlider(ask),
  );
  return {
    element: frame.element,
    update(part, now) {
      shown = part;
      frame.update(part, now);
      drawPlaces(part.rows);
      write(none, part.rows.length ? "" : part.words.none);
      write(title, part.words.weights);
      write(help, part.words.weights_help);
      write(reset, part.words.reset);
      reset.disabled = part.weights.every(({ value, usual }) => value === usual);
      drawSliders(part.weights);
    },
    leave: () => frame.leave?.(),
  };
}

/** A place: its name, how much it is like the chosen one, and why. */
function createPlace() {
  const [name, word, distance] = [make("strong", ""), make("span", ""), make("span", "atlas-quiet")];
  const reasons = make("div", "atlas-quiet");
  return {
    element: make("li", "", name, word, distance, reasons),
    /** @param {AlikeRow} row */
    update(row) {
      write(name, row.name);
      write(word, row.word);
      write(distance, row.distance);
      reasons.replaceChildren(...row.reasons.map((reason) => make("p", "", reason)));
    },
  };
}

/** What counts, and how much. @param {() => void} ask */
function createSlider(ask) {
  const [name, said, about] = [make("span", ""), make("output", "atlas-quiet"), make("p", "atlas-quiet")];
  const slider = html("input", { type: "range", min: 0, step: 1 });
  /** @type {Weight} */ let shown;
  const say = () => {
    const step = shown.said[Number(slider.value)];
    write(said, step);
    set(slider, { "aria-valuetext": step });
  };
  slider.addEventListener("input", say);
  slider.addEventListener("change", ask);
  return {
    element: make("div", "", make("label", "", make("span", "", name, said), slider), about),
    /** @param {Weight} weight */
    update(weight) {
      shown = weight;
      set(slider, { name: weight.id, max: weight.most });
      if (slider.value !== String(weight.value)) slider.value = String(weight.value);
      write(name, weight.name);
      write(about, `${weight.about} ${weight.why}`);
      say();
    },
  };
}
