/**
 * The tooltip: name, value and interval of the area that is pointed at. It is hidden from assistive technology, which
 * reads the same in the name of the area.
 */

/** @import { Look, Place } from "./types" */
/** @import { View } from "./view.js" */

import { HIDDEN, above, html, make } from "../lib/dom.js";

export class Tooltip {
  element = html("div", { class: "atlas-map-tip", hidden: "", ...HIDDEN });
  #told = ""; // what it says, and where

  get shown() {
    return !this.element.hidden;
  }

  hide() {
    this.element.hidden = true;
  }

  /** Tell of a place, above it; of none, be gone.
   * @param {Place | undefined} place @param {View} view @param {Look} look */
  paint(place, view, look) {
    this.element.hidden = !place;
    if (!place) return;
    const { value, short, said, interval, radius } = place.portrait;
    const [x, y] = view.toStage(place.shape);
    const told = [
      place.name,
      short,
      said,
      interval,
      x,
      y,
      look.label + radius,
      view.width,
      view.height,
    ].join();
    if (told === this.#told) return; // to write it again would have it measured again
    this.#told = told;
    const sign = value === null ? `${short} ` : ""; // so that the sign on the map is explained
    this.element.replaceChildren(
      make("strong", "", place.name),
      make("span", "", make("b", "", sign), said),
      make("span", "", interval),
    );
    above(this.element, [x, y], look.label + radius, view);
  }
}
