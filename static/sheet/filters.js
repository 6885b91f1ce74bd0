/**
 * The filter row: two lists of boxes to tick, the two ends of the period, "copy link", and what is
 * chosen as badges that take it away. It shows the view that is wanted, at once; the figures follow.
 */

/** @import { Address, Choice, Desk, Drawing, Filters, Words, Years } from "../types" */

import { below, button, make, write } from "../lib/dom.js";

const SEARCHED = 9; // a list of at least so many lines can be searched
let serial = 0;
let unfolded = false; // on a phone, where the row would fill the screen; on each page as on the last

/** The drawer of the part. @param {Desk} desk @returns {Drawing<Filters>} */
export function create(desk) {
  const places = choice("kommun", desk);
  const cohorts = choice("kohort", desk);
  const years = [field("from", desk), field("to", desk)];
  const copier = copyButton();
  const badges = make("div", "atlas-badges");
  const row = make(
    "div",
    "atlas-row",
    places.element,
    cohorts.element,
    ...years.map((y) => y.element),
    copier.element,
  );
  row.id = `atlas-row-${++serial}`;
  const fold = button("atlas-button atlas-fold");
  fold.setAttribute("aria-controls", row.id);
  const element = make("div", "atlas-filters", fold, row, badges);
  const lay = () => {
    fold.setAttribute("aria-expanded", String(unfolded));
    row.dataset.folded = String(!unfolded);
  };
  fold.addEventListener("click", () => {
    unfolded = !unfolded;
    lay();
  });
  lay();
  let drawn = "";

  return {
    element,
    update(part) {
      const { value: wanted } = desk.view;
      places.update(part.places, part.words, chosen(wanted.kommun));
      cohorts.update(part.cohorts, part.words, chosen(wanted.kohort));
      write(fold, part.words.fold);
      const whole = [part.years.first, part.years.last];
      const period = (wanted.period || part.years.opens.join("-")).split("-").map(Number);
      years.forEach((end, i) => end.update(part.years, part.words, period, whole, i));
      copier.update(part.words);
      const key = JSON.stringify([wanted, part.words.remove]);
      if (key === drawn) return;
      drawn = key;
      badges.replaceChildren(...chips(part, wanted, desk));
    },
    leave() {
      places.leave();
      cohorts.leave();
    },
  };
}

const chosen = (/** @type {string | undefined} */ text) => (text ? text.split(",") : []);

/** A button that opens a list of boxes. @param {string} name the parameter of the address @param {Desk} desk */
function choice(name, desk) {
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

  /** @param {string} value */
  function toggle(value) {
    const next = now.includes(value) ? now.filter((v) => v !== value) : [...now, value];
    desk.ask({ [name]: next.join(",") });
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
  boxes.addEventListener("change", (e) => toggle(/** @type {HTMLInputElement} */ (e.target).value));
  panel.addEventListener("keydown", (e) => {
    const all = seen();
    const at = all.findIndex((box) => box === document.activeElement);
    if (e.key === "ArrowDown") all[Math.min(at + 1, all.length - 1)]?.focus();
    else if (e.key === "ArrowUp") (at > 0 ? all[at - 1] : search).focus();
    else if (e.key === "Enter" && e.target === search && search.value) {
      all[0]?.click();
      search.select();
    } else if (e.key === "Enter" && at >= 0) all[at].click();
    else return;
    e.preventDefault();
  });
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
      const names = textsOf(part);
      const told = now.map((value) => names.get(value) ?? value);
      write(
        opener,
        !told.length
          ? part.all
          : told.length < 3
            ? told.join(", ")
            : words.chosen.replace("{n}", String(told.length)),
      );
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
        boxes.replaceChildren(
          ...part.options.map(([value, text]) =>
            make(
              "label",
              "",
              Object.assign(make("input", ""), { type: "checkbox", value }),
              make("span", "", text),
            ),
          ),
        );
        sift();
      }
      for (const box of inputs()) {
        box.checked = now.includes(box.value);
        box.disabled = full && !box.checked;
      }
    },
    leave() {
      removeEventListener("scroll", follow, true);
      removeEventListener("resize", follow);
    },
  };
}

/** What is told of each value. @param {Choice} part */
const textsOf = ({ options }) => new Map(options.map(([value, text]) => [value, text]));

/** One end of the period: only years that leave it at least one year long can be chosen.
 * @param {"from" | "to"} side @param {Desk} desk */
function field(side, desk) {
  const select = make("select", "");
  select.name = side;
  const label = make("span", "");
  const element = make("label", "atlas-field", label, select);
  let now = [0, 0];
  let opens = [0, 0];
  let at = 0;
  let drawn = "";
  select.addEventListener("change", () => {
    const next = [...now];
    next[at] = Number(select.value);
    desk.ask({ period: next.join() === opens.join() ? "" : next.join("-") });
  });
  return {
    element,
    /** @param {Years} years @param {Words} words @param {number[]} period @param {number[]} whole
     * @param {number} i which end it is */
    update(years, words, period, whole, i) {
      [now, opens, at] = [period, years.opens, i];
      greyed(element, label, select, years[side], years.applies, words);
      const [first, last] = i ? [period[0], whole[1]] : [whole[0], period[1]];
      const key = `${first}-${last}`;
      if (key !== drawn) {
        drawn = key;
        select.replaceChildren(
          ...Array.from({ length: last - first + 1 }, (_, n) => new Option(String(first + n))),
        );
      }
      select.value = String(period[i]);
    },
  };
}

/** A filter that says nothing on this page stands there greyed, with the reason.
 * @param {HTMLElement} element @param {HTMLElement} label @param {HTMLButtonElement | HTMLSelectElement} control
 * @param {string} name @param {boolean} applies @param {Words} words */
function greyed(element, label, control, name, applies, words) {
  write(label, applies ? name : words.not_here.replace("{label}", name));
  control.disabled = !applies;
  element.title = applies ? "" : words.not_here_reason;
}

/** What is chosen, each with a button that takes it away.
 * @param {Filters} part @param {Address} wanted @param {Desk} desk */
function chips(part, wanted, desk) {
  const without = (/** @type {string} */ name, /** @type {string} */ value) => ({
    [name]: chosen(wanted[name])
      .filter((v) => v !== value)
      .join(","),
  });
  /** @type {HTMLElement[]} */ const made = [];
  /** @param {string} key @param {string} text @param {Address} changes */
  const add = (key, text, changes) => {
    const badge = button("atlas-badge", `${text} ✕`);
    badge.dataset.key = key;
    const help = part.words.remove.replace("{name}", text);
    badge.title = help;
    badge.setAttribute("aria-label", help);
    badge.addEventListener("click", () => desk.ask(changes));
    made.push(badge);
  };
  for (const [name, options] of Object.entries({ kommun: part.places, kohort: part.cohorts })) {
    const names = textsOf(options);
    for (const value of chosen(wanted[name])) add(value, names.get(value) ?? value, without(name, value));
  }
  if (wanted.period) add("period", wanted.period.replace("-", "–"), { period: "" });
  // the line always stands there, so that nothing moves when a filter comes or goes
  if (!made.length) made.push(make("span", "atlas-quiet", part.words.nothing_chosen));
  if (made.length > 1) {
    const all = button("atlas-badge atlas-clear", part.words.clear);
    all.addEventListener("click", () => desk.ask({ kommun: "", kohort: "", period: "" }));
    made.push(all);
  }
  return made;
}

/** "Copy link": puts the address of this very view on the clipboard and says so. */
function copyButton() {
  const copier = button("atlas-button atlas-copy");
  const said = make("span", "atlas-unseen");
  said.setAttribute("role", "status");
  /** @type {Words} */ let words = {};
  copier.addEventListener("click", async () => {
    await copy(location.href);
    copier.dataset.done = "true";
    copier.textContent = said.textContent = words.copied;
    setTimeout(() => {
      delete copier.dataset.done;
      copier.textContent = words.copy;
      said.textContent = "";
    }, 2500);
  });
  return {
    element: make("div", "atlas-field", copier, said),
    /** @param {Words} next */
    update(next) {
      words = next;
      if (!copier.dataset.done) write(copier, words.copy);
    },
  };
}

/** The clipboard proper where the page may use it, else the old way by a selected field. @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

/** A text without case and accents, to search in. @param {string} text */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
