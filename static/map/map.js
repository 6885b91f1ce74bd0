/**
 * A thematic map of areas, drawn as SVG in the page itself. The server sends a small scene; the geometry is
 * fetched once and stays here, so a change only repaints attributes. docs/map-component.md has the interface.
 *
 * This file puts the parts together: what a reader does comes in by pointer.js, keys.js, controls.js and years.js,
 * changes the state (state.js) or the view (view.js), and is painted (paint.js) on the canvas (canvas.js).
 *
 * @typedef {{parentElement: HTMLElement, data: Scene, setStateValue: Tell<FromMap>, notice?: Notice,
 *   legend?: HTMLElement}} Wanted
 */

/** @import { FromMap, Geometry, Point, Scene, Tell } from "../types" */
/** @import { Actions, Aim, Notice } from "./types" */

import { html, make, wear, write } from "../lib/dom.js";
import { on, once, wordOf } from "../lib/draw.js";
import { Canvas } from "./canvas.js";
import { Controls, Locator } from "./controls.js";
import { dress, fetchGeometry, outlines, travel } from "./geography.js";
import { Keys, enterAt } from "./keys.js";
import { Legend } from "./legend.js";
import { lookOf, surroundingsOf } from "./look.js";
import { paintAreas, paintLabels, paintMarks } from "./paint.js";
import { Pointer } from "./pointer.js";
import { State } from "./state.js";
import { Tooltip } from "./tooltip.js";
import { View } from "./view.js";
import { Years } from "./years.js";

await wear(new URL("map.css", import.meta.url));

const AIR = 1.2; // the height of a map's stage by that of its land: names stand above and below it
const RETRY_MS = 4000; // till a geometry that did not come is asked for again

/** @type {WeakMap<HTMLElement, AreaMap>} */
const mounts = new WeakMap();
let serial = 0;

/** Show `data`: the first call creates the map, later ones repaint it. `notice` is told at once of what the
 * user does: `point` (the area under pointer or focus) and `period`. `legend` is where the legend stands,
 * when not in the map.
 * @param {Wanted} args */
export function mount(args) {
  once(mounts, args.parentElement, () => new AreaMap(args)).receive(args);
}

/** Point at an area from outside; "" points at none.
 * @param {HTMLElement} parentElement @param {string} code */
export function mark(parentElement, code) {
  mounts.get(parentElement)?.aim("marked", code);
}

/** Stop listening to the document; a later mount() carries on where it was.
 * @param {HTMLElement} parentElement */
export function unmount(parentElement) {
  mounts.get(parentElement)?.leave();
}

/** One map: a state, a view of it, and the parts that show both. What a reader can do with it are its `Actions`.
 * @implements {Actions} */
class AreaMap {
  #id = `atlas-map-${++serial}`;
  #painted = 0;
  #seen = ""; // what the areas were painted after
  #stands = ""; // how it stands in the page
  #retrying = 0; // timer

  // what it knows; state and look come with the first scene
  view = new View();

  // what it shows, from the inside out: the stage holds the drawing and what floats on it, the body also the tools
  // below and the legend beside
  canvas = new Canvas(this.#id);
  tooltip = new Tooltip();
  locator = new Locator(this, this.view);
  help = html("p", { class: "atlas-map-help", id: `${this.#id}-help` });
  stage = make(
    "div",
    "atlas-map-stage",
    this.canvas.element,
    this.locator.element,
    this.help,
    this.tooltip.element,
  );
  years = new Years(
    this.#id,
    (period) => this.step(period),
    () => this.state.period.tell(this.state.send),
  );
  controls = new Controls(this, () => this.turn());
  tools = make("div", "atlas-map-tools", this.years.element, this.controls.form, this.controls.zoom);
  body = make("div", "atlas-map-body", this.stage, this.tools);
  alert = html("p", { role: "alert" });
  root = make("div", "atlas-map", this.alert, this.body);
  legend = new Legend(this.#id);

  /** @type {[EventTarget, string, (e: Event) => void][]} what it listens to outside of itself while it is mounted */
  #outside = [
    [document, "keydown", (e) => this.#dismiss(/** @type {KeyboardEvent} */ (e))],
    [document, "pointerdown", (e) => this.#pressedAt(/** @type {Node} */ (e.target))],
    [document.fonts, "loadingdone", () => this.refresh()], // all texts are measured anew
  ];

  /** @param {Wanted} first */
  constructor({ parentElement, data }) {
    /** What the server said, what the reader chose and what is on screen. */
    this.state = new State(data);
    parentElement.append(this.root); // for colours and sizes are those of the place it stands in
    const { canvas, stage, state, tooltip, view } = this;
    /** What the page gives it, since the page or the room last changed. */
    this.surroundings = surroundingsOf(stage);
    /** Its colours and sizes. */
    this.look = lookOf(this.surroundings, state, view);
    new Pointer(stage, canvas.element, tooltip.element, state, view, this);
    new Keys(stage, tooltip, state, view, this);
    // the style gives the stage's colours a transition of a millisecond: it ends when the page has changed its theme
    on(stage, "transitionend", (e) => e.target === stage && this.refresh());
    new ResizeObserver(() => this.refresh()).observe(stage);
  }

  // What the page says

  /** A scene has come: mostly the same one with another year, selection or theme.
   * @param {Wanted} wanted */
  receive({ parentElement, data, setStateValue, notice, legend: host = this.body }) {
    const { legend, root, stage, state, years } = this;
    Object.assign(state, { send: setStateValue, notice });
    const { kind, projector = false, bare = false, height } = data;
    Object.assign(root.dataset, { kind, projector, bare, fill: !height });
    stage.style.maxHeight = height ? `min(${height}px, var(--atlas-map-room, 68vh))` : "100vh";
    const stands = [kind, projector, bare, height, root.parentNode === parentElement].join();
    const same = stands === this.#stands;
    this.#stands = stands;
    if (root.parentNode !== parentElement) parentElement.append(root);
    if (legend.element.parentNode !== host) host.append(legend.element);
    for (const [target, type, act] of this.#outside) on(target, type, act); // the same once more is not twice

    years.receive(state.receive(data));
    this.#load();
    this.#reform();
    // where it stands as before, its size and its colours are known: to ask again has the page laid out twice
    if (same) this.#adjust();
    else this.refresh();
  }

  leave() {
    for (const [target, type, act] of this.#outside) target.removeEventListener(type, act);
    this.years.leave();
    clearTimeout(this.#retrying);
  }

  /** Esc hides the tooltip wherever the focus is. @param {KeyboardEvent} event */
  #dismiss(event) {
    if (event.key === "Escape") this.tooltip.hide();
  }

  /** A finger has no way to leave the map but to touch elsewhere. @param {Node} target */
  #pressedAt(target) {
    if (!this.stage.contains(target)) this.aim("hover", "");
  }

  // The geometry

  /** Fetch the scene's geometry and draw it. Until it has come, what was there stays on screen. */
  async #load() {
    const { alert, root, state } = this;
    if (state.current) return;
    const address = state.scene.geometry;
    const geometry = await fetchGeometry(address);
    // meanwhile another may be wanted, or another call have drawn this one
    if (address !== state.scene.geometry || state.current) return;
    write(alert, geometry ? "" : wordOf(state.scene, "load_failed"));
    alert.classList.toggle("atlas-fault", !geometry);
    if (geometry) return this.#draw(geometry);
    clearTimeout(this.#retrying);
    this.#retrying = setTimeout(() => root.isConnected && this.#load(), RETRY_MS);
  }

  /** @param {Geometry} geometry */
  #draw(geometry) {
    const { canvas, stage, state, view } = this;
    state.take(geometry);
    canvas.draw(state.places);
    enterAt(state.places, state.places[0]);
    const [, , wide, tall] = geometry.viewBox;
    stage.style.aspectRatio = `${wide / tall / AIR}`;
    view.extent = geometry.viewBox;
    view.zoom = 1;
    this.#settle();
  }

  /** Show the areas where they are to stay, as land or as tiles. */
  #settle() {
    const { canvas, locator, root, state, view } = this;
    dress(state.places, state.drawn);
    this.#seen = ""; // they lie elsewhere than before
    canvas.surround(state.land);
    locator.draw(view, state.land.outline || outlines(state.places));
    Object.assign(root.dataset, { form: state.drawn, moving: false });
    this.refresh();
  }

  /** Become land or tiles, whichever is wanted. */
  #reform() {
    const { canvas, root, state } = this;
    if (!state.places.length || state.wanted === state.drawn) return;
    state.drawn = state.wanted;
    travel(root, canvas.element, state.places, state.drawn, () => this.#settle());
  }

  // What the reader does (see Actions in types.d.ts)

  /** @param {string} code @param {boolean} more */
  choose(code, more) {
    const { opened, opens } = this.state;
    if (opens && !more) return this.#open(code && code !== opened.value ? code : "");
    const next = this.state.after(code, more);
    if (next) this.#select(next);
  }

  clear() {
    this.tooltip.hide();
    if (this.state.opened.value) this.#open("");
    else if (this.state.selected.value.length) this.#select([]);
  }

  /** @param {string} code "" opens none */
  #open(code) {
    const { opened, send } = this.state;
    if (code === opened.value) return;
    opened.value = code;
    this.tooltip.hide(); // the same is told beside the map
    this.paint();
    opened.tell(send);
  }

  /** @param {string[]} codes */
  #select(codes) {
    const { selected, send } = this.state;
    selected.value = codes;
    this.paint();
    selected.tell(send);
  }

  /** @param {Aim} how @param {string} code */
  aim(how, code) {
    const { canvas, state } = this;
    if (state.aims[how] === code) return;
    state.aims[how] = code;
    paintMarks(canvas, state);
    this.#paintTooltip();
    if (how !== "marked") state.notice?.("point", state.pointed);
  }

  /** @param {number} zoom @param {Point} [centre] */
  moveTo(zoom, centre) {
    this.view.move(zoom, centre);
    this.#show();
  }

  /** @param {number} factor @param {Point} [about] the area in focus, or what is in the middle */
  zoomBy(factor, about = this.state.placeOf(this.state.aims.ring)?.shape ?? this.view.centre) {
    this.view.zoomBy(factor, about);
    this.#show();
  }

  /** Only the view box changes, so that a map of many areas follows the hand. @param {Point} centre */
  panTo(centre) {
    this.view.move(this.view.zoom, centre);
    this.#frame();
  }

  /** Step to a year. @param {string} period */
  step(period) {
    const { state } = this;
    state.period.value = period;
    this.paint();
    state.notice?.("period", period);
  }

  /** From land to tiles, or back. */
  turn() {
    const { form, drawn, send } = this.state;
    form.value = drawn === "land" ? "tiles" : "land";
    this.#reform();
    this.controls.paint(this.state, this.view);
    form.tell(send);
  }

  // What is on screen, from the size of the stage to the words on it

  /** Take the size and the colours of the stage, and paint everything. */
  refresh() {
    const { stage, view } = this;
    view.fit(stage.clientWidth, stage.clientHeight);
    this.surroundings = surroundingsOf(stage);
    this.#adjust();
  }

  /** Look as the scene wants it, in the surroundings that are known. */
  #adjust() {
    const { root, state, surroundings, view } = this;
    this.look = lookOf(surroundings, state, view);
    root.dataset.theme = this.look.dark ? "dark" : "light";
    root.style.setProperty("--atlas-map-line", this.look.line);
    this.moveTo(view.zoom);
  }

  /** Let the canvas and the locator show what is seen. */
  #frame() {
    this.canvas.frame(this.view);
    this.locator.frame(this.view);
  }

  /** Let everything follow from where the view has moved. */
  #show() {
    const { canvas, look, root, view } = this;
    this.#frame();
    root.dataset.zoomed = String(view.zoom > 1);
    canvas.scale(view, look);
    this.paint();
  }

  /** Bring on screen what the state says; what has not changed is not touched. */
  paint() {
    const { canvas, controls, help, legend, look, root, state, tooltip, view, years } = this;
    const { shown } = state;
    controls.paint(state, view);
    years.paint(shown);
    write(help, wordOf(shown, state.opens ? "opens_help" : "keys_help"));
    if (!state.current) return; // the areas on screen are not those that the scene speaks of
    if (this.#isNew()) {
      paintAreas(canvas, state, view, look);
      paintMarks(canvas, state);
      paintLabels(canvas, state, view, look);
      legend.paint({ scene: shown, look, places: state.places });
    }
    if (tooltip.shown) this.#paintTooltip();
    root.dataset.period = shown.period;
    root.dataset.painted = String(++this.#painted); // for tests and measurements to wait for
  }

  /** Whether anything that the areas are painted after is another than it was. A press paints what it chose at once,
   * and the answer that comes then has often nothing to add. */
  #isNew() {
    const { look, state, view } = this;
    const { drawn, news, opened, period, selected } = state;
    const { centre, height, unit, width } = view;
    const chosen = [selected.value, opened.value, period.value, drawn];
    const seen = JSON.stringify([news, chosen, centre, unit, width, height, look]);
    const other = seen !== this.#seen;
    this.#seen = seen;
    return other;
  }

  #paintTooltip() {
    const { look, state, tooltip, view } = this;
    const marked = state.scene.bare ? "" : state.aims.marked; // a small map is pointed at in silence
    tooltip.paint(state.placeOf(state.pointed || marked), view, look);
  }
}
