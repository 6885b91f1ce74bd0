/** The projector switch: high contrast, larger text and thicker lines, in this tab, on every page. */

const NAME = "atlas-projector";
const root = document.documentElement;

export const isOn = () => root.classList.contains(NAME);

/** @param {boolean} on */
export function set(on) {
  root.classList.toggle(NAME, on);
  try {
    sessionStorage.setItem(NAME, on ? "1" : "");
  } catch {
    /* a browser that keeps nothing: it holds until the next visit */
  }
  dispatchEvent(new Event(NAME));
}

/** Do something at each turn of the switch. @param {() => void} act @returns {() => void} no longer */
export function follow(act) {
  addEventListener(NAME, act);
  return () => removeEventListener(NAME, act);
}

try {
  root.classList.toggle(NAME, sessionStorage.getItem(NAME) === "1");
} catch {
  /* as above */
}
