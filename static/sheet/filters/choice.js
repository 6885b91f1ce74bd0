/** @import { Choice, Desk, Words } from "../../types" */

import { below } from "../../lib/below.js";
import { button, make, write } from "../../lib/dom.js";
import { greyed } from "./greyed.js";

const SEARCHED = 9; // a list of at least so many lines can be searched
let serial = 0;

/** A button that opens a list of boxes. @param {string} name the parameter of the address @param {Desk} desk */
export function createChoice(name, desk) {
  const id = `atlas-choice-${++serial}`;
  const label = make("span", "");
  label.id = `${id}-label`;
  const opener = Object.assign(button("atlas-choice"), { name });
  opener.id = id;
  opener.setAttribute("aria-labelledby", `${label.id} ${id}`);
  opener.setAttribute("aria-haspopup", "dialog");
  const search = Object.assign(make("input", ""), { type: "text", autocomplete: "off" });
  const boxes = make("div", "atlas-boxes");
  const nothing = make("p", "atlas-quiet");
  const most = make("p", "atlas-quiet");
  const panel = make("div", "atlas-list", search, boxes, nothing, most);
  panel.popover = "auto";
  panel.tabIndex = -1; // a press beside a box keeps the focus here
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-labelledby", label.id);
  opener.popoverTargetElement = panel;
  /** @type {string[]} */ let now = [];
  let drawn = "";
  const element = make("div", "atlas-field atlas-wide", label, opener, panel);

  const inputs = () => [...boxes.querySelectorAll("input")];
  const line = (/** @type {HTMLInputElement} */ box) => /** @type {HTMLElement} */ (box.closest("label"));
  const seen = () => inputs().filter((box) => !line(box).hidden && !box.disabled);

  function sift() {
    const asked = fold(search.value);
    for (const box of inputs()) line(box).hidden = !fold(line(box).textContent ?? "").includes(asked);
    nothing.hidden = seen().length > 0;
  }

  /** What is asked for by ticking a box, or by taking its tick away. @param {string} value */
  function toggled(value) {
    const next = now.includes(value) ? now.filter((v) => v !== value) : [...now, value];
    return { [name]: next.join(",") };
  }

  /** A box that is pointed at may be ticked next. @param {Event} event */
  function expect(event) {
    const box = /** @type {Element} */ (event.target).closest("label")?.querySelector("input");
    if (box && !box.disabled) desk.expect(toggled(box.value));
  }

  panel.addEventListener("beforetoggle", (e) => {
    if (e.newState !== "open") return;
    panel.style.minWidth = `${opener.offsetWidth}px`;
    search.value = "";
    sift();
    // the browser gives the focus as it opens the list, so that the first letter typed is not lost
    for (const input of [search, ...inputs()]) input.autofocus = false;
    const first = search.hidden ? seen()[0] : search;
    if (first) first.autofocus = true;
    below(panel, opener);
  });
  panel.addEventListener("toggle", () => follow());
  const follow = () => panel.matches(":popover-open") && below(panel, opener);
  addEventListener("scroll", follow, true);
  addEventListener("resize", follow);
  search.addEventListener("input", sift);
  boxes.addEventListener("change", (e) =>
    desk.ask(toggled(/** @type {HTMLInputElement} */ (e.target).value)),
  );
  boxes.addEventListener("pointerover", expect);
  boxes.addEventListener("focusin", expect);
  panel.addEventListener("keydown", (e) => walk(e, search, seen()));
  // Tab leaves the list: it closes, so that nothing stays over the page
  panel.addEventListener("focusout", (e) => {
    const to = /** @type {Node | null} */ (e.relatedTarget);
    if (to && !panel.contains(to) && to !== opener) panel.hidePopover();
  });

  return {
    element,
    /** @param {Choice} part @param {Words} words @param {string[]} selection */
    update(part, words, selection) {
      now = selection;
      greyed(element, label, opener, part.label, part.applies, words);
      write(opener, summary(part, words, now));
      search.hidden = part.options.length < SEARCHED;
      search.placeholder = words.search;
      search.setAttribute("aria-label", `${words.search}: ${part.label}`);
      write(nothing, words.no_match);
      const full = Boolean(part.most && now.length >= part.most);
      write(most, part.most ? words.most.replace("{n}", String(part.most)) : "");
      most.hidden = !full;
      const key = JSON.stringify(part.options);
      if (key !== drawn) {
        drawn = key;
        boxes.replaceChildren(...part.options.map(([value, text]) => tickBox(value, text)));
        sift();
      }
      for (const input of inputs()) {
        input.checked = now.includes(input.value);
        input.disabled = full && !input.checked;
      }
    },
    leave() {
      removeEventListener("scroll", follow, true);
      removeEventListener("resize", follow);
    },
  };
}

/** Keys in an open list: arrows go from box to box and back to the search, Enter ticks.
 * @param {KeyboardEvent} event @param {HTMLInputElement} search @param {HTMLInputElement[]} all that are seen */
function walk(event, search, all) {
  const at = all.findIndex((input) => input === document.activeElement);
  if (event.key === "ArrowDown") all[Math.min(at + 1, all.length - 1)]?.focus();
  else if (event.key === "ArrowUp") (at > 0 ? all[at - 1] : search).focus();
  else if (event.key === "Enter" && event.target === search && search.value) {
    all[0]?.click();
    search.select();
  } else if (event.key === "Enter" && at >= 0) all[at].click();
  else return;
  event.preventDefault();
}

/** A box to tick, with its text. @param {string} value @param {string} text */
function tickBox(value, text) {
  const input = Object.assign(make("input", ""), { type: "checkbox", value });
  return make("label", "", input, make("span", "", text));
}

/** What the button of a list says is chosen. @param {Choice} part @param {Words} words @param {string[]} chosen */
function summary(part, words, chosen) {
  if (!chosen.length) return part.all;
  if (chosen.length > 2) return words.chosen.replace("{n}", String(chosen.length));
  const names = textsOf(part);
  return chosen.map((value) => names.get(value) ?? value).join(", ");
}

/** What is told of each value. @param {Choice} part */
export const textsOf = ({ options }) => new Map(options.map(([value, text]) => [value, text]));

/** A text without case and accents, to search in. @param {string} text */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
