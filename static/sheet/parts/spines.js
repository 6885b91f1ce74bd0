/**
 * Every indicator as a spine from worst to best, with the chosen places on it, a line each, and beside each place its
 * value and how it compares. What a spine tells is said in words where it is pointed at or has the focus.
 */

/** @import { Desk, Drawing, Paint, Parts, SpineMark, SpineRow } from "../../types" */
/** @import { Own } from "../pieces/place-mark.js" */

import { HIDDEN, html, make, set, wear, write } from "../../lib/dom.js";
import { list } from "../../lib/list.js";
import { card } from "../pieces/card.js";
import { keyOf, ownOf, painted, placeMark, remark } from "../pieces/place-mark.js";
import { SCALE } from "../pieces/strip.js";

await wear(new URL("../spines.css", import.meta.url));

const LEGEND = ["all", "half", "against", "better", "worse"];

/** @param {Desk} desk @returns {Drawing<Parts["spines"]>} */
export function create(desk) {
  const legend = make("p", "atlas-quiet atlas-spine-legend");
  const table = html("table", { class: "atlas-spines", role: "table" });
  const tip = make("p", "atlas-spine-tip");
  tip.hidden = true;
  const figure = make("div", "atlas-spine-figure", legend, table, tip);
  const frame = card(desk, "chart", figure, undefined, []);
  /** @type {ReturnType<typeof createRow>[]} */ let rows = [];
  let laid = "";

  /** Lay out the rows, when there are others than before. @param {Parts["spines"]} part */
  function lay({ columns, groups }) {
    const now = JSON.stringify([columns, groups.map((g) => [g.title, g.rows.map((row) => row.key)])]);
    if (now === laid) return;
    laid = now;
    rows = [];
    const heads = columns.map((name) => html("th", { scope: "col", role: "columnheader" }, name));
    const bodies = groups.map((group) => {
      const own = group.rows.map(() => createRow(tell, step));
      rows.push(...own);
      const head = html("th", { scope: "rowgroup", colspan: columns.length, role: "rowheader" }, group.title);
      const title = html("tr", { role: "row", class: "atlas-spine-group" }, head);
      return html("tbody", { role: "rowgroup" }, title, ...own.map((row) => row.element));
    });
    const top = html("thead", { role: "rowgroup" }, html("tr", { role: "row" }, ...heads));
    table.replaceChildren(top, ...bodies);
    rows.forEach(({ bar }, i) => set(bar, { tabindex: i ? -1 : 0 }));
  }

  /** Say what a spine tells, below it; nothing where none is pointed at. @param {HTMLElement} [bar] */
  function tell(bar) {
    tip.hidden = !bar;
    if (!bar) return;
    write(tip, bar.getAttribute("aria-label") ?? "");
    const [box, at] = [figure.getBoundingClientRect(), bar.getBoundingClientRect()];
    tip.style.top = `${at.bottom - box.top + 4}px`;
    tip.style.left = `${Math.max(0, Math.min(at.left - box.left, box.width - tip.offsetWidth))}px`;
  }

  /** From spine to spine with the arrows: one of them is in the order of Tab.
   * @param {KeyboardEvent} event @param {HTMLElement} bar */
  function step(event, bar) {
    if (event.key === "Escape") return tell();
    const at = rows.findIndex((row) => row.bar === bar);
    /** @type {Record<string, number>} */
    const ways = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
    const next = rows[ways[event.key]];
    if (!next) return;
    event.preventDefault();
    for (const row of rows) set(row.bar, { tabindex: row === next ? 0 : -1 });
    next.bar.focus();
  }

  return {
    element: frame.element,
    update(part, now) {
      frame.update(part, now);
      explain(legend, part);
      lay(part);
      set(table, { "aria-label": part.title });
      table.style.setProperty("--areas", String(part.places.length));
      part.groups.flatMap((group) => group.rows).forEach((row, i) => rows[i].update(row, part.places));
    },
    leave: () => frame.leave?.(),
  };
}

/** Say what is what on a spine. @param {HTMLElement} host @param {Parts["spines"]} part */
function explain(host, { places, words }) {
  const said = JSON.stringify([places, words]);
  if (host.dataset.said === said) return;
  host.dataset.said = said;
  const marks = places.map((place, i) => {
    const mark = make("span", "", placeMark(i), place.name);
    painted(mark, place);
    return mark;
  });
  const others = LEGEND.map((name) =>
    make("span", "", html("i", { class: `atlas-spine-key-${name}`, ...HIDDEN }), words[name]),
  );
  host.replaceChildren(...marks, ...others);
}

/** The row of an indicator. @param {(bar?: HTMLElement) => void} tell
 * @param {(event: KeyboardEvent, bar: HTMLElement) => void} step */
function createRow(tell, step) {
  const [name, under] = [make("span", ""), make("span", "atlas-quiet")];
  const [all, half, against] = ["all", "half", "against"].map((part) => make("i", `atlas-spine-${part}`));
  const [from, to] = [make("span", ""), make("span", "")];
  const ends = make("div", "atlas-quiet atlas-spine-ends", from, to);
  const [lanes, verdicts] = [make("div", ""), make("ul", "")];
  const [drawLanes, drawVerdicts] = [list(lanes, keyOf, createLane), list(verdicts, keyOf, createVerdict)];
  const bar = make("div", "atlas-spine-bar", all, half, against, lanes);
  const refused = make("p", "atlas-quiet");
  set(bar, { role: "img" });
  set(ends, HIDDEN);
  for (const type of ["pointerenter", "focus"]) bar.addEventListener(type, () => tell(bar));
  for (const type of ["pointerleave", "blur"]) bar.addEventListener(type, () => tell());
  bar.addEventListener("keydown", (event) => step(event, bar));
  const element = html(
    "tr",
    { role: "row" },
    html("th", { scope: "row", role: "rowheader" }, name, under),
    html("td", { role: "cell", class: "atlas-spine-cell" }, bar, ends, refused),
    html("td", { role: "cell" }, verdicts),
  );
  return {
    element,
    bar,
    /** @param {SpineRow} row @param {Paint[]} places */
    update(row, places) {
      element.dataset.key = row.key;
      write(name, row.name);
      write(under, row.under);
      write(refused, row.refused);
      set(bar, { "aria-label": row.said });
      const none = !row.bar.length;
      for (const part of [all, half, ends]) part.hidden = none;
      if (!none) {
        const [worst, poorer, better, best] = row.bar;
        span(all, worst, best);
        span(half, poorer, better);
        [from, to].forEach((end, i) => write(end, row.ends[i]));
      }
      against.hidden = row.against === null;
      if (row.against !== null) put(against, row.against);
      const marks = ownOf(places, row.marks);
      drawLanes(marks);
      drawVerdicts(marks);
    },
  };
}

/** A place on a spine. */
function createLane() {
  const sign = placeMark(0);
  const mark = make("i", "atlas-spine-at", sign);
  return {
    element: make("span", "atlas-spine-lane", mark),
    /** @param {Own<SpineMark>} own */
    update({ paint, at, told }) {
      painted(mark, paint);
      remark(sign, at);
      mark.hidden = told.at === null;
      if (told.at !== null) put(mark, told.at);
    },
  };
}

/** The value of a place, and how it compares. */
function createVerdict() {
  const sign = placeMark(0);
  const [shape, name] = [make("span", "atlas-spine-shape", sign), make("span", "")];
  const [value, verdict] = [make("strong", ""), make("span", "atlas-spine-verdict")];
  return {
    element: make("li", "", shape, name, value, verdict),
    /** @param {Own<SpineMark>} own */
    update({ paint, at, told }) {
      painted(shape, paint);
      remark(sign, at);
      write(name, paint.name);
      write(value, told.value);
      write(verdict, [told.sign, told.verdict].filter(Boolean).join(" "));
      set(verdict, { "data-judged": told.judged });
    },
  };
}

/** @param {HTMLElement} element @param {number} at */
const put = (element, at) => (element.style.left = `${(at / SCALE) * 100}%`);

/** @param {HTMLElement} element @param {number} from @param {number} to */
function span(element, from, to) {
  put(element, Math.min(from, to));
  element.style.width = `${(Math.abs(to - from) / SCALE) * 100}%`;
}
