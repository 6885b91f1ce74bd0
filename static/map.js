/**
 * A thematic map of areas, drawn as SVG in the page itself.
 *
 * The server sends a small scene; the geometry is fetched once and stays here, so a change only
 * repaints attributes. docs/map-component.md describes the interface.
 *
 * @typedef {{code: string, name: string, d: string, x: number, y: number, area: number}} Area
 * @typedef {{viewBox: number[], areas: Area[], outline: string}} Geometry
 * @typedef {Object<string, (number|null)[]>} Series  period -> one entry per code
 * @typedef {{
 *   geometry: string, lang: string, kind: string, title: string, unit: string, decimals: number,
 *   codes: string[], periods: string[], period: string, selected: string[], values: Series,
 *   status: Object<string, string>, lower?: Series, upper?: Series, breaks: number[],
 *   colors: string[], colorsDark: string[], classLabels?: string[], bubbleMax?: number,
 *   benchmarks?: {label: string, values: Object<string, string>}[],
 *   words: Object<string, string>, labels?: boolean, projector?: boolean, height?: number
 * }} Scene  lang is sv or en; kind is rate, count, index or ordinal
 * @typedef {Area & Object<string, any>} Place  an area with its elements and what they show now
 * @typedef {Object<string, number>} Box  its middle and its four sides, in px of the stage
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

const mounts = new WeakMap();
const geometries = new Map();
let serial = 0;

/** Show `data` in `parentElement`: the first call creates the map, later ones repaint it.
 * @param {{parentElement: HTMLElement, data: Scene, setStateValue: Function}} args */
export function mount({ parentElement, data, setStateValue }) {
  once(mounts, parentElement, createMap).receive(parentElement, data, setStateValue);
}

/** Stop listening to the document; a later mount() on the same parent carries on where it was.
 * @param {HTMLElement} parentElement */
export function unmount(parentElement) {
  mounts.get(parentElement)?.leave();
}

/** A value that user and server may both set. The server wins when it says something new; neither
 * an echo of our own report nor a repetition is new. */
class Shared {
  value;
  #server = "";
  #reports = [];

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

/** One map on the page: its elements, its state, and what changes them. */
function createMap() {
  const id = `atlas-map-${++serial}`;
  /** @type {Scene} */ let scene;
  let send;
  /** @type {Map<string, Place>} */ const places = new Map();
  const selected = new Shared();
  const period = new Shared();
  let unreported = false; // a year stepped to but not yet told
  let drawn = ""; // address of the geometry on screen
  let painted = 0;
  let size = { width: 0, height: 0 }; // px, of the stage and of what stands on it
  let extent = [0, 0, 1, 1];
  let centre = [0, 0];
  let zoom = 1;
  let unit = 1; // viewBox units in a px
  let theme = { key: "" };
  let ring = ""; // the area with keyboard focus
  let hover = ""; // the area under the pointer
  let dismissed = false; // the tooltip, by Esc
  let drag = null;
  let dragged = false;
  let legendKey = "";
  let outside = null; // ends what we listen to in the document
  let resting = 0;
  let lingering = 0;

  const hidden = { "aria-hidden": "true" };
  const over = (name, width, stroke = "currentColor") => svg("path", {
    class: `atlas-map-over atlas-map-${name}`, style: `stroke:${stroke};stroke-width:${width}` });
  const areas = svg("g", {
    role: "listbox", "aria-multiselectable": "true", "aria-describedby": `${id}-help` });
  const outline = over("outline", px(1.3));
  const dashes = over("dashes", px(1.3));
  const bubbles = svg("g", hidden);
  const labels = svg("g", hidden);
  const rings = [over("focus", bold(10), PAPER), over("focus", bold(7), ACCENT)];
  const chosen = [over("chosen", bold(5.5), PAPER), over("chosen", bold(3.2))];
  const hatch = pattern("hatch");
  const dots = pattern("dots");
  const canvas = svg("svg", { class: "atlas-map-canvas", role: "group" },
    svg("defs", {}, hatch, dots, pattern("hatch", "-key"), pattern("dots", "-key")),
    areas, outline, dashes, bubbles, ...rings, ...chosen, labels);
  const buttons = [
    button("zoom_in", "M3 8h10M8 3v10", () => zoomBy(ZOOM_STEP)),
    button("zoom_out", "M3 8h10", () => zoomBy(1 / ZOOM_STEP)),
    button("reset", "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3", () => look(1)),
    button("previous_year", "M10 3 5 8l5 5", () => show(Number(slider.value) - 1)),
    button("next_year", "M6 3l5 5-5 5", () => show(Number(slider.value) + 1)),
  ];
  const tip = html("div", { class: "atlas-map-tip", hidden: "", ...hidden });
  const help = html("p", { class: "atlas-map-help", id: `${id}-help` });
  const stage = html("div", { class: "atlas-map-stage" }, canvas,
    html("div", { class: "atlas-map-zoom" }, ...buttons.slice(0, 3)), help, tip);
  const legend = html("div", { class: "atlas-map-legend", role: "group" });
  const slider = html("input", { type: "range", id: `${id}-year`, min: 0, step: 1 });
  const sliderLabel = html("label", { for: `${id}-year` });
  const sliderYear = html("strong", hidden);
  const years = html("div", { class: "atlas-map-years" },
    sliderLabel, sliderYear, buttons[3], slider, buttons[4]);
  const alert = html("p", { role: "alert", hidden: "" });
  const root = html("div", { class: "atlas-map" }, alert,
    html("div", { class: "atlas-map-body" }, stage, legend), years);

  listen();
  new ResizeObserver(resize).observe(stage);

  function button(name, icon, act) {
    const made = html("button", { type: "button", "data-word": name },
      svg("svg", { viewBox: "0 0 16 16", ...hidden }, svg("path", { d: icon })));
    on(made, "click", act);
    return made;
  }

  function pattern(name, suffix = "") {
    const ink = { fill: "currentColor", opacity: 0.6 };
    const marks = name === "hatch" ? [svg("rect", { y: 3, width: 7, height: 1.4, ...ink })]
      : [1.75, 5.25].map((at) => svg("circle", { cx: at, cy: at, r: 1, ...ink }));
    return svg("pattern", { id: `${id}-${name}${suffix}`, width: 7, height: 7,
      patternUnits: "userSpaceOnUse", patternTransform: "rotate(-45)" }, ...marks);
  }

  /** @param {Geometry} geometry */
  function draw(geometry) {
    places.clear();
    for (const group of [areas, bubbles, labels]) group.replaceChildren();
    const rank = (area) => scene.codes.indexOf(area.code);
    for (const area of [...geometry.areas].sort((a, b) => rank(a) - rank(b))) {
      const { code, name, d, x: cx, y: cy } = area;
      const place = { ...area,
        path: svg("path", {
          class: "area atlas-map-area", d, "data-code": code, role: "option", tabindex: -1 }),
        bubble: svg("circle", { class: "atlas-map-bubble", "data-for": code, cx, cy }),
        nameText: svg("text", { class: "atlas-map-label atlas-map-name" }, name),
        valueText: svg("text", { class: "atlas-map-label" }) };
      places.set(code, place);
      areas.append(place.path);
      bubbles.append(place.bubble);
      labels.append(place.nameText, place.valueText);
    }
    set(outline, { d: geometry.outline });
    extent = geometry.viewBox;
    stage.style.aspectRatio = `${extent[2]} / ${extent[3]}`;
    ring = hover = "";
    zoom = 1;
    activate(places.keys().next().value ?? "");
    size.width = -1; // whatever the stage measures, the view must be set
    resize();
  }

  // ---- from the server

  /** @param {HTMLElement} parent @param {Scene} data @param {Function} setStateValue */
  function receive(parent, data, setStateValue) {
    scene = data;
    send = setStateValue;
    const { kind, projector = false, height } = scene;
    Object.assign(root.dataset, { kind, projector, fill: !height });
    stage.style.maxHeight = height ? `min(${height}px, 68vh)` : "100vh";
    if (root.parentNode !== parent) parent.append(root);
    if (!outside) listenOutside();

    selected.receive(scene.selected ?? []);
    const local = period.value;
    period.receive(scene.period);
    if (!scene.periods.includes(period.value)) period.value = scene.period;
    if (period.value !== local) unreported = false;
    reportPeriod();
    load();
    if (!resize()) paint();
  }

  async function load() {
    const url = scene.geometry;
    if (url === drawn) return;
    const geometry = await fetchOnce(url).catch(() => null);
    if (url !== scene.geometry || url === drawn) return;
    alert.hidden = geometry !== null;
    setText(alert, geometry ? "" : word("load_failed"));
    if (!geometry) return;
    drawn = url;
    draw(geometry);
  }

  /** Text from the scene; a missing one shows its key. */
  function word(key, slots = {}) {
    return (scene.words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => slots[name] ?? whole);
  }

  const number = (value) => numberFormat(scene.lang, scene.decimals).format(value);

  function withUnit(value) {
    if (!scene.unit) return number(value);
    return number(value) + (scene.unit === "%" && scene.lang === "en" ? "" : "\u00a0") + scene.unit;
  }

  /** What the tooltip and the accessible name both say. @param {Place} place */
  function describe(place) {
    if (place.value === null) {
      return { value: word(`${place.status}_long`), sign: place.short, interval: "" };
    }
    const [lower, upper] = [scene.lower, scene.upper].map((s) => s?.[period.value]?.[place.index]);
    const known = lower != null && upper != null;
    return { value: withUnit(place.value), sign: "",
      interval: known && word("interval", { lower: number(lower), upper: withUnit(upper) }) };
  }

  // ---- painting

  /** Bring every element in line with scene, period, selection, view and theme. */
  function paint() {
    readTheme();
    paintControls();
    if (drawn !== scene.geometry) return;
    paintAreas();
    paintMarks();
    paintBubbles();
    if (size.width > 0) paintLabels();
    paintLegend();
    paintTip();
    root.dataset.period = period.value;
    root.dataset.painted = ++painted;
  }

  function readTheme() {
    const { backgroundColor: paper, color: ink, fontFamily: font } = getComputedStyle(stage);
    const key = [paper, ink, font].join("|");
    if (theme.key === key) return;
    theme = { key, paper, font, land: mix(paper, ink, 0.08), dark: luminance(paper) < 0.2 };
    root.dataset.theme = theme.dark ? "dark" : "light";
    root.style.setProperty("--atlas-map-line", mix(paper, ink, 0.45));
  }

  const colors = () => (theme.dark ? scene.colorsDark : scene.colors);

  /** The colour of a value: half-open classes, the last one closed. */
  function colorOf(value) {
    const passed = scene.breaks.slice(1, -1).filter((edge) => value >= edge).length;
    return colors()[Math.min(passed, colors().length - 1)];
  }

  function paintAreas() {
    const values = scene.values[period.value] ?? [];
    const letters = scene.status[period.value] ?? "";
    const fills = { protected: `url(#${id}-hatch)`, missing: `url(#${id}-dots)` };
    const counts = scene.kind === "count";
    let dashed = "";
    for (const place of places.values()) {
      const i = (place.index = scene.codes.indexOf(place.code));
      const status = STATUSES[letters[i]] ?? "missing";
      place.value = status === "reported" ? values[i] ?? null : null;
      const reported = place.value !== null;
      // a reported area without a value is missing, never zero
      place.status = !reported && status === "reported" ? "missing" : status;
      place.short = !reported ? word(place.status)
        : scene.unit === "%" ? withUnit(place.value) : number(place.value);
      place.fill = !reported ? theme.paper : counts ? theme.land : colorOf(place.value);
      if (place.status === "not_applicable") dashed += place.d;
      const { value, interval } = describe(place);
      const on = selected.value.includes(place.code);
      set(place.path, {
        fill: fills[place.status] ?? place.fill,
        "data-status": place.status,
        "data-value": place.value ?? "",
        "aria-selected": on,
        "aria-label": [word("value_of", { name: place.name, value }), interval,
          on && word("selected")].filter(Boolean).join(", "),
      });
    }
    set(dashes, { d: dashed });
    set(canvas, { "aria-label": word("map_label") });
    set(areas, {
      "aria-label": [scene.title, scene.unit, period.value].filter(Boolean).join(", ") });
  }

  /** Selection and focus are lines on top; no area fades for the sake of another. */
  function paintMarks() {
    const shape = (code) => places.get(code)?.d ?? "";
    for (const line of rings) set(line, { d: shape(ring) });
    for (const line of chosen) set(line, { d: selected.value.map(shape).join("") });
  }

  function paintControls() {
    const now = scene.periods.indexOf(period.value);
    const last = scene.periods.length - 1;
    const off = [zoom >= MAX_ZOOM, zoom <= 1, zoom <= 1, now <= 0, now >= last];
    buttons.forEach((control, i) => {
      const title = word(control.dataset.word);
      set(control, { "aria-label": title, title, "aria-disabled": off[i] });
    });
    years.hidden = last < 1;
    set(slider, { max: last, "aria-valuetext": period.value });
    slider.value = now;
    setText(sliderLabel, word("year"));
    setText(sliderYear, period.value);
    setText(help, word("keys_help"));
  }

  // ---- bubbles and labels

  /** The area of a bubble follows its value; but more than nothing never looks like nothing. */
  function radius(value) {
    return Math.max(2, size.bubble * Math.sqrt(Math.abs(value) / (scene.bubbleMax || 1)));
  }

  function paintBubbles() {
    const counts = scene.kind === "count";
    for (const place of places.values()) {
      const zero = place.value === 0;
      place.radius = !counts || place.value === null ? 0
        : zero ? size.label * 0.66 : radius(place.value);
      set(place.bubble, { r: round(place.radius * unit), "data-zero": zero,
        fill: zero ? theme.land : colors()[0], display: place.radius ? "inline" : "none" });
    }
    if (!counts) return;
    // small bubbles last, so that none hides behind a larger one
    const order = [...places.values()].sort((a, b) => b.radius - a.radius).map((p) => p.bubble);
    if (order.some((bubble, i) => bubbles.children[i] !== bubble)) bubbles.append(...order);
  }

  /** The area's own point on the stage, in px. @param {Place} place */
  function at(place) {
    return [(place.x - centre[0]) / unit + size.width / 2,
      (place.y - centre[1]) / unit + size.height / 2];
  }

  /** From px of the stage to the viewBox. */
  function toMap(x, y) {
    return [centre[0] + (x - size.width / 2) * unit, centre[1] + (y - size.height / 2) * unit];
  }

  /** Is the middle of a box on the area? @param {Place} place @param {Box} b */
  function covers(place, b) {
    const point = canvas.createSVGPoint();
    [point.x, point.y] = toMap(b.x, b.y);
    return place.path.isPointInFill(point);
  }

  /** Places for the names, one after the other: what would collide is moved a little, else left
   * out. A name stays on its own land, where it cannot be read as a neighbour's, or by its bubble.
   * @param {Place[]} order @param {Box[]} circles the bubbles @param {number} line height */
  function tryNames(order, circles, line) {
    /** @type {Map<Place, Box>} */ const boxes = new Map();
    const poor = [];
    const taken = [];
    for (const place of order) {
      const [x, y] = at(place);
      const wide = measure(place.name).width * size.label + 4;
      const spots = (place.radius ? beside(place.radius, wide, line) : near(wide, line))
        .map(([dx, dy]) => box(x + dx, y + dy, wide, line))
        .filter((b) => b.left > 0 && b.top > 0 && b.right < size.width && b.bottom < size.height
          && !hits(b, taken) && (place.radius || covers(place, b)));
      const best = spots.find((b) => !hits(b, circles));
      const spot = best ?? spots[0];
      if (!best) poor.push(place);
      if (!spot) continue;
      boxes.set(place, spot);
      taken.push(spot);
    }
    return { boxes, poor };
  }

  /** Names first, then a value by each name where there is room. Selected areas come first, then
   * the largest; small ones have least choice, so those left poor may go first in a new round. */
  function paintLabels() {
    const all = [...places.values()];
    const rank = (place) => (selected.value.includes(place.code) ? Infinity : place.area);
    const circles = all.filter((p) => p.radius).map((p) =>
      box(...at(p), p.radius * 1.7, p.radius * 1.7));
    const line = measure("").height * size.label + 1;
    let order = all.filter((p) => scene.labels && Math.sqrt(rank(p)) > unit * 12)
      .sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
    let next = tryNames(order, circles, line);
    let named = next;
    for (let round = 0; round < 8 && named.poor.length && order.length < 60; round++) {
      const { poor } = next;
      order = [...poor, ...order.filter((p) => !poor.includes(p))];
      next = tryNames(order, circles, line);
      if (next.poor.length < named.poor.length) named = next;
    }

    const taken = [...named.boxes.values(), ...circles];
    for (const place of all) {
      const back = place.fill;
      const name = named.boxes.get(place);
      put(place.nameText, name, size.label, back);
      setText(place.valueText, place.short);
      set(place.valueText, { "font-weight": place.value === null ? 700 : 400 });
      const wide = measure(place.short).width * size.value + 4;
      if (place.radius > size.label * 0.65 && wide < place.radius * 1.9) { // room in the bubble
        const inside = place.value === 0 ? theme.land : colors()[0];
        put(place.valueText, box(...at(place), 0, 0), size.value, inside);
        continue;
      }
      const tall = (line * size.value) / size.label;
      const gap = tall / 2 + 0.5;
      const spot = (name ? [name.bottom + gap, name.top - gap] : [])
        .map((y) => box(name.x, y, wide, tall))
        .find((b) => b.top > 0 && b.bottom < size.height && !hits(b, taken) && covers(place, b));
      if (spot) taken.push(spot);
      put(place.valueText, spot, size.value, back);
    }
  }

  /** Centre a text in a box, on a colour, or hide it. */
  function put(text, where, px, halo) {
    if (!where) return set(text, { display: "none" });
    const [x, y] = toMap(where.x, where.y + measure("").drop * px).map(round);
    return set(text, { display: "inline", fill: inkOn(halo), stroke: halo, x, y });
  }

  const measure = (text) => measureText(text, `600 100px ${theme.font}`);

  // ---- legend

  function paintLegend() {
    const benchmarks = (scene.benchmarks ?? []).map(({ label, values }) =>
      [label, values[period.value] ?? word("missing")]);
    const { kind, title, values, status, lower, upper, ...rest } = scene;
    const key = JSON.stringify([kind, title, rest, benchmarks, theme.key, size]);
    if (key === legendKey) return;
    legendKey = key;
    set(legend, { "aria-label": word("legend") });
    legend.replaceChildren(
      html("p", { class: "atlas-map-title" }, html("strong", {}, title),
        scene.unit && ` (${scene.unit})`),
      kind === "count" ? html("ul", { class: "atlas-map-sizes" }, ...bubbleKeys())
        : html("ul", {}, ...classKeys()),
      html("ul", {}, ...KEYS.map(statusKey)),
      ...(benchmarks.length ? [html("dl", {}, ...benchmarks.map(([label, value]) =>
        html("div", {}, html("dt", {}, label), html("dd", {}, value))))] : []));
  }

  function classKeys() {
    const { breaks, classLabels } = scene;
    const range = (i) => [number(breaks[i]), " – ", i < breaks.length - 2 ? "<" : "",
      number(breaks[i + 1])].join("");
    return colors().map((fill, i) => keyLine(swatch(fill), classLabels?.[i] ?? range(i)))
      .reverse();
  }

  function statusKey(name) {
    const counts = scene.kind === "count";
    const fills = { protected: `url(#${id}-hatch-key)`, missing: `url(#${id}-dots-key)`,
      not_applicable: theme.paper, zero: counts ? theme.land : colorOf(0) };
    const icon = swatch(fills[name], name === "not_applicable" ? "4 2.5" : "none");
    if (name === "zero" && counts) icon.append(svg("circle", { cx: 11, cy: 8, r: 5, ...THIN }));
    return keyLine(icon, word(`${name}_long`), word(name));
  }

  /** The largest bubble and two examples, as large as on the map. */
  function bubbleKeys() {
    const top = scene.bubbleMax || 1;
    // a smaller example must not suggest counts that are never shown
    const sizes = [...new Set([top, nice(top * 0.4), nice(top * 0.1)])]
      .filter((value, i) => !i || (value >= 5 && value < top));
    return sizes.map((value) => {
      const r = radius(value);
      const wide = Math.ceil(2 * r + 2);
      return keyLine(svg("svg", { width: wide, height: wide, ...hidden },
        svg("circle", { cx: wide / 2, cy: wide / 2, r, fill: colors()[0] })), number(value));
    });
  }

  /** Take the size of the stage; true if that changed and everything was painted. */
  function resize() {
    const { clientWidth: width, clientHeight: height } = stage;
    const projector = root.dataset.projector === "true";
    if ([size.width, size.height, size.projector].join() === [width, height, projector].join()) {
      return false;
    }
    const small = Math.min(width, height);
    const label = projector ? clamp(small / 26, 14, 22)
      : width < 440 ? 11.5 : clamp(small / 45, 14, 18);
    size = { width, height, projector, label, value: Math.max(10.5, label * 0.86),
      bubble: clamp(small * 0.075, 16, 64) };
    look(zoom);
    return true;
  }

  /** Units in a px when the whole extent is seen. */
  function fit() {
    return Math.max(extent[2] / Math.max(1, size.width - 2 * PAD),
      extent[3] / Math.max(1, size.height - 2 * PAD));
  }

  /** Look at a point from a zoom of 1 (everything) to MAX_ZOOM; never far away from the land. */
  function look(closer, target = centre, moving = false) {
    zoom = clamp(closer, 1, MAX_ZOOM);
    unit = fit() / zoom;
    centre = [size.width, size.height].map((px, axis) => {
      const room = zoom > 1 ? Math.max(0, (extent[axis + 2] - 0.8 * px * unit) / 2) : 0;
      const mid = extent[axis] + extent[axis + 2] / 2;
      return clamp(target[axis], mid - room, mid + room);
    });
    const view = [...toMap(0, 0), size.width * unit, size.height * unit];
    set(canvas, { viewBox: view.map(round).join(" ") });
    if (moving || !scene) return;
    root.dataset.zoomed = zoom > 1;
    canvas.style.cssText = Object.entries({ u: unit, name: size.label, value: size.value })
      .map(([name, value]) => `--atlas-map-${name}:${round(value)}`).join(";");
    const patternTransform = `scale(${round(unit)}) rotate(-45)`;
    for (const fill of [hatch, dots]) set(fill, { patternTransform });
    paint();
  }

  /** Zoom around the pointer, else the focused area, else the middle. */
  function zoomBy(factor, fixed = null) {
    const middle = [size.width / 2, size.height / 2];
    const still = fixed ?? (ring ? at(places.get(ring)) : middle);
    const closer = clamp(zoom * factor, 1, MAX_ZOOM);
    const away = (px, axis) => px + (still[axis] - middle[axis]) * (unit - fit() / closer);
    look(closer, centre.map(away));
  }

  // ---- what the user does

  function listen() {
    // assistive technology clicks without a place
    on(canvas, "click", (e) => dragged || choose(e.detail ? hit(e) : codeAt(e), several(e)));
    // the tooltip may lie over its own area, so a click on it counts as a click there
    on(tip, "click", (e) => choose(hover || ring, several(e)));
    // on the stage, for an svg that listens to focus would itself be a stop for Tab
    on(stage, "keydown", key);
    on(stage, "focusin", (e) => {
      activate(codeAt(e));
      focusRing(e.target.matches(":focus-visible") ? codeAt(e) : "");
    });
    on(stage, "focusout", () => focusRing(""));
    for (const type of ["pointerover", "pointermove"]) {
      on(stage, type, (e) => point(tip.contains(e.target) ? hover : hit(e)));
    }
    on(stage, "pointerleave", (e) => e.pointerType === "mouse" && point(""));
    on(canvas, "wheel", (e) => {
      if (!e.ctrlKey) return; // the wheel alone scrolls the page
      e.preventDefault();
      zoomBy(Math.exp(-e.deltaY / 200), pointer(e));
    }, { passive: false });
    on(canvas, "pointerdown", (e) => {
      dragged = false;
      focusRing("");
      drag = zoom > 1 && e.isPrimary && !e.button && { x: e.clientX, y: e.clientY, from: centre };
    });
    on(canvas, "pointermove", pull);
    on(canvas, "pointerup", () => {
      drag = null;
      if (dragged) paint(); // the labels were left as they were
    });
    on(slider, "input", () => show(Number(slider.value)));
    // colours are worked out here, so a change of theme has to be noticed
    on(stage, "transitionend", (e) => e.target === stage && scene && paint());
  }

  function listenOutside() {
    outside = new AbortController();
    const { signal } = outside;
    on(document, "keydown", (e) => e.key === "Escape" && dismiss(), { signal });
    on(document, "pointerdown", (e) => stage.contains(e.target) || turn(""), { signal });
    on(document.fonts, "loadingdone", () => {
      widths.clear();
      paint();
    }, { signal });
  }

  function leave() {
    outside?.abort();
    outside = null;
    clearTimeout(resting);
  }

  function pull(e) {
    if (!e.buttons) drag = null;
    if (!drag) return;
    const [dx, dy] = [e.clientX - drag.x, e.clientY - drag.y];
    if (!dragged && Math.hypot(dx, dy) < 5) return;
    if (!dragged) canvas.setPointerCapture(e.pointerId);
    dragged = true;
    turn("");
    look(zoom, [drag.from[0] - dx * unit, drag.from[1] - dy * unit], true);
  }

  function pointer(e) {
    const frame = canvas.getBoundingClientRect();
    return [e.clientX - frame.left, e.clientY - frame.top];
  }

  /** The area under the pointer; a bubble speaks for its own area, whatever land it lies on. */
  function hit(e) {
    const [x, y] = pointer(e);
    const away = ([px, py]) => Math.hypot(x - px, y - py);
    const under = [...places.values()].filter((p) => p.radius && away(at(p)) <= p.radius);
    return under.sort((a, b) => a.radius - b.radius)[0]?.code ?? codeAt(e);
  }

  function key(e) {
    const code = codeAt(e);
    const order = scene.codes.filter((c) => places.has(c));
    const clear = () => {
      dismiss();
      select([]);
    };
    const press = () => choose(code, several(e));
    const move = () => go(neighbour(code, e.key));
    const acts = {
      Enter: press, " ": press,
      Home: () => go(order[0]), End: () => go(order[order.length - 1]),
      "+": () => zoomBy(ZOOM_STEP), "-": () => zoomBy(1 / ZOOM_STEP), 0: () => look(1),
      Escape: selected.value.length || !tip.hidden ? clear : null,
    };
    const act = ARROWS[e.key] ? move : acts[e.key];
    // with Ctrl, all keys but Enter and Space are the browser's own
    if (!code || !act || e.altKey || ((e.ctrlKey || e.metaKey) && act !== press)) return;
    e.preventDefault();
    e.stopPropagation();
    if (act !== clear) focusRing(code);
    act();
  }

  /** The nearest area in a direction; the further off course, the further away it counts. */
  function neighbour(code, arrow) {
    const from = places.get(code);
    const [dx, dy] = ARROWS[arrow];
    let [best, nearest] = [code, Infinity];
    for (const { code: other, x, y } of places.values()) {
      const [vx, vy] = [x - from.x, y - from.y];
      const along = vx * dx + vy * dy;
      const distance = Math.hypot(vx, vy) * (1 + Math.abs(vx * dy - vy * dx) / along);
      if (along > 0 && distance < nearest) [best, nearest] = [other, distance];
    }
    return best;
  }

  /** Move focus, and the view with it when the area lies outside. */
  function go(code) {
    const place = places.get(code);
    const [x, y] = at(place);
    if (x < 0 || y < 0 || x > size.width || y > size.height) look(zoom, [place.x, place.y]);
    place.path.focus();
    focusRing(code);
  }

  function activate(code) {
    if (!places.has(code)) return;
    for (const p of places.values()) set(p.path, { tabindex: p.code === code ? 0 : -1 });
  }

  function choose(code, more) {
    if (!places.has(code)) return;
    const now = selected.value;
    const others = now.filter((c) => c !== code);
    const was = now.includes(code);
    if (more && !was && now.length >= MAX_SELECTED) return;
    if (more) select(was ? others : [...now, code]);
    else select(was && !others.length ? [] : [code]);
  }

  function select(codes) {
    if (codes.join() === selected.value.join()) return;
    selected.value = codes;
    selected.reported();
    paint();
    send("selected", codes);
  }

  /** Show a year at once; the server hears of it when the hand rests. */
  function show(i) {
    if (scene.periods[i] === undefined || scene.periods[i] === period.value) return;
    period.value = scene.periods[i];
    unreported = true;
    paint();
    reportPeriod();
  }

  function reportPeriod() {
    clearTimeout(resting);
    if (!unreported) return;
    resting = setTimeout(() => {
      unreported = false;
      period.reported();
      send("period", period.value);
    }, REST_MS);
  }

  // ---- tooltip and focus

  /** The pointer is on an area, or on none: then the tooltip stays within reach for a moment. */
  function point(code) {
    if (!code && hover) lingering ||= setTimeout(turn, LINGER_MS, "");
    if (!code) return;
    clearTimeout(lingering);
    lingering = 0;
    if (code !== hover && !drag) turn(code);
  }

  function turn(code) {
    lingering = 0;
    hover = code;
    dismissed = false;
    paintTip();
  }

  function focusRing(code) {
    if (ring === code) return;
    ring = code;
    dismissed = false;
    paintMarks();
    paintTip();
  }

  function dismiss() {
    dismissed = true;
    paintTip();
  }

  function paintTip() {
    const place = places.get(hover || ring);
    tip.hidden = !place || dismissed;
    if (tip.hidden) return;
    const { value, sign, interval } = describe(place);
    tip.replaceChildren(html("strong", {}, place.name),
      html("span", {}, sign && html("b", {}, `${sign} `), value), html("span", {}, interval));
    const [x, y] = at(place);
    const { offsetWidth: wide, offsetHeight: tall } = tip;
    const gap = size.label + place.radius;
    const top = y - gap - tall < 0 ? y + gap : y - gap - tall;
    tip.style.left = `${clamp(x - wide / 2, 2, size.width - wide - 2)}px`;
    tip.style.top = `${clamp(top, 2, size.height - tall - 2)}px`;
  }

  return { receive, leave };
}

/** Fetched once; a failure may be tried again. @param {string} url @returns {Promise<Geometry>} */
function fetchOnce(url) {
  return once(geometries, url, () => fetch(url).then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    return answer.json();
  }).catch((error) => {
    geometries.delete(url);
    throw error;
  }));
}

const codeAt = (event) => event.target.dataset?.code ?? "";

/** Offsets (px) to try for a name on its area, the best first. */
function near(wide, line) {
  return [-0.45, 0, -0.9, 0.5, -1.4, 1, -1.9, 1.5].flatMap((dy) =>
    [0, -0.2, 0.2, -0.4, 0.4].map((dx) => [dx * wide, dy * line]));
}

/** Offsets (px) to try for a name next to its bubble. */
function beside(radius, wide, line) {
  const [down, side] = [radius + line / 2 + 2, radius + wide / 2 + 3];
  return [[0, 1], [0, -1], [1, 0], [-1, 0], [0.7, 0.8], [-0.7, 0.8], [0.7, -0.8], [-0.7, -0.8],
    [0, 1.4], [0, -1.4], [0.3, 1], [-0.3, 1], [0.3, -1], [-0.3, -1],
  ].map(([dx, dy]) => [dx * side, dy * down]);
}

function hits(b, others) {
  return others.some((o) =>
    b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom);
}

/** @returns {Box} */
function box(x, y, wide, tall) {
  return { x, y, left: x - wide / 2, top: y - tall / 2, right: x + wide / 2, bottom: y + tall / 2 };
}

const widths = new Map();
const formats = new Map();
const ruler = document.createElement("canvas").getContext("2d");

/** What `make` gives for a key, made once. */
function once(cache, key, make) {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key);
}

/** Width, line height and drop from middle to baseline of a text, per px of font size. */
function measureText(text, font) {
  if (widths.size > 5000) widths.clear();
  return once(widths, `${font}|${text}`, () => {
    ruler.font = font;
    const found = ruler.measureText(text);
    const [up, down] = [found.fontBoundingBoxAscent, found.fontBoundingBoxDescent];
    return { width: found.width / 100, height: (up + down) / 100, drop: (up - down) / 200 };
  });
}

function numberFormat(lang, decimals) {
  return once(formats, lang + decimals, () => new Intl.NumberFormat(
    lang === "sv" ? "sv-SE" : "en-GB",
    { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
}

/** The nearest of 1, 2 and 5 times a power of ten. */
function nice(value) {
  const ten = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((n) => n * ten)
    .sort((a, b) => Math.abs(a - value) - Math.abs(b - value))[0];
}

const round = (n) => Math.round(n * 1000) / 1000;
const clamp = (n, low, high) => Math.max(low, Math.min(high, n));

/** Red, green and blue, 0-255, of "#aabbcc" or "rgb(…)". */
function rgb(css) {
  return css[0] === "#" ? [1, 3, 5].map((i) => parseInt(css.slice(i, i + 2), 16))
    : (css.match(/[\d.]+/g) ?? [0, 0, 0]).slice(0, 3).map(Number);
}

function mix(from, to, share) {
  const [a, b] = [rgb(from), rgb(to)];
  return `rgb(${a.map((c, i) => Math.round(c + (b[i] - c) * share)).join(", ")})`;
}

/** Relative luminance, as WCAG defines it. */
function luminance(css) {
  const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = rgb(css).map((c) => linear(c / 255));
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

const on = (target, type, act, options) => target.addEventListener(type, act, options);

const several = (event) => event.ctrlKey || event.metaKey || event.shiftKey;

const THIN = { fill: "none", stroke: "currentColor" };

function swatch(fill, dashes = "none") {
  return svg("svg", { viewBox: "0 0 22 16", width: "1.6em", "aria-hidden": "true" },
    svg("rect", { x: 1, y: 1, width: 20, height: 14, ...THIN, fill, "stroke-dasharray": dashes,
      "stroke-opacity": dashes === "none" ? 0.6 : 1 }));
}

function keyLine(icon, text, sign = "") {
  return html("li", { class: "atlas-map-key" }, icon, sign && html("b", {}, sign),
    html("span", {}, text));
}

const PAPER = "var(--st-background-color, #fff)";
const INK = "var(--st-text-color, #1a1a1a)";
const ACCENT = "var(--st-primary-color, #0b5cad)";
const LINE = "var(--atlas-map-line)";
// lengths that stay the same on screen whatever the zoom
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
.atlas-map-area { stroke: ${LINE}; stroke-width: ${px(0.8)}; outline: none; cursor: pointer; }
.atlas-map-area, .atlas-map-over { stroke-linejoin: round; }
.atlas-map-canvas g[aria-hidden], .atlas-map-over { pointer-events: none; }
.atlas-map-over { fill: none; }
.atlas-map-outline { stroke-opacity: 0.6; }
.atlas-map-dashes { stroke-dasharray: ${px(5)} ${px(4)}; }
.atlas-map-bubble { stroke: ${PAPER}; stroke-width: ${px(1.3)}; }
.atlas-map-bubble[data-zero=true] { stroke: currentColor; }
.atlas-map-label { font-size: ${px("var(--atlas-map-value)")}; stroke-width: ${px(3)};
  stroke-linejoin: round; paint-order: stroke; text-anchor: middle;
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
.atlas-map-key svg { flex: none; }
.atlas-map ul.atlas-map-sizes { display: flex; align-items: end; gap: 1rem; }
.atlas-map-sizes .atlas-map-key { flex-direction: column; gap: 0; }
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
`;

if (!document.getElementById("atlas-map-style")) {
  document.head.append(html("style", { id: "atlas-map-style" }, CSS));
}
