/** @import { Choice, Desk, Words } from "../../types" */

import { make, write } from "../../lib/dom.js";
import { createChip } from "./chip.js";

const SEARCHED = 9; // a list of at least so many lines can be searched

/** A filter with a list of boxes to tick. @param {string} name the parameter of the address @param {Desk} desk */
export function createChoice(name, desk) {
  const list = createList();
  const most = make("p", "atlas-quiet");
  const chip = createChip(name, desk, [...list.elements, most], (panel, opener) => {
    panel.style.minWidth = `${opener.offsetWidth}px`;
    list.open();
  });
  /** @type {string[]} */ let now = [];

  /** The view without a value. @param {string} value */
  const without = (value) => ({ [name]: now.filter((v) => v !== value).join(",") });
  /** What is asked for by ticking a box, or by taking its tick away. @param {string} value */
  const toggled = (value) => (now.includes(value) ? without(value) : { [name]: [...now, value].join(",") });

  list.onTick((value) => desk.ask(toggled(value)));
  list.onMeant((value) => desk.expect(toggled(value)));

  return {
    element: chip.element,
    opener: chip.opener,
    /** @param {Choice} part @param {Words} words @param {string[]} selection */
    update(part, words, selection) {
      now = selection;
      const names = new Map(part.options.map(([value, text]) => [value, text]));
      const chosen = now.map((key) => ({ key, text: names.get(key) ?? key, without: without(key) }));
      chip.update({ label: part.label, unset: part.all, applies: part.applies, chosen }, words);
      const full = Boolean(part.most && now.length >= part.most);
      write(most, part.most ? words.most.replace("{n}", String(part.most)) : "");
      most.hidden = !full;
      list.update(part, words, now, full);
    },
    leave: chip.leave,
  };
}

/** Boxes to tick, and a field that sifts them where they are many. */
function createList() {
  const search = Object.assign(make("input", ""), { type: "text", autocomplete: "off" });
  const boxes = make("div", "atlas-boxes");
  const nothing = make("p", "atlas-quiet");
  let drawn = "";

  const inputs = () => [...boxes.querySelectorAll("input")];
  const line = (/** @type {HTMLInputElement} */ box) => /** @type {HTMLElement} */ (box.closest("label"));
  const seen = () => inputs().filter((box) => !line(box).hidden && !box.disabled);

  function sift() {
    const asked = fold(search.value);
    for (const box of inputs()) line(box).hidden = !fold(line(box).textContent ?? "").includes(asked);
    nothing.hidden = seen().length > 0;
  }

  search.addEventListener("input", sift);
  for (const place of [search, boxes]) place.addEventListener("keydown", (e) => walk(e, search, seen()));

  return {
    elements: [search, boxes, nothing],
    /** All of it is seen again. The browser gives the focus as it opens the list, so that the first letter
     * typed is not lost. */
    open() {
      search.value = "";
      sift();
      for (const input of [search, ...inputs()]) input.autofocus = false;
      const first = search.hidden ? seen()[0] : search;
      if (first) first.autofocus = true;
    },
    /** A box was ticked, or its tick taken away. @param {(value: string) => void} act */
    onTick(act) {
      boxes.addEventListener("change", (e) => act(/** @type {HTMLInputElement} */ (e.target).value));
    },
    /** A box that is pointed at may be ticked next. @param {(value: string) => void} act */
    onMeant(act) {
      const meant = (/** @type {Event} */ event) => {
        const box = /** @type {Element} */ (event.target).closest("label")?.querySelector("input");
        if (box && !box.disabled) act(box.value);
      };
      boxes.addEventListener("pointerover", meant);
      boxes.addEventListener("focusin", meant);
    },
    /** @param {Choice} part @param {Words} words @param {string[]} ticked
     * @param {boolean} full whether no more may be ticked */
    update(part, words, ticked, full) {
      search.hidden = part.options.length < SEARCHED;
      search.placeholder = words.search;
      search.setAttribute("aria-label", `${words.search}: ${part.label}`);
      write(nothing, words.no_match);
      const key = JSON.stringify(part.options);
      if (key !== drawn) {
        drawn = key;
        boxes.replaceChildren(...part.options.map(([value, text]) => tickBox(value, text)));
        sift();
      }
      for (const input of inputs()) {
        input.checked = ticked.includes(input.value);
        input.disabled = full && !input.checked;
      }
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

/** A text without case and accents, to search in. @param {string} text */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
