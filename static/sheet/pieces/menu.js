import { below } from "../../lib/below.js";
import { button, make, set, write } from "../../lib/dom.js";
import { icon } from "../../lib/icon.js";
import { list } from "../../lib/list.js";

/** @typedef {{name: string, text: string, act: () => void}} Item  a line of a menu, and what it does */

let serial = 0;

/**
 * A quiet button that opens a menu. Enter, Space and arrow down open it at its first line, arrow up at its last.
 * Arrows, Home, End and first letters go from line to line; Esc and a press elsewhere close it, Tab leaves it.
 */
export function menu() {
  const opener = button("atlas-icon-button atlas-more");
  const panel = make("div", "atlas-menu");
  const element = make("span", "", opener, panel);
  opener.append(icon("menu"));
  panel.id = `atlas-menu-${++serial}`;
  panel.popover = "auto"; // which Esc and a press elsewhere close
  opener.popoverTargetElement = panel;
  set(panel, { role: "menu" });
  set(opener, { "aria-haspopup": "menu", "aria-controls": panel.id, "aria-expanded": false });

  const draw = linesIn(panel, () => {
    panel.hidePopover();
    opener.focus();
  });
  const lines = () => [...panel.querySelectorAll("button")];
  const unfollow = follows(panel, opener);

  let first = 0; // the line at which it opens
  panel.addEventListener("beforetoggle", ({ newState }) => {
    const opens = newState === "open";
    set(opener, { "aria-expanded": opens });
    // the browser gives the focus as it opens the menu, so that a key that comes at once is not lost
    lines().forEach((line, at, { length }) => (line.autofocus = at === (first + length) % length));
    first = 0;
    if (!opens && panel.contains(document.activeElement)) opener.focus();
  });
  opener.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    first = event.key === "ArrowUp" ? -1 : 0;
    panel.showPopover();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Tab") return panel.hidePopover(); // and the focus goes on from the button
    const all = lines();
    const next = walk(event.key, all);
    if (next < 0) return;
    event.preventDefault();
    event.stopPropagation();
    all[next].focus();
  });

  return {
    element,
    /** @param {string} name of the button and the menu @param {Item[]} items */
    update(name, items) {
      set(opener, { "aria-label": name, title: name });
      set(panel, { "aria-label": name });
      draw(items);
    },
    /** Show that what was chosen takes its time. @param {Promise<void>} until */
    async wait(until) {
      set(opener, { "aria-busy": true });
      await until;
      set(opener, { "aria-busy": false });
    },
    leave: unfollow,
  };
}

/** The lines of a menu. @param {HTMLElement} panel @param {() => void} close what a press does first
 * @returns {(items: Item[]) => void} */
function linesIn(panel, close) {
  /** @type {Map<string, Item>} */
  let offered = new Map();
  function create() {
    const line = button("atlas-menu-line");
    set(line, { role: "menuitem", tabindex: -1 });
    line.addEventListener("click", () => {
      close();
      offered.get(line.name)?.act();
    });
    return {
      element: line,
      /** @param {Item} item */
      update({ name, text }) {
        line.name = name;
        write(line, text);
      },
    };
  }
  const draw = list(panel, (/** @type {Item} */ item) => item.name, create);
  return (items) => {
    offered = new Map(items.map((item) => [item.name, item]));
    draw(items);
  };
}

/** While it is open a panel stays below its button, wherever the page moves.
 * @param {HTMLElement} panel @param {HTMLElement} opener @returns {() => void} lets go of it */
function follows(panel, opener) {
  const follow = () => below(panel, opener);
  const unfollow = () => {
    removeEventListener("scroll", follow, true);
    removeEventListener("resize", follow);
  };
  panel.addEventListener("toggle", ({ newState }) => {
    if (newState !== "open") return unfollow();
    follow();
    addEventListener("scroll", follow, true);
    addEventListener("resize", follow);
  });
  return unfollow;
}

/** Which line a key leads to from the one that has the focus, round about; -1 where it leads nowhere.
 * @param {string} key @param {HTMLElement[]} all */
function walk(key, all) {
  const at = all.findIndex((line) => line === document.activeElement);
  if (key === "ArrowDown") return (at + 1) % all.length;
  if (key === "ArrowUp") return (at - 1 + all.length) % all.length;
  if (key === "Home") return 0;
  if (key === "End") return all.length - 1;
  if (key.length > 1 || key === " ") return -1;
  const begins = (/** @type {number} */ i) =>
    all[i].textContent?.toLowerCase().startsWith(key.toLowerCase()) ?? false;
  const order = all.map((_, i) => (at + 1 + i) % all.length);
  return order.find(begins) ?? -1;
}
