/** Weights that sum to 100, as sliders: who moves one moves the others with it. The address holds them. */

/** @import { Desk, Drawing, Parts, Share } from "../../types" */

import { button, html, make, set, wear, write } from "../../lib/dom.js";
import { list } from "../../lib/list.js";

await wear(new URL("../spines.css", import.meta.url));

const WHOLE = 100;

/** @param {Desk} desk @returns {Drawing<Parts["shares"]>} */
export function create(desk) {
  const [title, help] = [make("legend", "atlas-alike-title"), make("p", "atlas-quiet")];
  const rows = make("div", "");
  const reset = button("atlas-button");
  const weights = make("fieldset", "atlas-alike-weights", title, help, rows, reset);
  const element = make("section", "atlas-card atlas-frame", weights);
  /** @type {Parts["shares"]} */ let shown;
  /** @type {number[]} */ let before = []; // the weights from which the one that is moved set out

  const sliders = () => [...rows.querySelectorAll("input")];
  const values = () => sliders().map((slider) => Number(slider.value));

  /** The other weights give way to the one that is moved. @param {HTMLInputElement} slider */
  function move(slider) {
    const at = sliders().indexOf(slider);
    const next = giving(before, at, Number(slider.value));
    sliders().forEach((other, i) => (other.value = String(next[i])));
    say();
  }

  /** Ask for the weights as they stand; the usual ones stay out of the address. */
  function ask() {
    before = values();
    const moved = shown.rows.flatMap(({ id, usual }, i) =>
      before[i] === usual ? [] : [`${id}:${before[i]}`],
    );
    desk.ask({ [shown.asks]: moved.join(",") });
  }

  function say() {
    sliders().forEach((slider) => {
      const output = slider.parentElement?.querySelector("output");
      if (output) write(output, shown.words.percent.replace("{n}", slider.value));
      set(slider, { "aria-valuetext": shown.words.said.replace("{n}", slider.value) });
    });
  }

  reset.addEventListener("click", () => desk.ask({ [shown.asks]: "" }));
  const draw = list(
    rows,
    (/** @type {Share} */ share) => share.id,
    () => createRow(move, ask),
  );
  return {
    element,
    update(part) {
      shown = part;
      element.dataset.key = part.key;
      write(title, part.title);
      write(help, part.text);
      write(reset, part.words.reset);
      reset.disabled = part.rows.every(({ value, usual }) => value === usual);
      draw(part.rows);
      before = values();
      say();
    },
  };
}

/** @param {(slider: HTMLInputElement) => void} move @param {() => void} ask */
function createRow(move, ask) {
  const [name, said, about] = [make("span", ""), make("output", "atlas-quiet"), make("p", "atlas-quiet")];
  const slider = html("input", { type: "range", min: 0, max: WHOLE, step: 1 });
  slider.addEventListener("input", () => move(slider));
  slider.addEventListener("change", ask);
  return {
    element: make("div", "", make("label", "", make("span", "", name, said), slider), about),
    /** @param {Share} share */
    update(share) {
      set(slider, { name: share.id });
      if (slider.value !== String(share.value)) slider.value = String(share.value);
      write(name, share.name);
      write(about, share.about);
    },
  };
}

/**
 * Weights that sum to 100 again when one of them is set: the others share what is left as they did before, or alike
 * where they had nothing. Whole numbers: what is lost by rounding down goes to those that lost most.
 * @param {number[]} weights @param {number} at @param {number} value
 */
export function giving(weights, at, value) {
  const others = weights.reduce((sum, weight, i) => (i === at ? sum : sum + weight), 0);
  const left = WHOLE - value;
  const exact = weights.map((weight, i) => {
    if (i === at) return value;
    return others ? (left * weight) / others : left / (weights.length - 1);
  });
  const whole = exact.map(Math.floor);
  const lost = WHOLE - whole.reduce((sum, weight) => sum + weight, 0);
  const most = exact.map((_, i) => i).filter((i) => i !== at);
  most.sort((a, b) => exact[b] - whole[b] - (exact[a] - whole[a]) || a - b);
  for (const i of most.slice(0, lost)) whole[i] += 1;
  return whole;
}
