/**
 * A thematic map of areas, drawn as SVG in the page itself.
 *
 * The server sends a small scene (values, statuses, words); the geometry is fetched once and stays
 * here, so a filter change only repaints attributes. See docs/map-component.md for the interface.
 *
 * @typedef {{code: string, name: string, d: string, x: number, y: number, area: number}} Area
 * @typedef {{viewBox: number[], areas: Area[], outline: string}} Geometry
 * @typedef {Object<string, (number|null)[]>} Series  period -> one entry per code
 * @typedef {{
 *   geometry: string, lang: "sv"|"en", kind: "rate"|"count"|"index"|"ordinal",
 *   title: string, unit: string, decimals: number, codes: string[],
 *   periods: string[], period: string, values: Series, status: Object<string, string>,
 *   lower?: Series, upper?: Series, breaks: number[], colors: string[], colorsDark: string[],
 *   classLabels?: string[], bubbleMax?: number, selected: string[],
 *   benchmarks?: {label: string, values: Object<string, string>}[],
 *   words: Object<string, string>, labels?: boolean, projector?: boolean, height?: number
 * }} Scene
 * @typedef {(name: string, value: any) => void} Send
 * @typedef {Area & {path: SVGElement, bubble: SVGElement, nameText: SVGElement,
 *   valueText: SVGElement, value: number|null, status: string, short: string, fill: string,
 *   radius: number}} Place  an area with its elements and what they show now
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 */

const STATUSES = { r: "reported", p: "protected", m: "missing", n: "not_applicable" };
const KEYS = ["zero", "protected", "missing", "not_applicable"];
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const REST_MS = 250; // a year is reported once the slider has rested this long
const LINGER_MS = 150; // time to move the pointer from an area onto its tooltip
const MAX_SELECTED = 5;
const MAX_ZOOM = 12;
const ZOOM_STEP = 1.5;
const PAD = 10; // px between the land and the edge of the stage
const SMALLEST_BUBBLE = 2; // px: more than nothing must not look like nothing

/** @type {WeakMap<Element, AtlasMap>} */
const mounts = new WeakMap();
/** @type {Map<string, Promise<Geometry>>} */
const geometries = new Map();
let serial = 0;

/**
 * Show `data` in `parentElement`. The first call creates the map, later ones repaint it.
 * @param {{parentElement: HTMLElement, data: Scene, setStateValue: Send}} args
 */
export function mount({ parentElement, data, setStateValue }) {
  let map = mounts.get(parentElement);
  if (!map) mounts.set(parentElement, (map = new AtlasMap()));
  map.receive(parentElement, data, setStateValue);
}

/**
 * Stop listening to the document. A later mount() on the same parent carries on where it was.
 * @param {HTMLElement} parentElement
 */
export function unmount(parentElement) {
  mounts.get(parentElement)?.leave();
}

/** A value that user and server may both set. The server wins when it says something new; an echo
 * of our own report is not new, nor is a repetition of what it said before. */
class Shared {
  value;
  #server = "";
  /** @type {string[]} */ #reports = [];

  receive(said) {
    const text = JSON.stringify(said);
    if (text === this.#server) return;
    this.#server = text;
    const echo = this.#reports.indexOf(text);
    const agreed = text === JSON.stringify(this.value);
    if (!agreed && echo < 0) this.value = said;
    this.#reports = agreed || echo < 0 ? [] : this.#reports.slice(echo + 1);
  }

  /** Remember that the present value is on its way to the server. */
  reported() {
    this.#reports.push(JSON.stringify(this.value));
  }
}

class AtlasMap {
  id = `atlas-map-${++serial}`;
  /** @type {Scene} */ scene;
  /** @type {Send} */ send;
  /** @type {Map<string, Place>} */ places = new Map();
  selected = new Shared();
  period = new Shared();
  /** @type {AbortController|null} */ outside = null;
  unreported = false; // a year stepped to but not yet told
  drawn = ""; // address of the geometry on screen
  painted = 0;
  size = { width: 0, height: 0, projector: false, label: 14, value: 12, bubble: 40 }; // px
  extent = [0, 0, 1, 1];
  centre = [0, 0];
  zoom = 1;
  unit = 1; // viewBox units in a px
  theme = { key: "", paper: "", ink: "", land: "", dark: false, font: "" };
  active = ""; // the area that Tab reaches
  ring = ""; // the area with keyboard focus
  hover = "";
  tipped = "";
  dismissed = false;
  drag = null;
  dragged = false;

  constructor() {
    addStyle();
    this.build();
    this.listen();
    new ResizeObserver(() => this.resize()).observe(this.stage);
  }

  // elements ----

  build() {
    const hidden = { "aria-hidden": "true" };
    const help = `${this.id}-help`;
    this.areas = svg("g", {
      role: "listbox", "aria-multiselectable": "true", "aria-describedby": help });
    const over = (name) => svg("path", { class: `atlas-map-over ${name}` });
    this.outline = over("");
    this.dashes = over("atlas-map-dashes");
    this.bubbles = svg("g", hidden);
    this.labels = svg("g", hidden);
    this.rings = [over("atlas-map-focus atlas-map-case"), over("atlas-map-focus")];
    this.chosen = [over("atlas-map-chosen atlas-map-case"), over("atlas-map-chosen")];
    this.patterns = [this.pattern("hatch", ""), this.pattern("dots", "")];
    this.canvas = svg("svg", { class: "atlas-map-canvas", role: "group" },
      svg("defs", {}, ...this.patterns, this.pattern("hatch", "-key"), this.pattern("dots", "-key")),
      this.areas, this.outline, this.dashes, this.bubbles, ...this.rings, ...this.chosen, this.labels);

    this.zoomButtons = [
      this.button("zoom_in", "M3 8h10M8 3v10", () => this.zoomBy(ZOOM_STEP)),
      this.button("zoom_out", "M3 8h10", () => this.zoomBy(1 / ZOOM_STEP)),
      this.button("reset", "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3", () => this.look(1)),
    ];
    this.tip = html("div", { class: "atlas-map-tip", hidden: "", ...hidden });
    this.help = html("p", { class: "atlas-map-help", id: help });
    this.stage = html("div", { class: "atlas-map-stage" }, this.canvas,
      html("div", { class: "atlas-map-zoom" }, ...this.zoomButtons), this.help, this.tip);
    this.legend = html("div", { class: "atlas-map-legend", role: "group" });

    const slider = `${this.id}-year`;
    this.slider = html("input", { type: "range", id: slider, min: "0", step: "1" });
    this.yearLabel = html("label", { for: slider });
    this.year = html("strong", hidden);
    this.yearButtons = [
      this.button("previous_year", "M10 3 5 8l5 5", () => this.step(-1)),
      this.button("next_year", "M6 3l5 5-5 5", () => this.step(1)),
    ];
    this.years = html("div", { class: "atlas-map-years" },
      this.yearLabel, this.year, this.yearButtons[0], this.slider, this.yearButtons[1]);
    this.alert = html("p", { class: "atlas-map-alert", role: "alert", hidden: "" });
    this.root = html("div", { class: "atlas-map" }, this.alert,
      html("div", { class: "atlas-map-body" }, this.stage, this.legend), this.years);
  }

  /** @param {string} word @param {string} icon path in a 16 px box @param {() => void} act */
  button(word, icon, act) {
    const button = html("button", { type: "button", "data-word": word },
      svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: icon })));
    button.addEventListener("click", act);
    return button;
  }

  /** @param {"hatch"|"dots"} name @param {string} suffix */
  pattern(name, suffix) {
    const ink = { fill: "currentColor", opacity: 0.6 };
    const marks = name === "hatch" ? [svg("rect", { y: 3, width: 7, height: 1.4, ...ink })]
      : [1.75, 5.25].map((at) => svg("circle", { cx: at, cy: at, r: 1, ...ink }));
    return svg("pattern", { id: `${this.id}-${name}${suffix}`, width: 7, height: 7,
      patternUnits: "userSpaceOnUse", patternTransform: name === "hatch" ? "rotate(-45)" : "scale(1)",
    }, ...marks);
  }

  /** @param {Geometry} geometry */
  draw(geometry) {
    this.places.clear();
    for (const group of [this.areas, this.bubbles, this.labels]) group.replaceChildren();
    const order = new Map(this.scene.codes.map((code, i) => [code, i]));
    const rank = (area) => order.get(area.code) ?? order.size;
    for (const area of [...geometry.areas].sort((a, b) => rank(a) - rank(b))) {
      const { code, d, x: cx, y: cy } = area;
      const place = { ...area, value: null, status: "", short: "", fill: "", radius: 0,
        path: svg("path", {
          class: "area atlas-map-area", d, "data-code": code, role: "option", tabindex: -1 }),
        bubble: svg("circle", { class: "atlas-map-bubble", "data-for": code, cx, cy }),
        nameText: svg("text", { class: "atlas-map-label atlas-map-name" }),
        valueText: svg("text", { class: "atlas-map-label" }) };
      place.nameText.textContent = area.name;
      this.places.set(code, place);
      this.areas.append(place.path);
      this.bubbles.append(place.bubble);
      this.labels.append(place.nameText, place.valueText);
    }
    set(this.outline, { d: geometry.outline });
    const [x, y, width, height] = (this.extent = geometry.viewBox);
    this.stage.style.aspectRatio = `${width} / ${height}`;
    Object.assign(this, { zoom: 1, ring: "", hover: "", centre: [x + width / 2, y + height / 2] });
    this.activate(this.places.keys().next().value ?? "");
    this.size.width = -1; // whatever the stage measures, the view must be set
    this.resize();
  }

  // from the server ----

  /** @param {HTMLElement} parent @param {Scene} scene @param {Send} send */
  receive(parent, scene, send) {
    Object.assign(this, { scene, send });
    this.root.dataset.kind = scene.kind;
    this.root.dataset.projector = String(Boolean(scene.projector));
    this.root.dataset.fill = String(!scene.height);
    this.stage.style.maxHeight = scene.height ? `${scene.height}px` : "100vh";
    if (this.root.parentNode !== parent) parent.append(this.root);
    if (!this.outside) this.listenOutside();

    this.selected.receive(scene.selected ?? []);
    const local = this.period.value;
    this.period.receive(scene.period);
    if (!scene.periods.includes(this.period.value)) this.period.value = scene.period;
    if (this.period.value !== local) this.unreported = false;
    this.reportPeriod();
    this.load();
    if (!this.resize()) this.paint();
  }

  async load() {
    const url = this.scene.geometry;
    if (url === this.drawn) return;
    let geometry = null;
    try {
      geometry = await fetchOnce(url);
    } catch (error) {
      console.error(error);
    }
    if (url !== this.scene.geometry || url === this.drawn) return;
    this.alert.hidden = Boolean(geometry);
    this.alert.textContent = geometry ? "" : this.word("load_failed");
    if (!geometry) return;
    this.drawn = url;
    this.draw(geometry);
  }

  /** Text from the scene; a missing one shows its key. */
  word(key, slots = {}) {
    const text = this.scene.words[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => slots[name] ?? whole);
  }

  // values as text ----

  /** @param {number} value */
  number(value) {
    return numberFormat(this.scene.lang, this.scene.decimals).format(value);
  }

  /** @param {string} number */
  withUnit(number) {
    const { unit, lang } = this.scene;
    if (unit === "%" && lang === "en") return `${number}%`;
    return unit ? `${number}\u00a0${unit}` : number;
  }

  /** What the tooltip and the accessible name both say. @param {Place} place @param {number} i */
  describe(place, i) {
    if (place.value === null) {
      return { value: this.word(`${place.status}_long`), sign: place.short, interval: "" };
    }
    const [lower, upper] = [this.scene.lower, this.scene.upper].map((s) => s?.[this.period.value]?.[i]);
    const interval = lower == null || upper == null ? ""
      : this.word("interval", { lower: this.number(lower), upper: this.withUnit(this.number(upper)) });
    return { value: this.withUnit(this.number(place.value)), sign: "", interval };
  }

  // painting ----

  /** Bring every element in line with scene, period, selection, view and theme. */
  paint() {
    this.readTheme();
    this.paintControls();
    if (this.drawn !== this.scene.geometry) return;
    this.paintAreas();
    this.paintMarks();
    this.paintBubbles();
    this.paintLabels();
    this.paintLegend();
    this.paintTip();
    this.root.dataset.period = this.period.value;
    this.root.dataset.painted = String(++this.painted);
  }

  readTheme() {
    const { backgroundColor: paper, color: ink, fontFamily: font } = getComputedStyle(this.stage);
    const key = [paper, ink, font].join("|");
    if (this.theme.key === key) return;
    this.theme = { key, paper, ink, land: mix(paper, ink, 0.08), dark: luminance(paper) < 0.2, font };
    this.root.dataset.theme = this.theme.dark ? "dark" : "light";
    this.root.style.setProperty("--atlas-map-line", mix(paper, ink, 0.45));
  }

  get colors() {
    return this.theme.dark ? this.scene.colorsDark : this.scene.colors;
  }

  /** The colour of a value: half-open classes, the last one closed. @param {number} value */
  colorOf(value) {
    const passed = this.scene.breaks.slice(1, -1).filter((edge) => value >= edge).length;
    return this.colors[Math.min(passed, this.colors.length - 1)];
  }

  paintAreas() {
    const { scene, theme, period: { value: period } } = this;
    const values = scene.values[period] ?? [];
    const letters = scene.status[period] ?? "";
    const fills = { protected: `url(#${this.id}-hatch)`, missing: `url(#${this.id}-dots)` };
    const index = new Map(scene.codes.map((code, i) => [code, i]));
    let dashes = "";
    for (const place of this.places.values()) {
      const i = index.get(place.code) ?? -1;
      const status = STATUSES[letters[i]] ?? "missing";
      place.value = status === "reported" ? values[i] ?? null : null;
      const reported = place.value !== null;
      // a reported area without a value is missing, never zero
      place.status = !reported && status === "reported" ? "missing" : status;
      place.short = reported ? this.number(place.value) : this.word(place.status);
      if (reported && scene.unit === "%") place.short = this.withUnit(place.short);
      place.fill = !reported ? theme.paper : scene.kind === "count" ? theme.land : this.colorOf(place.value);
      if (place.status === "not_applicable") dashes += place.d;
      const { value, interval } = this.describe(place, i);
      const on = this.selected.value.includes(place.code);
      set(place.path, {
        fill: fills[place.status] ?? place.fill,
        "data-status": place.status,
        "data-value": reported ? String(place.value) : "",
        "aria-selected": String(on),
        "aria-label": [this.word("value_of", { name: place.name, value }), interval,
          on ? this.word("selected") : ""].filter(Boolean).join(", "),
      });
    }
    set(this.dashes, { d: dashes });
    set(this.canvas, { "aria-label": this.word("map_label") });
    set(this.areas, { "aria-label": [scene.title, scene.unit, period].filter(Boolean).join(", ") });
  }

  /** Selection and focus are lines on top; no area fades for the sake of another. */
  paintMarks() {
    const outline = (code) => this.places.get(code)?.d ?? "";
    for (const line of this.rings) set(line, { d: outline(this.ring) });
    for (const line of this.chosen) set(line, { d: this.selected.value.map(outline).join("") });
  }

  paintControls() {
    const { scene, period: { value: period } } = this;
    const at = scene.periods.indexOf(period);
    const last = scene.periods.length - 1;
    const off = [this.zoom >= MAX_ZOOM, this.zoom <= 1, this.zoom <= 1, at <= 0, at >= last];
    [...this.zoomButtons, ...this.yearButtons].forEach((button, i) => {
      const word = this.word(button.dataset.word);
      set(button, { "aria-label": word, title: word, "aria-disabled": String(off[i]) });
    });
    this.years.hidden = last < 1;
    set(this.slider, { max: String(last), "aria-valuetext": period });
    this.slider.value = String(at);
    setText(this.yearLabel, this.word("year"));
    setText(this.year, period);
    setText(this.help, this.word("keys_help"));
  }

  // bubbles and labels ----

  /** @param {number} value @returns {number} px; the area of the bubble follows the value */
  radius(value) {
    const share = Math.abs(value) / (this.scene.bubbleMax || 1);
    return Math.max(SMALLEST_BUBBLE, this.size.bubble * Math.sqrt(share));
  }

  paintBubbles() {
    const counts = this.scene.kind === "count";
    for (const place of this.places.values()) {
      const zero = place.value === 0;
      const ring = this.size.label * 0.66;
      place.radius = !counts || place.value === null ? 0 : zero ? ring : this.radius(place.value);
      set(place.bubble, place.radius ? {
        display: "inline", r: round(place.radius * this.unit), "data-zero": zero,
        fill: zero ? this.theme.land : this.colors[0],
      } : { display: "none" });
    }
    // small bubbles last, so that none hides behind a larger one
    const order = [...this.places.values()].sort((a, b) => b.radius - a.radius).map((p) => p.bubble);
    if (counts && order.some((bubble, i) => this.bubbles.children[i] !== bubble)) this.bubbles.append(...order);
  }

  /** A bubble that has room for its own number. @param {Place} place */
  holds(place) {
    const { label, value } = this.size;
    return place.radius > label * 0.65 && this.measure(place.short, 600).width * value < place.radius * 1.8;
  }

  /** The area's own point on the stage, in px. @param {Place} place */
  at(place) {
    const [x0, y0] = this.corner();
    return [(place.x - x0) / this.unit, (place.y - y0) / this.unit];
  }

  /** Is the middle of a px box on the area? @param {Place} place @param {Box} b */
  covers(place, b) {
    const [x0, y0] = this.corner();
    const point = this.canvas.createSVGPoint();
    point.x = x0 + ((b.left + b.right) / 2) * this.unit;
    point.y = y0 + ((b.top + b.bottom) / 2) * this.unit;
    return place.path.isPointInFill(point);
  }

  /** Places for the names, one after the other: what would collide is moved a little, else left
   * out. `poor` are the areas that got no place, or none on their own land.
   * @param {Place[]} order @param {Box[]} dots the bubbles @param {number} line */
  tryNames(order, dots, line) {
    const { size: { width, height, label }, places } = this;
    /** @type {Map<Place, Box>} */ const boxes = new Map();
    const poor = [];
    const free = (b) => b.left > 0 && b.top > 0 && b.right < width && b.bottom < height
      && !hits(b, boxes.values());
    for (const place of order) {
      const [x, y] = this.at(place);
      const wide = this.measure(place.name, 600).width * label + 4;
      const spots = (place.radius ? beside(place.radius, wide, line) : near(wide, line))
        .map(([dx, dy]) => box(x + dx, y + dy, wide, line)).filter(free);
      const good = (b) => !hits(b, dots) && (place.radius || this.covers(place, b));
      // a name on a neighbour's land would be read as the neighbour's
      const harmless = (b) => place.radius || ![...places.values()].some((p) => this.covers(p, b));
      const best = spots.find(good);
      const spot = best ?? spots.find(harmless);
      if (spot) boxes.set(place, spot);
      if (!best) poor.push(place);
    }
    return { boxes, poor };
  }

  /** Names first, then a value under each name where there is room. Selected areas come first, then
   * the largest; but small ones have least choice, so those left poor may go first in a new round. */
  paintLabels() {
    const { size: { width, label, value }, unit, theme, places } = this;
    if (width <= 0) return;
    const all = [...places.values()];
    const chosen = new Set(this.selected.value);
    const dots = all.filter((p) => p.radius).map((p) => box(...this.at(p), p.radius * 1.7, p.radius * 1.7));
    const line = this.measure("Å", 600).height * label + 1;
    let order = all
      .filter((p) => this.scene.labels && (chosen.has(p.code) || Math.sqrt(p.area) > unit * 12))
      .sort((a, b) => Number(chosen.has(b.code)) - Number(chosen.has(a.code)) || b.area - a.area);
    let named = this.tryNames(order, dots, line);
    for (let round = 0; round < 3 && named.poor.length && order.length < 60; round++) {
      order = [...named.poor, ...order.filter((p) => !named.poor.includes(p))];
      const next = this.tryNames(order, dots, line);
      if (next.poor.length < named.poor.length) named = next;
    }

    const taken = [...named.boxes.values(), ...dots];
    for (const place of all) {
      const back = place.fill;
      const ink = back === theme.paper || back === theme.land ? theme.ink : inkOn(back);
      const name = named.boxes.get(place);
      this.put(place.nameText, name, label, ink, back);
      setText(place.valueText, place.short);
      set(place.valueText, { "font-weight": place.value === null ? 700 : 400 });
      if (this.holds(place)) {
        const inside = place.value === 0 ? theme.land : this.colors[0];
        this.put(place.valueText, box(...this.at(place), 0, 0), value,
          place.value === 0 ? theme.ink : inkOn(inside), inside);
        continue;
      }
      const wide = this.measure(place.short, 600).width * value + 4;
      const tall = (line * value) / label;
      const beyond = name ? [name.bottom + tall / 2 + 0.5, name.top - tall / 2 - 0.5] : [];
      const spot = beyond.map((y) => box((name.left + name.right) / 2, y, wide, tall))
        .find((b) => b.bottom < this.size.height && !hits(b, taken));
      if (spot) taken.push(spot);
      this.put(place.valueText, spot, value, ink, back);
    }
  }

  /** Centre a text in a px box, or hide it. */
  put(text, where, size, ink, halo) {
    if (!where) return set(text, { display: "none" });
    const [x0, y0] = this.corner();
    const x = (where.left + where.right) / 2;
    const y = (where.top + where.bottom) / 2 + this.measure("Å", 600).drop * size;
    return set(text, { display: "inline", fill: ink, stroke: halo,
      x: round(x0 + x * this.unit), y: round(y0 + y * this.unit) });
  }

  /** Size of a text at 1 px. @param {string} text @param {number} weight */
  measure(text, weight) {
    return measureText(text, `${weight} 100px ${this.theme.font}`);
  }

  // legend ----

  paintLegend() {
    const { scene, theme, period: { value: period } } = this;
    const benchmarks = (scene.benchmarks ?? []).map(({ label, values }) =>
      [label, values[period] ?? this.word("missing")]);
    const key = JSON.stringify([scene.kind, scene.breaks, this.colors, scene.classLabels, scene.bubbleMax,
      scene.title, scene.unit, scene.decimals, scene.lang, scene.words, benchmarks, theme.key, this.size]);
    if (key === this.legendKey) return;
    this.legendKey = key;
    const count = scene.kind === "count";
    set(this.legend, { "aria-label": this.word("legend") });
    this.legend.replaceChildren(
      html("p", { class: "atlas-map-title" }, html("strong", {}, scene.title),
        scene.unit && ` (${scene.unit})`),
      count ? this.bubbleKey() : html("ul", {}, ...this.classKeys()),
      html("ul", {}, ...KEYS.map((name) => this.statusKey(name))),
      benchmarks.length ? html("dl", {}, ...benchmarks.map(([label, value]) =>
        html("div", {}, html("dt", {}, label), html("dd", {}, value)))) : "");
  }

  classKeys() {
    const { breaks, classLabels } = this.scene;
    const range = (i) => `${this.number(breaks[i])} – ${i < breaks.length - 2 ? "<" : ""}${this.number(breaks[i + 1])}`;
    return this.colors.map((fill, i) => html("li", { class: "atlas-map-key" },
      swatch(fill), html("span", {}, classLabels?.[i] ?? range(i)))).reverse();
  }

  /** @param {string} name one of KEYS */
  statusKey(name) {
    const { kind } = this.scene;
    const fills = { protected: `url(#${this.id}-hatch-key)`, missing: `url(#${this.id}-dots-key)`,
      not_applicable: this.theme.paper, zero: kind === "count" ? this.theme.land : this.colorOf(0) };
    const icon = swatch(fills[name], name === "not_applicable" ? "4 2.5" : "none");
    if (name === "zero" && kind === "count") {
      icon.append(svg("circle", { cx: 11, cy: 8, r: 5, ...THIN }));
    }
    return html("li", { class: "atlas-map-key", "data-key": name }, icon,
      html("b", {}, this.word(name)), html("span", {}, this.word(`${name}_long`)));
  }

  /** Three bubbles inside each other, each with its value. */
  bubbleKey() {
    const top = this.scene.bubbleMax || 1;
    // a smaller example must not suggest counts that are never shown
    const sizes = [...new Set([top, nice(top * 0.4), nice(top * 0.1)])].filter((v, i) => !i || v >= 5);
    const big = this.radius(top);
    const font = Math.max(12, this.size.value);
    const texts = sizes.map((v) => this.number(v));
    const wide = Math.max(...texts.map((t) => this.measure(t, 400).width)) * font;
    const rows = sizes.flatMap((value, i) => {
      const r = this.radius(value);
      const y = 2 * big - 2 * r + font / 2 + 1;
      return [
        svg("circle", { cx: big + 1, cy: y + r, r, ...THIN, fill: this.colors[0], "fill-opacity": 0.35 }),
        svg("path", { d: `M${big + 1} ${y}H${2 * big + 10}`, ...THIN, "stroke-dasharray": "2 2" }),
        svg("text", { x: 2 * big + 14, y: y + font * 0.35, "font-size": font, fill: "currentColor" },
          texts[i]),
      ];
    });
    const [width, height] = [2 * big + 20 + wide, 2 * big + font + 4].map(Math.ceil);
    return html("div", {}, svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`,
      role: "img", "aria-label": texts.join(", ") }, ...rows));
  }

  // the view ----

  /** Take the size of the stage; true if that changed and everything was painted. */
  resize() {
    const { clientWidth: width, clientHeight: height } = this.stage;
    const projector = this.root.dataset.projector === "true";
    const before = this.size;
    if (before.width === width && before.height === height && before.projector === projector) return false;
    const small = Math.min(width, height);
    const label = projector ? Math.min(22, Math.max(14, small / 26))
      : width < 440 ? 11.5 : Math.min(18, Math.max(14, small / 45));
    const value = Math.max(10.5, label * 0.86);
    this.size = { width, height, projector, label, value, bubble: Math.min(64, Math.max(16, small * 0.075)) };
    this.look(this.zoom, this.centre);
    return true;
  }

  corner() {
    const { width, height } = this.size;
    return [this.centre[0] - (width * this.unit) / 2, this.centre[1] - (height * this.unit) / 2];
  }

  /** Units in a px when the whole extent is seen. */
  fit() {
    return Math.max(this.extent[2] / Math.max(1, this.size.width - 2 * PAD),
      this.extent[3] / Math.max(1, this.size.height - 2 * PAD));
  }

  /** Look at `centre` from a zoom of 1 (everything) to MAX_ZOOM. */
  look(zoom, centre = this.centre, moving = false) {
    const { extent, size: { width, height } } = this;
    this.zoom = Math.min(MAX_ZOOM, Math.max(1, zoom));
    this.unit = this.fit() / this.zoom;
    this.centre = [width, height].map((px, axis) => {
      const room = (extent[axis + 2] - 0.8 * px * this.unit) / 2;
      const middle = extent[axis] + extent[axis + 2] / 2;
      const bound = this.zoom > 1 ? Math.max(0, room) : 0;
      return Math.min(middle + bound, Math.max(middle - bound, centre[axis]));
    });
    const [x, y] = this.corner();
    const u = this.unit;
    set(this.canvas, { viewBox: [x, y, width * u, height * u].map(round).join(" ") });
    this.root.dataset.zoomed = String(this.zoom > 1);
    if (moving) return;
    this.canvas.style.setProperty("--atlas-map-u", String(round(u)));
    this.canvas.style.setProperty("--atlas-map-name", String(round(this.size.label)));
    this.canvas.style.setProperty("--atlas-map-value", String(round(this.size.value)));
    set(this.patterns[0], { patternTransform: `scale(${round(u)}) rotate(-45)` });
    set(this.patterns[1], { patternTransform: `scale(${round(u)})` });
    if (this.scene) this.paint();
  }

  /** Zoom so that one px point stays put: the pointer, else the focused area, else the middle. */
  zoomBy(factor, point = null) {
    const { size: { width, height } } = this;
    const [x0, y0] = this.corner();
    const focus = this.places.get(this.ring);
    const [px, py] = point ?? (focus ? [(focus.x - x0) / this.unit, (focus.y - y0) / this.unit]
      : [width / 2, height / 2]);
    const zoom = Math.min(MAX_ZOOM, Math.max(1, this.zoom * factor));
    const unit = this.fit() / zoom;
    this.look(zoom, [x0 + px * this.unit - (px - width / 2) * unit,
      y0 + py * this.unit - (py - height / 2) * unit]);
  }

  // what the user does ----

  listen() {
    const { canvas, stage } = this;
    canvas.addEventListener("click", (e) => {
      if (!this.dragged) this.choose(codeAt(e), e.ctrlKey || e.metaKey || e.shiftKey);
    });
    // the tooltip may lie over its own area, so a click on it counts as a click there
    this.tip.addEventListener("click", (e) => this.choose(this.tipped, e.ctrlKey || e.metaKey || e.shiftKey));
    canvas.addEventListener("keydown", (e) => this.key(e));
    canvas.addEventListener("focusin", (e) => {
      this.activate(codeAt(e));
      this.focusRing(e.target.matches(":focus-visible") ? codeAt(e) : "");
    });
    canvas.addEventListener("focusout", () => this.focusRing(""));
    stage.addEventListener("pointerover", (e) => {
      clearTimeout(this.lingering);
      const code = codeAt(e);
      if (code) this.point(code);
      else if (!this.tip.contains(e.target)) this.pointAway();
    });
    stage.addEventListener("pointerleave", (e) => e.pointerType === "mouse" && this.pointAway());
    canvas.addEventListener("wheel", (e) => {
      if (!e.ctrlKey) return; // the wheel alone scrolls the page
      e.preventDefault();
      const frame = canvas.getBoundingClientRect();
      this.zoomBy(Math.exp(-e.deltaY / 200), [e.clientX - frame.left, e.clientY - frame.top]);
    }, { passive: false });
    canvas.addEventListener("pointerdown", (e) => {
      this.dragged = false;
      this.focusRing("");
      if (this.zoom > 1 && e.isPrimary && !e.button) this.drag = { x: e.clientX, y: e.clientY, from: this.centre };
    });
    canvas.addEventListener("pointermove", (e) => this.pull(e));
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, () => {
        this.drag = null;
        if (this.dragged) this.paint();
      });
    }
    this.slider.addEventListener("input", () => this.show(Number(this.slider.value)));
    // colours are worked out here, so a change of theme has to be noticed
    stage.addEventListener("transitionend", (e) => e.target === stage && this.scene && this.paint());
  }

  listenOutside() {
    this.outside = new AbortController();
    const { signal } = this.outside;
    document.addEventListener("keydown", (e) => e.key === "Escape" && this.dismiss(), { signal });
    document.addEventListener("pointerdown", (e) => {
      if (!this.stage.contains(e.target)) this.point("");
    }, { signal });
    document.fonts.addEventListener("loadingdone", () => {
      widths.clear();
      this.paint();
    }, { signal });
  }

  leave() {
    this.outside?.abort();
    this.outside = null;
    clearTimeout(this.resting);
    clearTimeout(this.lingering);
  }

  pull(e) {
    if (!this.drag) return;
    const [dx, dy] = [e.clientX - this.drag.x, e.clientY - this.drag.y];
    if (!this.dragged && Math.hypot(dx, dy) < 5) return;
    if (!this.dragged) this.canvas.setPointerCapture(e.pointerId);
    this.dragged = true;
    this.point("");
    this.look(this.zoom, [this.drag.from[0] - dx * this.unit, this.drag.from[1] - dy * this.unit], true);
  }

  key(e) {
    const code = codeAt(e);
    const several = e.ctrlKey || e.metaKey || e.shiftKey;
    const press = e.key === "Enter" || e.key === " ";
    if (!code || e.altKey || ((e.ctrlKey || e.metaKey) && !press)) return;
    const order = this.scene.codes.filter((c) => this.places.has(c));
    const acts = {
      Enter: () => this.choose(code, several), " ": () => this.choose(code, several),
      Home: () => this.go(order[0]), End: () => this.go(order[order.length - 1]),
      "+": () => this.zoomBy(ZOOM_STEP), "=": () => this.zoomBy(ZOOM_STEP),
      "-": () => this.zoomBy(1 / ZOOM_STEP), 0: () => this.look(1),
      Escape: () => { this.dismiss(); this.select([]); },
    };
    const act = ARROWS[e.key] ? () => this.go(this.neighbour(code, ARROWS[e.key])) : acts[e.key];
    if (!act || (e.key === "Escape" && !this.selected.value.length && this.tip.hidden)) return;
    e.preventDefault();
    e.stopPropagation();
    if (e.key !== "Escape") this.focusRing(code);
    act();
  }

  /** The nearest area in a direction; the further off course, the further away it counts. */
  neighbour(code, [dx, dy]) {
    const from = this.places.get(code);
    let [best, nearest] = [code, Infinity];
    for (const { code: other, x, y } of this.places.values()) {
      const [vx, vy] = [x - from.x, y - from.y];
      const along = vx * dx + vy * dy;
      const distance = Math.hypot(vx, vy) * (1 + Math.abs(vx * dy - vy * dx) / along);
      if (along > 0 && distance < nearest) [best, nearest] = [other, distance];
    }
    return best;
  }

  /** Move focus, and the view with it when the area lies outside. */
  go(code) {
    const place = this.places.get(code);
    if (!place) return;
    const [x0, y0] = this.corner();
    const inside = place.x > x0 && place.y > y0
      && place.x < x0 + this.size.width * this.unit && place.y < y0 + this.size.height * this.unit;
    if (!inside) this.look(this.zoom, [place.x, place.y]);
    place.path.focus();
    this.focusRing(code);
  }

  activate(code) {
    if (!this.places.has(code)) return;
    const before = this.places.get(this.active);
    if (before) set(before.path, { tabindex: -1 });
    set(this.places.get(code).path, { tabindex: 0 });
    this.active = code;
  }

  choose(code, several) {
    if (!this.places.has(code)) return;
    const now = this.selected.value;
    const others = now.filter((c) => c !== code);
    const on = now.includes(code);
    if (several) this.select(on ? others : [...now, code].slice(0, Math.max(now.length, MAX_SELECTED)));
    else this.select(on && !others.length ? [] : [code]);
  }

  select(codes) {
    if (codes.join() === this.selected.value.join()) return;
    this.selected.value = codes;
    this.selected.reported();
    this.paint();
    this.send("selected", codes);
  }

  step(by) {
    this.show(this.scene.periods.indexOf(this.period.value) + by);
  }

  /** Show a year at once; the server hears of it when the hand rests. @param {number} i */
  show(i) {
    const period = this.scene.periods[i];
    if (period === undefined || period === this.period.value) return;
    this.period.value = period;
    this.unreported = true;
    this.paint();
    this.reportPeriod();
  }

  reportPeriod() {
    clearTimeout(this.resting);
    if (!this.unreported) return;
    this.resting = setTimeout(() => {
      this.unreported = false;
      this.period.reported();
      this.send("period", this.period.value);
    }, REST_MS);
  }

  // tooltip and focus ----

  point(code) {
    if (this.hover === code || this.drag && code) return;
    this.hover = code;
    this.dismissed = false;
    this.paintTip();
  }

  pointAway() {
    clearTimeout(this.lingering);
    this.lingering = setTimeout(() => this.point(""), LINGER_MS);
  }

  focusRing(code) {
    if (this.ring === code) return;
    this.ring = code;
    this.dismissed = false;
    this.paintMarks();
    this.paintTip();
  }

  dismiss() {
    this.dismissed = true;
    this.paintTip();
  }

  paintTip() {
    this.tipped = this.hover || this.ring;
    const place = this.places.get(this.tipped);
    this.tip.hidden = !place || this.dismissed;
    if (this.tip.hidden) return;
    const { value, sign, interval } = this.describe(place, this.scene.codes.indexOf(place.code));
    this.tip.replaceChildren(html("strong", {}, place.name),
      html("span", {}, sign && html("b", {}, sign), sign && " ", value), interval && html("span", {}, interval));
    const [x0, y0] = this.corner();
    const [x, y] = [(place.x - x0) / this.unit, (place.y - y0) / this.unit];
    const { offsetWidth: wide, offsetHeight: tall } = this.tip;
    const gap = this.size.label + place.radius;
    const top = y - gap - tall < 0 ? y + gap : y - gap - tall;
    const within = (at, room) => Math.max(2, Math.min(at, room - 2));
    this.tip.style.left = `${within(x - wide / 2, this.size.width - wide)}px`;
    this.tip.style.top = `${within(top, this.size.height - tall)}px`;
  }
}

// small things ----

/** @param {string} url @returns {Promise<Geometry>} fetched once; a failure may be tried again */
function fetchOnce(url) {
  return once(geometries, url, () => fetch(url).then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    return answer.json();
  }).catch((error) => {
    geometries.delete(url);
    throw error;
  }));
}

/** The code of the area an event concerns. A bubble speaks for its area. */
function codeAt(event) {
  return event.target.dataset?.code ?? event.target.dataset?.for ?? "";
}

/** Offsets (px) to try for a name on its area, the best first. */
function near(wide, line) {
  const offsets = [];
  for (const dy of [-0.45, 0, -0.9, 0.5, -1.4, 1, -1.9, 1.5]) {
    for (const dx of [0, -0.2, 0.2, -0.4, 0.4]) offsets.push([dx * wide, dy * line]);
  }
  return offsets;
}

/** Offsets (px) to try for a name next to its bubble. */
function beside(radius, wide, line) {
  const [down, side] = [radius + line / 2 + 2, radius + wide / 2 + 3];
  return [[0, down], [0, -down], [side, 0], [-side, 0], [side * 0.7, down * 0.8], [-side * 0.7, down * 0.8],
    [side * 0.7, -down * 0.8], [-side * 0.7, -down * 0.8], [0, down + line * 0.6], [0, -down - line * 0.6]];
}

/** @param {Box} b @param {Iterable<Box>} others */
function hits(b, others) {
  for (const o of others) {
    if (b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom) return true;
  }
  return false;
}

/** @returns {Box} around its centre */
function box(x, y, wide, tall) {
  return { left: x - wide / 2, top: y - tall / 2, right: x + wide / 2, bottom: y + tall / 2 };
}

const widths = new Map();
const formats = new Map();
const ruler = document.createElement("canvas").getContext("2d");

/** What `make` gives for a key, made once. */
function once(cache, key, make) {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key);
}

/** Width, line height and drop from centre to baseline of a text, per px of font size. */
function measureText(text, font) {
  if (widths.size > 5000) widths.clear();
  return once(widths, `${font}|${text}`, () => {
    ruler.font = font;
    const { width, fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = ruler.measureText(text);
    return { width: width / 100, height: (up + down) / 100, drop: (up - down) / 200 };
  });
}

function numberFormat(lang, decimals) {
  return once(formats, lang + decimals, () => new Intl.NumberFormat(lang === "sv" ? "sv-SE" : "en-GB",
    { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
}

/** The nearest of 1, 2 and 5 times a power of ten. */
function nice(value) {
  const ten = 10 ** Math.floor(Math.log10(value));
  return [10, 5, 2, 1].reduce((best, n) =>
    Math.abs(n * ten - value) < Math.abs(best - value) ? n * ten : best, Infinity);
}

const round = (/** @type {number} */ n) => Math.round(n * 1000) / 1000;

/** Red, green and blue, 0-255, of "#aabbcc" or "rgb(…)". */
function rgb(css) {
  return css[0] === "#" ? [1, 3, 5].map((i) => parseInt(css.slice(i, i + 2), 16))
    : (css.match(/[\d.]+/g) ?? [0, 0, 0]).slice(0, 3).map(Number);
}

function mix(from, to, share) {
  const [a, b] = [rgb(from), rgb(to)];
  return `#${a.map((c, i) => Math.round(c + (b[i] - c) * share).toString(16).padStart(2, "0")).join("")}`;
}

/** Relative luminance, as WCAG defines it. */
function luminance(css) {
  const [r, g, b] = rgb(css).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Black or white, whichever is easier to read: never below 4.5:1. */
function inkOn(css) {
  return luminance(css) > 0.179 ? "#000" : "#fff";
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function dress(element, attributes, children) {
  set(element, attributes);
  element.append(...children.filter(Boolean));
  return element;
}

const svg = (tag, attributes, ...children) =>
  dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

const html = (tag, attributes, ...children) =>
  dress(document.createElement(tag), attributes, children);

const THIN = { fill: "none", stroke: "currentColor" };

function swatch(fill, dashes = "none") {
  return svg("svg", { viewBox: "0 0 22 16", width: 22, "aria-hidden": "true" },
    svg("rect", { x: 1, y: 1, width: 20, height: 14, ...THIN, fill, "stroke-dasharray": dashes,
      "stroke-opacity": dashes === "none" ? 0.6 : 1 }));
}

const PAPER = "var(--st-background-color, #fff)";
const INK = "var(--st-text-color, #1a1a1a)";
const ACCENT = "var(--st-primary-color, #0b5cad)";
const LINE = "var(--atlas-map-line)";
/** A length that stays the same on screen whatever the zoom. */
const px = (n) => `calc(${n} * 1px * var(--atlas-map-u))`;
const bold = (n) => px(`${n} * var(--atlas-map-bold)`);

const CSS = `
.atlas-map { --atlas-map-bold: 1; container-type: inline-size; width: 100%; color: ${INK};
  font: 0.875rem/1.4 var(--st-font, sans-serif); font-variant-numeric: tabular-nums; }
.atlas-map[data-projector=true] { --atlas-map-bold: 1.6; font-size: 1.25rem; }
.atlas-map * { box-sizing: border-box; }
.atlas-map [hidden] { display: none; }
.atlas-map :is(p, ul, dl, dd, li) { margin: 0; padding: 0; }
.atlas-map-body { display: grid; gap: 0.75rem 1.25rem; }
.atlas-map-stage { position: relative; width: 100%; min-height: 12rem; overflow: hidden;
  color: ${INK}; background-color: ${PAPER}; transition: background-color 1ms, color 1ms; }
.atlas-map[data-fill=true] { height: 100%; display: flex; flex-direction: column; }
.atlas-map[data-fill=true] .atlas-map-body { flex: 1 1 auto; min-height: 0; }
.atlas-map[data-fill=true] .atlas-map-stage { height: 100%; }
.atlas-map-canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
.atlas-map[data-zoomed=true] .atlas-map-canvas { cursor: grab; touch-action: none; }
.atlas-map-canvas path { stroke-width: ${px(1.3)}; stroke-linejoin: round; }
.atlas-map-canvas .atlas-map-area { stroke: ${LINE}; stroke-width: ${px(0.8)}; outline: none; }
.atlas-map-area, .atlas-map-bubble { cursor: pointer; }
.atlas-map-over { fill: none; stroke: currentColor; pointer-events: none; }
.atlas-map-dashes { stroke-dasharray: ${px(5)} ${px(4)}; }
.atlas-map-case { stroke: ${PAPER}; }
.atlas-map-canvas .atlas-map-focus { stroke-width: ${bold(7)}; }
.atlas-map-canvas .atlas-map-focus.atlas-map-case { stroke-width: ${bold(10)}; }
.atlas-map-focus:not(.atlas-map-case) { stroke: ${ACCENT}; }
.atlas-map-canvas .atlas-map-chosen { stroke-width: ${bold(3.2)}; }
.atlas-map-canvas .atlas-map-chosen.atlas-map-case { stroke-width: ${bold(5.5)}; }
.atlas-map-bubble { stroke: ${PAPER}; stroke-width: ${px(1.3)}; }
.atlas-map-bubble[data-zero=true] { stroke: currentColor; }
.atlas-map-label { font-size: ${px("var(--atlas-map-value)")}; stroke-width: ${px(3)};
  stroke-linejoin: round; paint-order: stroke; text-anchor: middle; pointer-events: none;
  text-rendering: geometricPrecision; user-select: none; }
.atlas-map-name { font-size: ${px("var(--atlas-map-name)")}; font-weight: 600; }
.atlas-map button { display: grid; place-items: center; width: max(2.3em, 32px); padding: 0;
  height: max(2.3em, 32px); border: 1px solid ${LINE}; border-radius: 6px; font: inherit;
  color: inherit; background: ${PAPER}; cursor: pointer; }
.atlas-map button:hover { background: var(--st-secondary-background-color, #eef1f4); }
.atlas-map button[aria-disabled=true] { color: ${LINE}; cursor: default; }
.atlas-map button svg { width: 1.15em; fill: none; stroke: currentColor; stroke-width: 1.8;
  stroke-linecap: round; }
.atlas-map :is(button, input):focus-visible { outline: 3px solid ${ACCENT}; outline-offset: 2px; }
.atlas-map-zoom { position: absolute; top: 5px; right: 5px; display: grid; gap: 4px; }
.atlas-map-tip, .atlas-map-help { position: absolute; padding: 0.35em 0.7em; border-radius: 6px; }
.atlas-map-tip { z-index: 2; display: grid; max-width: min(20em, 95%); color: ${PAPER};
  background: ${INK}; cursor: pointer; }
.atlas-map p.atlas-map-help { left: 4px; bottom: 4px; max-width: calc(100% - 8px);
  padding: 0.2em 0.6em; border: 1px solid ${LINE}; background: ${PAPER}; pointer-events: none; }
.atlas-map:not(:has(.atlas-map-area:focus-visible)) .atlas-map-help { clip-path: inset(50%); }
.atlas-map-legend { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-content: start; }
.atlas-map-title { flex: 1 0 100%; }
.atlas-map :is(ul, dl) { list-style: none; display: grid; gap: 0.2rem; align-content: start; }
.atlas-map-key { display: flex; align-items: center; gap: 0.5em; }
.atlas-map-key b { min-width: 1.1em; text-align: center; }
.atlas-map-key svg { flex: none; width: 1.6em; }
.atlas-map dl div { display: flex; gap: 1em; justify-content: space-between; }
.atlas-map dd { font-weight: 600; }
.atlas-map-years { display: flex; align-items: center; gap: 0.6rem; max-width: 44rem;
  margin-top: 0.75rem; }
.atlas-map-years input { flex: 1; min-width: 4rem; height: 32px; accent-color: ${ACCENT}; }
.atlas-map-years strong { min-width: 3em; font-size: 1.15em; }
@container (min-width: 700px) {
  .atlas-map-body { grid-template-columns: minmax(0, 1fr) minmax(11em, 17em); }
  .atlas-map-legend { flex-flow: column; align-self: center; gap: 0.9rem; }
  .atlas-map-title { flex: none; }
}
@media (forced-colors: active) { .atlas-map svg { forced-color-adjust: none; } }
`;

function addStyle() {
  if (document.getElementById("atlas-map-style")) return;
  document.head.append(html("style", { id: "atlas-map-style" }, CSS));
}
