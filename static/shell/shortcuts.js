/**
 * Whether single letters, digits and signs do something on the stage. Who speaks to their computer, or whose hand
 * strikes keys by chance, can switch them off; this browser remembers it. Arrows, space, Enter and Esc always work.
 */

const NAME = "atlas-single-keys";
const OFF = "off";
let on = true;

try {
  on = localStorage.getItem(NAME) !== OFF;
} catch {
  /* a browser that keeps nothing: they are on at each visit */
}

export const areOn = () => on;

/** @param {boolean} next */
export function set(next) {
  on = next;
  try {
    if (on) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, OFF);
  } catch {
    /* as above: it holds until the next visit */
  }
}

/** Whether a key is one of those, by the name that the browser has for it. @param {string} key */
export const isSingle = (key) => key.length === 1 && key !== " ";
