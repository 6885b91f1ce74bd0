/** A finger that goes sideways turns the page. */

const FAR = 60; // px sideways that it must go
// a finger that moves one of these turns no page
const MOVED = ".atlas-map[data-zoomed=true] .atlas-map-stage, input";

/** @param {HTMLElement} root @param {(step: 1 | -1) => void} turn */
export function followSwipes(root, turn) {
  /** @type {{x: number, y: number} | null} */ let down = null;
  root.addEventListener("pointerdown", (event) => {
    const moves = /** @type {Element} */ (event.target).closest(MOVED);
    const alone = event.pointerType === "touch" && event.isPrimary && !moves;
    down = alone ? { x: event.clientX, y: event.clientY } : null;
  });
  root.addEventListener("pointerup", (event) => {
    if (!down) return;
    const [sideways, along] = [event.clientX - down.x, event.clientY - down.y];
    down = null;
    if (Math.abs(sideways) >= Math.max(FAR, 2 * Math.abs(along))) turn(sideways < 0 ? 1 : -1);
  });
  root.addEventListener("pointercancel", () => {
    down = null; // the browser scrolls with it
  });
}
