/** @import { Address, CardFoot, CardHead, Desk, Drawing, Facts, FromMap, Tell } from "../../types" */
/** @import { Notice } from "../../map/types" */

import { make } from "../../lib/dom.js";
import * as projector from "../../shell/projector.js";
import { card } from "./card.js";

/** What the reader does on a map, as parameters of the view that is wanted.
 * @type {{[Name in keyof FromMap]: (value: FromMap[Name]) => Address}} */
const ASKS = {
  selected: (codes) => ({ kommun: codes.join(",") }),
  period: (year) => ({ ar: year }),
  then: (year) => ({ med: year }),
  opened: (code) => ({ plats: code }),
  form: (form) => ({ vy: form === "land" ? "" : form }),
};

/**
 * A card around a map or several. Beside them stand the facts of the place that is opened: when the reader has opened it
 * the focus goes to its name.
 * @template {CardHead & CardFoot & {facts: Facts | null}} P
 * @template {object} Data
 * @param {Desk} desk
 * @param {{mount(args: {parentElement: HTMLElement, data: Data, setStateValue: Tell<FromMap>,
 *   notice?: Notice}): void, unmount(host: HTMLElement): void}} module that draws what `of` gives
 * @param {(part: P) => Data} of
 * @returns {Drawing<P>}
 */
export function mapCard(desk, module, of) {
  const figure = make("div", "atlas-card-figure");
  const beside = make("div", "atlas-facts-host");
  const slots = desk.slots(beside);
  const frame = card(desk, "map", make("div", "atlas-mapped", figure, beside));
  /** @type {P} */ let part;
  /** @type {Desk} */ let { ask, expect } = desk;
  let awaited = ""; // the place that the reader has opened, until its facts are there
  const draw = () =>
    module.mount({
      parentElement: figure,
      data: { ...of(part), projector: projector.isOn() },
      setStateValue(name, value) {
        if (name === "opened") awaited = /** @type {string} */ (value);
        ask(ASKS[name](value));
      },
      // where places can be opened, the one that is pointed at may be the next
      notice: (name, value) => name === "point" && value && "opened" in of(part) && expect({ plats: value }),
    });

  /** Go to the name of the place, and bring what is told of it into sight where it stands under the map. */
  function arrive() {
    const name = /** @type {HTMLElement | null} */ (beside.querySelector(".atlas-facts-name"));
    name?.focus({ preventScroll: true });
    const under = beside.offsetTop > figure.offsetTop + figure.offsetHeight / 2;
    if (under) beside.scrollIntoView({ block: "start", behavior: "instant" });
    else name?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
  const unfollow = projector.follow(() => part && frame.element.isConnected && draw());
  return {
    element: frame.element,
    update(given, now) {
      part = given;
      ({ ask, expect } = now);
      frame.update(part, now);
      draw();
      slots.paint(part.facts ? [part.facts] : [], now);
      if (awaited && part.facts?.code === awaited) {
        awaited = "";
        arrive();
      }
    },
    leave() {
      frame.leave?.();
      unfollow();
      slots.leave();
      module.unmount(figure);
    },
  };
}
