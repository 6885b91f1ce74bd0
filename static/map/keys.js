/**
 * The keyboard. The map is one stop of the Tab key, as a list box should be: one area at a time can be reached by Tab
 * (its `tabindex` is 0, all others' is -1), and the other keys move focus from there. What happens is put in
 * terms of `Actions`.
 */

/** @import { Point } from "../types" */
/** @import { Actions, Place } from "./types" */
/** @import { State } from "./state.js" */
/** @import { Tooltip } from "./tooltip.js" */
/** @import { View } from "./view.js" */

import { set } from "../lib/dom.js";
import { clamp, on, several } from "../lib/draw.js";
import { ZOOM_STEP } from "./controls.js";
import { codeOf } from "./pointer.js";

export class Keys {
  /** @param {HTMLElement} stage @param {Tooltip} tooltip @param {State} state @param {View} view
   * @param {Actions} actions */
  constructor(stage, tooltip, state, view, actions) {
    this.tooltip = tooltip;
    this.state = state;
    this.view = view;
    this.actions = actions;

    // on the stage, for an svg that listens to focus would itself be a stop for Tab
    on(stage, "keydown", (e) => this.#press(e));
    on(stage, "focusin", (e) => {
      const code = codeOf(e);
      enterAt(state.places, state.placeOf(code));
      // a click focuses, too, but shows no ring
      actions.aim("ring", /** @type {Element} */ (e.target).matches(":focus-visible") ? code : "");
    });
    on(stage, "focusout", () => actions.aim("ring", ""));
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const place = this.state.placeOf(codeOf(event));
    if (!place || event.altKey) return;
    const picks = event.key === "Enter" || event.key === " ";
    // with Ctrl, all keys but these are the browser's own
    if ((event.ctrlKey || event.metaKey) && !picks) return;
    const act = picks ? () => this.actions.choose(place.code, several(event)) : this.#actOf(event.key, place);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key !== "Escape") this.actions.aim("ring", place.code); // a click before may have taken it away
    act();
  }

  /** What a key does in an area, if anything. @param {string} key @param {Place} place */
  #actOf(key, place) {
    const { actions, state, tooltip } = this;
    const { places } = state;
    const i = places.indexOf(place);
    const step = (/** @type {number} */ to) => () => this.#go(places[clamp(to, 0, places.length - 1)]);
    const toward = (/** @type {number} */ dx, /** @type {number} */ dy) => () =>
      this.#go(neighbour(places, place, dx, dy));
    /** @type {Record<string, (() => void) | undefined>} */
    const acts = {
      ArrowLeft: toward(-1, 0),
      ArrowRight: toward(1, 0),
      ArrowUp: toward(0, -1),
      ArrowDown: toward(0, 1),
      Home: step(0),
      End: step(Infinity),
      PageUp: step(i - 1),
      PageDown: step(i + 1),
      "+": () => actions.zoomBy(ZOOM_STEP),
      "-": () => actions.zoomBy(1 / ZOOM_STEP),
      0: () => actions.moveTo(1),
      // with nothing to clear, Esc is for what the map stands in
      Escape: state.outlined.some(Boolean) || tooltip.shown ? () => actions.clear() : undefined,
    };
    return acts[key];
  }

  /** Move focus, and the view too when the area lies outside. @param {Place} place */
  #go(place) {
    if (!this.view.sees(place.shape)) this.actions.moveTo(this.view.zoom, place.shape);
    place.path.focus();
    this.actions.aim("ring", place.code);
  }
}

/** Let Tab come in at an area. @param {Place[]} places @param {Place | undefined} stop */
export function enterAt(places, stop) {
  for (const place of places) set(place.path, { tabindex: place === stop ? 0 : -1 });
}

/** The nearest area in a direction; the further off course, the further away it counts.
 * @param {Place[]} places @param {Place} from
 * @param {number} dx -1, 0 or 1 @param {number} dy likewise; one of the two is 0
 * @returns {Place} `from` itself when nothing lies there */
function neighbour(places, from, dx, dy) {
  const distance = (/** @type {Point} */ { x, y }) => {
    const along = (x - from.shape.x) * dx + (y - from.shape.y) * dy;
    const aside = Math.abs((x - from.shape.x) * dy - (y - from.shape.y) * dx);
    return along > 0 ? Math.hypot(along, aside) * (1 + aside / along) : Infinity;
  };
  return places.reduce((best, place) => (distance(place.shape) < distance(best.shape) ? place : best), from);
}
