/**
 * The years below a map: a slider, a step back and on, and play, which steps by itself to the last year
 * and stops there. Who has asked for less motion sees no play button; the steps do the same.
 */

import { HIDDEN, button, html, label, make, on, set, wordOf, write } from "../lib/draw.js";

const STEP_MS = 900; // a year stands this long while playing
const PLAY = "M4.5 2.8v10.4L13 8z";
const PAUSE = "M5 3v10M11 3v10";

/** @param {string} id of the map
 * @param {{show: (at: number) => void, rest: () => void}} map shows the period that has a place in the
 *   list, if any; is told when playing has ended */
export function createYears(id, { show, rest }) {
  /** @type {import("../types").Scene} */ let scene;
  let now = 0;
  let timer = 0;
  const back = button("previous_year", "M10 3 5 8l5 5", () => step(now - 1));
  const next = button("next_year", "M6 3l5 5-5 5", () => step(now + 1));
  const play = button("play", PLAY, () => {
    if (timer) return stop();
    timer = setInterval(() => {
      show(now + 1);
      if (now >= last() || !element.isConnected) stop();
    }, STEP_MS);
    return show(now < last() ? now + 1 : 0);
  });
  const slider = html("input", { type: "range", id: `${id}-year` });
  const name = html("label", { for: `${id}-year` });
  const year = html("strong", HIDDEN);
  const element = make("div", "atlas-map-years", name, year, play, back, slider, next);
  const last = () => scene.periods.length - 1;

  on(slider, "input", () => step(Number(slider.value)));
  on(matchMedia("(prefers-reduced-motion: reduce)"), "change", stop);

  /** @param {number} at */
  function step(at) {
    stop();
    show(at);
  }

  function stop() {
    if (!timer) return;
    clearInterval(timer);
    timer = 0;
    paint(scene, scene.periods[now]);
    rest();
  }

  /** @param {import("../types").Scene} data @param {string} period */
  function paint(data, period) {
    scene = data;
    now = scene.periods.indexOf(period);
    element.hidden = last() < 1;
    play.hidden = last() < 2;
    label(scene, back, now <= 0);
    label(scene, next, now >= last());
    label(scene, play, false, timer ? "pause" : "play");
    set(/** @type {SVGPathElement} */ (play.querySelector("path")), {
      d: timer ? PAUSE : PLAY,
      fill: timer ? "none" : "currentColor",
    });
    set(slider, { max: last(), "aria-valuetext": period });
    slider.value = String(now);
    write(name, wordOf(scene, "year"));
    write(year, period);
  }

  return { element, paint, stop, playing: () => timer > 0 };
}
