/**
 * Mouse, pen and finger: pointing at areas, picking them, dragging the map, and zooming with Ctrl and the wheel (the wheel
 * alone scrolls the page). What happens is put in terms of `Actions`.
 */

/** @import { Point } from "../types" */
/** @import { Actions } from "./types" */
/** @import { State } from "./state.js" */
/** @import { View } from "./view.js" */

import { on, several, spot } from "../lib/draw.js";

const LINGER_MS = 150; // time to move the pointer from an area onto its tooltip
const SLACK = 5; // px: a hand that shakes less than this while it presses does not drag

export class Pointer {
  /** @type {Point | null} the point of the map that is held, and follows the pointer */
  #held = null;
  #dragged = false; // since it was pressed: then the click that follows picks nothing
  #lingering = 0; // timer till nothing is pointed at

  /** @param {HTMLElement} stage @param {SVGSVGElement} canvas @param {HTMLElement} tip
   * @param {State} state @param {View} view @param {Actions} actions */
  constructor(stage, canvas, tip, state, view, actions) {
    this.canvas = canvas;
    this.state = state;
    this.view = view;
    this.actions = actions;

    // assistive technology clicks without a place, and means the element
    on(canvas, "click", (e) => {
      if (!this.#dragged) actions.choose(e.detail ? this.#areaAt(e) : codeOf(e), several(e));
    });
    // the tooltip may lie over its own area, so what is done to it is done to the area
    on(tip, "click", (e) => actions.choose(state.pointed, several(e)));
    for (const type of /** @type {const} */ (["pointerover", "pointermove"])) {
      on(stage, type, (e) => {
        this.#point(tip.contains(/** @type {Node} */ (e.target)) ? state.aims.hover : this.#areaAt(e));
      });
    }
    // a finger that is lifted also leaves, but what it pointed at stays
    on(stage, "pointerleave", (e) => e.pointerType === "mouse" && this.#point(""));
    on(canvas, "pointerdown", (e) => this.#press(e));
    on(canvas, "pointermove", (e) => this.#drag(e));
    on(canvas, "pointerup", () => this.#release());
    on(canvas, "wheel", (e) => this.#wheel(e), { passive: false }); // for it may keep the page from zooming
  }

  /** The area under the pointer; a bubble speaks for its own area, whatever land it lies on.
   * @param {MouseEvent} event */
  #areaAt(event) {
    const { x, y } = spot(this.canvas, event);
    const { unit } = this.view;
    const under = this.state.places.filter(({ shape, portrait: { radius } }) => {
      return radius && Math.hypot(x - shape.x, y - shape.y) <= radius * unit;
    });
    under.sort((a, b) => a.portrait.radius - b.portrait.radius); // the smallest lies on top
    return under[0]?.code ?? codeOf(event);
  }

  /** The pointer is on an area, or on none: then the tooltip stays within reach for a moment.
   * @param {string} code */
  #point(code) {
    if (!code) {
      this.#lingering ||= setTimeout(() => this.actions.aim("hover", ""), LINGER_MS);
      return;
    }
    clearTimeout(this.#lingering);
    this.#lingering = 0;
    if (!this.#held) this.actions.aim("hover", code);
  }

  /** @param {PointerEvent} event */
  #press(event) {
    this.#dragged = false;
    this.actions.aim("ring", "");
    const holds = this.view.zoom > 1 && event.isPrimary && !event.button; // the first finger or button
    this.#held = holds ? spot(this.canvas, event) : null;
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    if (!event.buttons) this.#held = null; // it was let go of outside the window
    if (!this.#held) return;
    const { centre, unit } = this.view;
    const { x, y } = spot(this.canvas, event);
    const [dx, dy] = [this.#held.x - x, this.#held.y - y];
    if (!this.#dragged && Math.hypot(dx, dy) < SLACK * unit) return;
    if (!this.#dragged) this.canvas.setPointerCapture(event.pointerId);
    this.#dragged = true;
    this.actions.aim("hover", "");
    this.actions.panTo({ x: centre.x + dx, y: centre.y + dy });
  }

  #release() {
    this.#held = null;
    if (this.#dragged) this.actions.moveTo(this.view.zoom);
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    if (!event.ctrlKey) return; // two fingers that pinch a trackpad come as a wheel with Ctrl, too
    event.preventDefault();
    this.actions.zoomBy(Math.exp(-event.deltaY / 200), spot(this.canvas, event));
  }
}

/** The area of the element that something happened to, or "". @param {Event} event */
export function codeOf(event) {
  return /** @type {HTMLElement | SVGElement} */ (event.target).dataset.code ?? "";
}
