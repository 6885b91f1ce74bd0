/** @import { Address, CardFoot, CardHead, Desk, Drawing, FromMap, Tell } from "../../types" */

import { make } from "../../lib/dom.js";
import * as projector from "../../shell/projector.js";
import { card } from "./card.js";

/** What the reader does on a map, as parameters of the view that is wanted.
 * @type {{[Name in keyof FromMap]: (value: FromMap[Name]) => Address}} */
const ASKS = {
  selected: (codes) => ({ kommun: codes.join(",") }),
  period: (year) => ({ ar: year }),
  then: (year) => ({ med: year }),
  form: (form) => ({ vy: form === "land" ? "" : form }),
};

/**
 * A card around a map or several.
 * @template {CardHead & CardFoot} P
 * @template {object} Data
 * @param {Desk} desk
 * @param {{mount(args: {parentElement: HTMLElement, data: Data, setStateValue: Tell<FromMap>}): void,
 *   unmount(host: HTMLElement): void}} module that draws what `of` gives
 * @param {(part: P) => Data} of
 * @returns {Drawing<P>}
 */
export function mapCard(desk, module, of) {
  const figure = make("div", "atlas-card-figure");
  const frame = card(desk, "map", figure);
  /** @type {P} */ let part;
  /** @type {Desk["ask"]} */ let ask;
  const draw = () =>
    module.mount({
      parentElement: figure,
      data: { ...of(part), projector: projector.isOn() },
      setStateValue: (name, value) => ask(ASKS[name](value)),
    });
  const unfollow = projector.follow(() => part && frame.element.isConnected && draw());
  return {
    element: frame.element,
    update(given, now) {
      part = given;
      ask = now.ask;
      frame.update(part, now);
      draw();
    },
    leave() {
      frame.leave?.();
      unfollow();
      module.unmount(figure);
    },
  };
}
