/** The keys of the stage: they hold in the whole window, and in the window with the notes. */

/** @import { Act } from "./controls.js" */

import * as shortcuts from "../shell/shortcuts.js";

// Who walks a map or a chart by keyboard keeps these keys; after a click they are the presentation's again.
const WALKS = {
  ".atlas-map": /^(Arrow.*|Home|End|Enter| )$/,
  ".atlas-plot": /^(Arrow.*|Home|End)$/,
  ".atlas-slide-figure[data-kind=table]": /^Arrow(Up|Down)$/,
};

/**
 * @param {HTMLElement} root of the stage
 * @param {{ready(): boolean, explored(): boolean, typed(): boolean, does(pressed: string): boolean}} stage
 *   whether it has slides, whether a chart is explored over it, whether a number is being typed, and what a
 *   key does, if it does something
 * @returns {(event: KeyboardEvent) => void}
 */
export function keysOf(root, stage) {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !stage.ready()) return;
    if (shortcuts.isSingle(event.key) && !shortcuts.areOn()) return;
    const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (stage.explored() ? pressed !== "Escape" : itsOwn(root, pressed, stage.typed())) return;
    if (!stage.does(pressed)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/**
 * What the keys of the presentation do.
 * @param {Record<Act | "start", () => unknown>} acts
 * @param {{go(at: number): void, end(): number, escape(): void,
 *   typed: ReturnType<typeof import("./covers.js").createTyped>,
 *   black: ReturnType<typeof import("./covers.js").createBlack>}} stage
 * @returns {(pressed: string) => boolean} does what a key is for, if it is for something
 */
export function commands(acts, { go, end, escape, typed, black }) {
  /** @type {Record<string, () => unknown>} */
  const keys = {
    ArrowRight: acts.next,
    " ": acts.next,
    ArrowDown: acts.next,
    PageDown: acts.next,
    ArrowLeft: acts.previous,
    ArrowUp: acts.previous,
    PageUp: acts.previous,
    Home: () => go(1),
    End: () => go(end()),
    f: acts.fullscreen,
    F5: acts.start, // what a remote control begins a presentation with; it would load the page anew
    b: acts.black,
    ".": acts.black,
    n: acts.notes,
    p: acts.projector,
    u: acts.explore,
    "?": acts.help,
    Escape: escape,
  };
  return (pressed) => {
    if (/^\d$/.test(pressed)) {
      typed.add(pressed);
      return true;
    }
    if (pressed === "Enter" && typed.isOpen()) {
      black.cover(false);
      go(typed.take());
      return true;
    }
    if (!keys[pressed]) return false;
    if (black.isOn() && !["b", ".", "n", "Escape"].includes(pressed)) black.cover(false);
    keys[pressed]();
    return true;
  };
}

/** Whether a key belongs to what has the focus. @param {HTMLElement} root @param {string} pressed
 * @param {boolean} typed whether a number waits for Enter */
function itsOwn(root, pressed, typed) {
  const focus = document.activeElement;
  if (!focus) return false;
  const walked = Object.entries(WALKS).some(([place, keys]) => focus.closest(place) && keys.test(pressed));
  if (walked && focus.matches(":focus-visible")) return true;
  const pressesButton = pressed === " " || pressed === "Enter";
  return pressesButton && !typed && focus.matches("button, input") && root.contains(focus);
}
