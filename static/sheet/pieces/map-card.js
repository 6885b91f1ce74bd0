/** @import { Address, CardFoot, CardHead, Desk, Drawing, Tell } from "../../types" */

import { make } from "../../lib/dom.js";
import * as projector from "../../shell/projector.js";
import { cardFoot } from "./foot.js";
import { cardHead } from "./head.js";

/** What the reader does on a map, as parameters of the view that is wanted. */
/** @type {Record<string, (value: any) => Address>} */
const ASKS = {
  selected: (/** @type {string[]} */ codes) => ({ kommun: codes.join(",") }),
  period: (/** @type {string} */ year) => ({ ar: year }),
  then: (/** @type {string} */ year) => ({ med: year }),
  form: (/** @type {string} */ form) => ({ vy: form === "land" ? "" : form }),
};

/**
 * A card around a map or several.
 * @template {CardHead & CardFoot} P
 * @template {object} Data
 * @param {Desk} desk
 * @param {{mount(args: {parentElement: HTMLElement, data: Data, setStateValue: Tell}): void,
 *   unmount(host: HTMLElement): void}} module that draws what `of` gives
 * @param {(part: P) => Data} of
 * @returns {Drawing<P>}
 */
export function mapCard(desk, module, of) {
  const head = cardHead();
  const foot = cardFoot(desk);
  const figure = make("div", "atlas-card-figure");
  const element = make("section", "atlas-card atlas-frame", head.element, figure, foot.element);
  /** @type {P} */ let part;
  /** @type {Desk["ask"]} */ let ask;
  const draw = () =>
    module.mount({
      parentElement: figure,
      data: { ...of(part), projector: projector.isOn() },
      setStateValue: (name, value) => ask(ASKS[name](value)),
    });
  const unfollow = projector.follow(() => part && element.isConnected && draw());
  return {
    element,
    update(given, now) {
      part = given;
      ask = now.ask;
      element.dataset.key = part.key;
      head.update(part, now);
      draw();
      foot.update(part, now);
    },
    leave() {
      unfollow();
      module.unmount(figure);
    },
  };
}
