/**
 * Several maps with one selection: two years and their difference, two measures, or every year small.
 * What is pointed at in one is marked in the others; a year that is stepped to is painted at once.
 *
 * @typedef {{mode: string, scene?: Object<string, any>, scenes?: Object<string, any>[], then?: string,
 *   change?: Object<string, any>|null, note?: string, words: Object<string, string>}} Compared  mode is
 *   years (scene, then, change), measures (scenes) or all (scene); `change` is what the scene of the
 *   difference has otherwise, null where no difference may be shown
 */

import { Shared, html, once, round, wordOf, write } from "./draw.js";
import * as maps from "./map.js";

const mounts = new WeakMap();

/** Show the maps; later calls repaint them. `setStateValue` is told `selected`, `form`, `period` (the
 * later year, or the first measure's) and `then` (the earlier year).
 * @param {{parentElement: HTMLElement, data: Compared, setStateValue: Function}} args */
export function mount({ parentElement, data, setStateValue }) {
  once(mounts, parentElement, () => createMaps(parentElement)).receive(data, setStateValue);
}

/** @param {HTMLElement} parentElement */
export function unmount(parentElement) {
  mounts.get(parentElement)?.leave();
}

function createMaps(parent) {
  const note = html("p", { class: "atlas-maps-note" });
  const row = html("div", { class: "atlas-maps-row" });
  const legend = html("div", { class: "atlas-map atlas-maps-legend" });
  const root = html("div", { class: "atlas-maps" }, row, legend, note);
  /** @type {Object<string, Shared>} */
  const shared = Object.fromEntries(["selected", "form", "period", "then"].map((n) => [n, new Shared(n)]));
  /** @type {{element: HTMLElement, title: HTMLElement, host: HTMLElement}[]} */ let panes = [];
  let data;
  let send;

  function receive(next, setStateValue) {
    const dressed = (scene) => ({ ...scene, projector: next.projector ?? scene.projector });
    data = { ...next, scene: next.scene && dressed(next.scene), scenes: next.scenes?.map(dressed) };
    send = setStateValue;
    const scene = data.scene ?? data.scenes[0];
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
    const wanted = WHAT[data.mode](data, shared.then.value, shared.period.value);
    while (panes.length > wanted.length) {
      const gone = panes.pop();
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
        setStateValue: (name, value) => tell(name === "period" ? year : name, value),
      });
    });
  }

  function createPane() {
    const [title, host] = [html("h3", { class: "atlas-maps-title" }), html("div", {})];
    const element = html("div", { class: "atlas-maps-pane" }, title, host);
    row.append(element);
    return { element, title, host };
  }

  /** At once: what one map points at is marked in the others; a year is stepped to in all of them. */
  function heed(name, value, from, year) {
    if (name === "point") panes.forEach(({ host }, i) => i !== from && maps.mark(host, value));
    if (name !== "period" || !year) return;
    shared[year].value = value;
    paint();
  }

  function tell(name, value) {
    if (!name) return;
    shared[name].value = value;
    paint();
    shared[name].tell(send);
  }

  return { receive, leave: () => panes.forEach(({ host }) => maps.unmount(host)) };
}

/** The maps of each mode: scene, title, and which year its slider steps. */
const WHAT = {
  years({ scene, change, words }, then, period) {
    const first = { scene: { ...scene, period: then }, title: then, year: "then" };
    const last = { scene: { ...scene, period }, title: period, year: "period" };
    if (!change) return [first, last];
    const title = wordOf({ words }, "change", { first: then, last: period });
    return [first, last, { scene: difference(scene, change, then, period), title, year: "" }];
  },

  measures({ scenes: [one, other] }, _, period) {
    const beside = other.periods.includes(period) ? period : other.period;
    const named = (scene, year) => `${scene.title}, ${year}`;
    return [
      { scene: { ...one, period }, title: named(one, period), year: "period" },
      { scene: { ...other, period: beside, periods: [beside] }, title: named(other, beside), year: "" },
    ];
  },

  all({ scene }) {
    return scene.periods.map((period) => ({
      title: period,
      year: "",
      scene: { ...scene, period, periods: [period], bare: true, labels: false },
    }));
  },
};

/** The scene of what has changed from one period to another. A difference is known where both values
 * are; else it has the status of the one that is not.
 * @param {Object<string, any>} scene @param {Object<string, any>} change @param {string} first
 * @param {string} last */
export function difference(scene, change, first, last) {
  const period = `${first}–${last}`;
  const [before, after] = [first, last].map((p) => scene.values[p]);
  const letters = [first, last].map((p) => scene.status[p]);
  const known = scene.codes.map(
    (_, i) => before[i] !== null && after[i] !== null && letters.every((letter) => letter[i] === "r"),
  );
  return {
    ...scene,
    ...change,
    period,
    periods: [period],
    lower: null,
    upper: null,
    benchmarks: [],
    values: { [period]: known.map((yes, i) => (yes ? round(after[i] - before[i]) : null)) },
    status: {
      [period]: known
        .map((yes, i) =>
          yes ? "r" : (letters.map((letter) => letter[i]).find((letter) => letter !== "r") ?? "m"),
        )
        .join(""),
    },
    pivot: change.pivot && { ...change.pivot, values: { [period]: 0 } },
  };
}
