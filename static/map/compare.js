/**
 * Several maps with one selection: two years and their difference, two measures, or every year small.
 * What is pointed at in one is marked in the others; a year that is stepped to is painted at once.
 *
 * The maps are those of map.js and know nothing of each other. What one of them would tell the server comes here
 * instead, is given to all, and is passed on under the name of what it changes.
 *
 * @typedef {"selected" | "opened" | "form" | "period" | "then"} Name  of a value that user and server share
 * @typedef {"period" | "then" | ""} Year  which of the two years a map's slider steps, if any
 * @typedef {{scene: Scene, title: string, year: Year}} Pane  what one of the maps is to show
 * @typedef {{element: HTMLElement, title: HTMLElement, host: HTMLElement}} Standing  a map's elements
 */

/** @import { Change, Compared, Form, FromMap, Mounted, Scene, Tell } from "../types" */

import { html, write } from "../lib/dom.js";
import { Shared, once, round, wordOf } from "../lib/draw.js";
import * as maps from "./map.js";

/** @type {WeakMap<HTMLElement, Comparison>} */
const mounts = new WeakMap();

/** Show the maps; later calls repaint them. `setStateValue` is told `selected`, `opened`, `form`, `period` (the
 * later year, or the first measure's) and `then` (the earlier year).
 * @param {Pick<Mounted<Compared>, "parentElement" | "data" | "setStateValue">} args */
export function mount({ parentElement, data, setStateValue }) {
  once(mounts, parentElement, () => new Comparison(data)).receive(parentElement, data, setStateValue);
}

/** @param {HTMLElement} parentElement */
export function unmount(parentElement) {
  mounts.get(parentElement)?.leave();
}

class Comparison {
  #note = html("p", { class: "atlas-maps-note" });
  #row = html("div", { class: "atlas-maps-row" });
  #legend = html("div", { class: "atlas-map atlas-maps-legend" }); // of all maps, where they are small
  #root = html("div", { class: "atlas-maps" }, this.#row, this.#legend, this.#note);
  /** @type {Standing[]} */
  #standing = [];
  #shared = {
    selected: new Shared("selected", /** @type {string[]} */ ([])),
    opened: new Shared("opened", ""),
    form: new Shared("form", /** @type {Form} */ ("land")),
    period: new Shared("period", ""),
    then: new Shared("then", ""),
  };
  /** @type {Tell<FromMap>} */
  #send = () => {};
  #data;

  /** @param {Compared} data */
  constructor(data) {
    this.#data = data;
  }

  /** @param {HTMLElement} parent @param {Compared} data @param {Tell<FromMap>} send */
  receive(parent, data, send) {
    this.#data = data;
    this.#send = send;
    const root = this.#root;
    const scene = data.mode === "measures" ? data.scenes[0] : data.scene;
    const { selected, opened, form, period, then } = this.#shared;
    selected.receive(scene.selected);
    opened.receive(scene.opened ?? "");
    form.receive(scene.form ?? "land");
    period.receive(scene.period);
    then.receive(data.then ?? "");
    root.dataset.mode = data.mode;
    if (root.parentNode !== parent) parent.append(root);
    write(this.#note, data.note ?? "");
    this.#note.hidden = !data.note;
    this.#paint();
  }

  leave() {
    for (const { host } of this.#standing) maps.unmount(host);
  }

  #paint() {
    const { then, period } = this.#shared;
    const panes = panesOf(this.#data, then.value, period.value);
    this.#stand(panes.length);
    this.#legend.hidden = this.#data.mode !== "all";
    this.#legend.dataset.projector = String(this.#projector(panes[0].scene));
    panes.forEach((pane, i) => this.#paintPane(pane, i));
  }

  /** Have as many maps in the row as are wanted; those that stand there stay, with their zoom and focus.
   * @param {number} many */
  #stand(many) {
    for (const gone of this.#standing.splice(many)) {
      maps.unmount(gone.host);
      gone.element.remove();
    }
    while (this.#standing.length < many) {
      const [title, host] = [html("h3", { class: "atlas-maps-title" }), html("div", {})];
      const element = html("div", { class: "atlas-maps-pane" }, title, host);
      this.#row.append(element);
      this.#standing.push({ element, title, host });
    }
  }

  /** @param {Pane} pane @param {number} i its place in the row */
  #paintPane({ scene, title, year }, i) {
    const { selected, opened, form } = this.#shared;
    const shared = {
      projector: this.#projector(scene),
      selected: selected.value,
      ...(scene.opened !== undefined && { opened: opened.value }),
      form: form.value,
    };
    const standing = this.#standing[i];
    write(standing.title, title);
    maps.mount({
      parentElement: standing.host,
      data: { ...scene, ...shared },
      notice: (name, value) => this.#heed(name, value, i, year),
      // all have the same legend: the first map's stands for them
      legend: this.#data.mode === "all" && i === 0 ? this.#legend : undefined,
      setStateValue: (name, value) =>
        this.#tell(name === "period" ? year : /** @type {Name} */ (name), value),
    });
  }

  /** Whether a map is shown to a room: that may be said of all, or of each. @param {Scene} scene */
  #projector(scene) {
    return this.#data.projector ?? scene.projector ?? false;
  }

  /** At once: what one map points at is marked in the others; a year is stepped to in all of them.
   * @param {"point" | "period"} name @param {string} value @param {number} from @param {Year} year */
  #heed(name, value, from, year) {
    if (name === "point") {
      this.#standing.forEach(({ host }, i) => i !== from && maps.mark(host, value));
    } else if (year) {
      this.#shared[year].value = value;
      this.#paint();
    }
  }

  /** What a map would tell the server. @param {Name | ""} name @param {any} value */
  #tell(name, value) {
    if (!name) return;
    this.#shared[name].value = value;
    this.#paint();
    this.#shared[name].tell(this.#send);
  }
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
