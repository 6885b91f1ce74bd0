/**
 * The years below a map: a slider, a step back and on, and play, which steps by itself to the last
 * year and stops there. Who has asked for less motion gets no play button; the steps do the same.
 */

const { HIDDEN, button, html, label, on, set, wordOf, write } =
  await import(`./map-draw.js${new URL(import.meta.url).search}`);

const STEP_MS = 900; // a year stands this long while playing
const PLAY = "M4.5 2.8v10.4L13 8z";
const PAUSE = "M5 3v10M11 3v10";
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** @param {string} id of the map
 * @param {{show: (at: number) => void, rest: () => void}} map shows a period by its place in the
 *   list; is told when playing has ended */
export function createYears(id, map) {
  let scene;
  let now = 0;
  let timer = 0;
  const step = (by) => {
    stop();
    map.show(now + by);
  };
  const back = button("previous_year", "M10 3 5 8l5 5", () => step(-1));
  const next = button("next_year", "M6 3l5 5-5 5", () => step(1));
  const play = button("play", PLAY, () => {
    if (timer) return stop();
    timer = setInterval(on_, STEP_MS);
    map.show(now < last() ? now + 1 : 0);
    return paint(scene, scene.periods[now]);
  });
  const slider = html("input", { type: "range", id: `${id}-year`, min: 0, step: 1 });
  const name = html("label", { for: `${id}-year` });
  const year = html("strong", HIDDEN);
  const element = html("div", { class: "atlas-map-years" }, name, year, play, back, slider, next);

  on(slider, "input", () => step(Number(slider.value) - now));
  on(still, "change", () => (stop(), scene && paint(scene, scene.periods[now])));

  const last = () => scene.periods.length - 1;

  function on_() {
    if (now < last()) map.show(now + 1);
    if (now >= last() || !element.isConnected) stop();
  }

  function stop() {
    if (!timer) return;
    clearInterval(timer);
    timer = 0;
    paint(scene, scene.periods[now]);
    map.rest();
  }

  function paint(next_, period) {
    scene = next_;
    now = scene.periods.indexOf(period);
    element.hidden = last() < 1;
    label(back, wordOf(scene, "previous_year"), now <= 0);
    label(next, wordOf(scene, "next_year"), now >= last());
    label(play, wordOf(scene, timer ? "pause" : "play"));
    play.hidden = still.matches || last() < 2;
    set(play.querySelector("path"), { d: timer ? PAUSE : PLAY, fill: timer ? "none" : "currentColor" });
    set(slider, { max: last(), "aria-valuetext": period });
    slider.value = String(now);
    write(name, wordOf(scene, "year"));
    write(year, period);
  }

  return { element, paint, stop, playing: () => timer > 0 };
}
