/** A slide of a ready deck in small, to be seen before the deck is made. */

/** @import { Mounted, ReadyPicture } from "../types" */

import { once } from "../lib/draw.js";
import * as thumb from "./thumb.js";

/** @type {WeakMap<HTMLElement, {known: string, picture: ReturnType<typeof thumb.create>}>} */
const pictures = new WeakMap();

/** @param {Mounted<ReadyPicture>} part */
export function mount({ parentElement, data }) {
  const there = once(pictures, parentElement, () => {
    const picture = thumb.create();
    parentElement.append(picture.element);
    return { known: "", picture };
  });
  const now = JSON.stringify(data);
  if (there.known === now) return;
  there.known = now;
  there.picture.update(data.slide, data, data.slide.heading, data.slide.sentence);
}

/** @param {HTMLElement} parentElement */
export function unmount(parentElement) {
  pictures.get(parentElement)?.picture.leave();
  pictures.delete(parentElement);
}
