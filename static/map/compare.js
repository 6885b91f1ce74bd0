/**
 * Several maps with one selection: two years and their difference, two measures, or every year small.
 * What is pointed at in one is marked in the others; a year that is stepped to is painted at once.
 *
 * @typedef {"selected" | "form" | "period" | "then"} Name  of a value that user and server share
 * @typedef {{scene: Scene, title: string, year: Year}} Pane  a map, its title, and which year its slider steps
 * @typedef {"period" | "then" | ""} Year
 */

/** @import { Change, Compared, Form, Mounted, Scene, Tell } from "../types" */

import { Shared, html, once, round, wordOf, write } from "../lib/draw.js";
import * as maps from "./map.js";

/** @type {WeakMap<HTMLElement, ReturnType<typeof createMaps>>} */
const mounts = new WeakMap();

/** Show the maps; later calls repaint them. `setStateValue` is told `selected`, `form`, `period` (the
 * later year, or the first measure's) and `then` (the earlier year).
 * @param {Pick<Mounted<Compared>, "parentElement" | "data" | "setStateValue">} args */
export function mount({ parentElement, data, setStateValue }) {
  once(mounts, parentElement, () => createMaps(parentElement)).receive(data, setStateValue);
}

/** @param {HTMLElement} parentElement */
export function unmount(parentElement) {
  mounts.get(parentElement)?.leave();
}

/** @param {HTMLElement} parent */
function createMaps(parent) {
  const note = html("p", { class: "atlas-maps-note" });
  const row = html("div", { class: "atlas-maps-row" });
  const legend = html("div", { class: "atlas-map atlas-maps-legend" });
  const root = html("div", { class: "atlas-maps" }, row, legend, note);
  const shared = {
    selected: new Shared("selected", /** @type {string[]} */ ([])),
    form: new Shared("form", /** @type {Form | undefined} */ (undefined)),
    period: new Shared("period", ""),
    then: new Shared("then", ""),
  };
  /** @type {{element: HTMLElement, title: HTMLElement, host: HTMLElement}[]} */ const panes = [];
  /** @type {Compared} */ let data;
  /** @type {Tell} */ let send;

  /** @param {Compared} next @param {Tell} setStateValue */
  function receive(next, setStateValue) {
    const dressed = (/** @type {Scene} */ scene) => ({
      ...scene,
      projector: next.projector ?? scene.projector,
    });
    data =
      next.mode === "measures"
        ? { ...next, scenes: next.scenes.map(dressed) }
        : { ...next, scene: dressed(next.scene) };
    send = setStateValue;
    const scene = data.mode === "measures" ? data.scenes[0] : data.scene;
    root.dataset.mode = data.mode;
    if (root.parentNode !== parent) parent.append(root);
    shared.selected.receive(scene.selected);
    shared.form.receive(scene.form);
    shared.period.receive(scene.period);
    shared.then.receive(data.then ?? "");
    write(note, data.note ?? "");
    note.hidden = !data.note;
    paint();
  }

  function paint() {
    const wanted = panesOf(data, shared.then.value, shared.period.value);
    for (const gone of panes.splice(wanted.length)) {
      maps.unmount(gone.host);
      gone.element.remove();
    }
    while (panes.length < wanted.length) panes.push(createPane());
    const bare = data.mode === "all";
    legend.hidden = !bare;
    legend.dataset.projector = String(wanted[0].scene.projector ?? false);
    wanted.forEach(({ scene, title, year }, i) => {
      write(panes[i].title, title);
      maps.mount({
        parentElement: panes[i].host,
        data: { ...scene, selected: shared.selected.value, form: shared.form.value },
        notice: (name, value) => heed(name, value, i, year),
        legend: bare && !i ? legend : undefined,
        setStateValue: (name, value) => tell(name === "period" ? year : /** @type {Name} */ (name), value),
      });
    });
  }

  function createPane() {
    const [title, host] = [html("h3", { class: "atlas-maps-title" }), html("div", {})];
    const element = html("div", { class: "atlas-maps-pane" }, title, host);
    row.append(element);
    return { element, title, host };
  }

  /** At once: what one map points at is marked in the others; a year is stepped to in all of them.
   * @param {"point" | "period"} name @param {string} value @param {number} from @param {Year} year */
  function heed(name, value, from, year) {
    if (name === "point") panes.forEach(({ host }, i) => i !== from && maps.mark(host, value));
    if (name !== "period" || !year) return;
    shared[year].value = value;
    paint();
  }

  /** @param {Name | ""} name @param {any} value */
  function tell(name, value) {
    if (!name) return;
    shared[name].value = value;
    paint();
    shared[name].tell(send);
  }

  return { receive, leave: () => panes.forEach(({ host }) => maps.unmount(host)) };
}

/** The maps of each mode. @param {Compared} data @param {string} then @param {string} period @returns {Pane[]} */
function panesOf(data, then, period) {
  if (data.mode === "years") return years(data.scene, data.change, data.words, then, period);
  return data.mode === "measures" ? measures(data.scenes, period) : all(data.scene);
}

/** Two years, and what has changed between them where that may be told.
 * @param {Scene} scene @param {Change | null | undefined} change @param {Compared["words"]} words
 * @param {string} then @param {string} period @returns {Pane[]} */
function years(scene, change, words, then, period) {
  /** @type {Pane[]} */
  const both = [
    { scene: { ...scene, period: then }, title: then, year: "then" },
    { scene: { ...scene, period }, title: period, year: "period" },
  ];
  if (!change) return both;
  const title = wordOf({ words }, "change", { first: then, last: period });
  return [...both, { scene: difference(scene, change, then, period), title, year: "" }];
}

/** Two measures; the second follows the first one's year where it has it.
 * @param {Scene[]} scenes @param {string} period @returns {Pane[]} */
function measures([one, other], period) {
  const beside = other.periods.includes(period) ? period : other.period;
  const named = (/** @type {Scene} */ scene, /** @type {string} */ year) => `${scene.title}, ${year}`;
  return [
    { scene: { ...one, period }, title: named(one, period), year: "period" },
    { scene: { ...other, period: beside, periods: [beside] }, title: named(other, beside), year: "" },
  ];
}

/** Every year, small. @param {Scene} scene @returns {Pane[]} */
function all(scene) {
  return scene.periods.map((period) => ({
    title: period,
    year: "",
    scene: { ...scene, period, periods: [period], bare: true, labels: false },
  }));
}

/** The scene of what has changed from one period to another. A difference is known where both values
 * are; else it has the status of the one that is not.
 * @param {Scene} scene @param {Change} change what its scene has otherwise @param {string} first
 * @param {string} last @returns {Scene} */
export function difference(scene, change, first, last) {
  const period = `${first}–${last}`;
  const [before, after] = [first, last].map((p) => scene.values[p]);
  const letters = [first, last].map((p) => scene.status[p]);
  const differences = scene.codes.map((_, i) => {
    const [from, to] = [before[i], after[i]];
    const known = from !== null && to !== null && letters.every((letter) => letter[i] === "r");
    return known ? round(to - from) : null;
  });
  const unknown = (/** @type {number} */ i) =>
    letters.map((letter) => letter[i]).find((letter) => letter !== "r") ?? "m";
  return {
    ...scene,
    ...change,
    period,
    periods: [period],
    lower: null,
    upper: null,
    benchmarks: [],
    values: { [period]: differences },
    status: { [period]: differences.map((value, i) => (value === null ? unknown(i) : "r")).join("") },
    pivot: change.pivot && { ...change.pivot, values: { [period]: 0 } },
  };
}
