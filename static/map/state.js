/**
 * What a map knows: what the server said last, what the reader has chosen, and what is on screen now. It
 * paints nothing: who changes it also asks for what must be painted.
 */

/** @import { Form, FromMap, Geometry, Scene, Tell } from "../types" */
/** @import { Aim, Notice, Place } from "./types" */

import { Shared } from "../lib/draw.js";
import { placesOf } from "./geography.js";

const MAX_SELECTED = 5;
const NOWHERE = { outline: "", around: "" };

export class State {
  /** @type {Tell<FromMap>} */
  send = () => {};
  /** @type {Notice | undefined} */
  notice;

  // these the reader changes at once, without waiting for the server
  selected = new Shared("selected", /** @type {string[]} */ ([]));
  opened = new Shared("opened", "");
  period = new Shared("period", "");
  form = new Shared("form", /** @type {Form} */ ("land"));

  /** @type {Record<Aim, string>} the code of the area that is pointed at in each way, or "" */
  aims = { hover: "", ring: "", marked: "" };

  // what is on screen; it may be another geometry than the scene's while that is fetched
  /** The address that it came from. */
  address = "";
  /** @type {Place[]} its areas, in register order */
  places = [];
  /** @type {Form} what the areas are, or are on their way to be */
  drawn = "land";
  #land = NOWHERE;
  #told = "";
  /** How often the server has said something new of the areas; what the reader chose is none of that. */
  news = 0;

  /** @param {Scene} scene */
  constructor(scene) {
    this.scene = scene;
  }

  /** Take in what the server says. What the reader chose meanwhile stands unless the server says something
   * new (see Shared).
   * @param {Scene} scene
   * @returns {boolean} whether another year is shown than before */
  receive(scene) {
    const before = this.period.value;
    this.scene = scene;
    const told = JSON.stringify({ ...scene, selected: null, opened: null, period: null });
    if (told !== this.#told) this.news++;
    this.#told = told;
    this.selected.receive(scene.selected);
    this.opened.receive(scene.opened ?? "");
    this.period.receive(scene.period);
    if (!scene.periods.includes(this.period.value)) this.period.value = scene.period;
    this.form.receive(scene.form ?? "land");
    return this.period.value !== before;
  }

  /** The scene of the year that is shown, which need not be the one the server spoke of. */
  get shown() {
    return { ...this.scene, period: this.period.value };
  }

  /** Whether what is on screen is what the scene is about. */
  get current() {
    return this.address === this.scene.geometry;
  }

  get hasTiles() {
    return this.places.length > 0 && this.places[0].forms.tiles !== undefined;
  }

  /** What the areas should be: tiles where they are wanted and the geometry has them. @returns {Form} */
  get wanted() {
    return this.form.value === "tiles" && this.hasTiles ? "tiles" : "land";
  }

  /** The outline of the areas as a whole and all land there is, where the geometry knows it; tiles have neither. */
  get land() {
    return this.drawn === "land" ? this.#land : NOWHERE;
  }

  /** The scene's geometry has come. @param {Geometry} geometry */
  take(geometry) {
    this.places = placesOf(geometry, this.scene.codes);
    this.address = this.scene.geometry;
    this.#land = { around: "", ...geometry };
    this.drawn = this.wanted;
    Object.assign(this.aims, { hover: "", ring: "" }); // what was pointed at is gone
  }

  /** The code of the area that the reader points at, by pointer before focus. */
  get pointed() {
    return this.aims.hover || this.aims.ring;
  }

  /** @param {string} code */
  placeOf(code) {
    return this.places.find((place) => place.code === code);
  }

  /** Whether a press opens an area, and only one with Ctrl selects it. */
  get opens() {
    return this.scene.opened !== undefined && !this.scene.still;
  }

  /** The areas that a line is drawn around: those selected, and the open one. */
  get outlined() {
    return [...this.selected.value, this.opened.value];
  }

  /** What would be selected after an area is picked. Picking a selected area again takes it away.
   * @param {string} code
   * @param {boolean} more besides those that are selected, not instead of them
   * @returns {string[] | null} null when nothing changes: no area was picked, there are enough, or the map is still */
  after(code, more) {
    if (!code || this.scene.still) return null;
    const chosen = this.selected.value;
    const kept = more || chosen.join() === code ? chosen : [];
    if (kept.includes(code)) return kept.filter((other) => other !== code);
    return kept.length < MAX_SELECTED ? [...kept, code] : null;
  }
}
