/**
 * What stands by the map to steer it with: buttons to zoom, the switch between land and tiles, and the locator, a small
 * map in the corner that shows, while zoomed, what is seen of the whole.
 */

/** @import { Actions } from "./types" */
/** @import { State } from "./state.js" */
/** @import { View } from "./view.js" */

import { HIDDEN, html, make, set, svg, write } from "../lib/dom.js";
import { iconButton, label, on, spot, wordOf } from "../lib/draw.js";
import { MAX_ZOOM } from "./view.js";

export const ZOOM_STEP = 1.5;

export class Controls {
  /** @param {Actions} actions @param {() => void} turn between land and tiles */
  constructor(actions, turn) {
    this.zoomIn = iconButton("zoom_in", "zoom_in", () => actions.zoomBy(ZOOM_STEP));
    this.zoomOut = iconButton("zoom_out", "zoom_out", () => actions.zoomBy(1 / ZOOM_STEP));
    this.reset = iconButton("reset", "reset", () => actions.moveTo(1));
    this.name = html("span", HIDDEN);
    this.tiles = iconButton("tiles", "tiles", turn, this.name);
    this.form = make("div", "atlas-map-form", this.tiles);
    this.zoom = make("div", "atlas-map-zoom", this.zoomIn, this.zoomOut, this.reset);
  }

  /** @param {State} state @param {View} view */
  paint({ scene, form, hasTiles }, { zoom }) {
    label(scene, this.zoomIn, zoom >= MAX_ZOOM);
    label(scene, this.zoomOut, zoom <= 1);
    label(scene, this.reset, zoom <= 1);
    this.form.hidden = !scene.form || !hasTiles;
    label(scene, this.tiles, false, "tiles_long");
    set(this.tiles, { "aria-pressed": form.value === "tiles" });
    write(this.name, wordOf(scene, "tiles"));
  }
}

export class Locator {
  #land = svg("path", {});
  #frame = svg("rect", {});
  element = svg("svg", { class: "atlas-map-locator", ...HIDDEN }, this.#land, this.#frame);

  /** @param {Actions} actions @param {View} view */
  constructor(actions, view) {
    on(this.element, "click", (e) => actions.moveTo(view.zoom, spot(this.element, e)));
  }

  /** Show the whole map. @param {View} view @param {string} d its outline */
  draw({ extent }, d) {
    set(this.element, { viewBox: extent.join(" ") });
    set(this.#land, { d });
  }

  /** Show what is seen. @param {View} view */
  frame({ box }) {
    set(this.#frame, box);
  }
}
