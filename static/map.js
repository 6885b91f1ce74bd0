/**
 * A thematic map of areas, drawn as SVG in the page itself.
 *
 * The server sends a small scene; the geometry is fetched once and stays here, so a change only
 * repaints attributes. Its labels, tiles, legend and years are modules beside it.
 * docs/map-component.md describes the interface.
 *
 * @typedef {{code: string, name: string, d: string, x: number, y: number, area: number,
 *   tile?: number[]}} Area
 * @typedef {{viewBox: number[], areas: Area[], outline: string}} Geometry
 * @typedef {Object<string, (number|null)[]>} Series  period -> one entry per code
 * @typedef {{
 *   geometry: string, lang: string, kind: string, title: string, unit: string, decimals: number,
 *   codes: string[], periods: string[], period: string, selected: string[], values: Series,
 *   status: Object<string, string>, lower?: Series, upper?: Series, breaks: number[],
 *   colors: string[], colorsDark: string[], classLabels?: string[], bubbleMax?: number,
 *   benchmarks?: {label: string, values: Object<string, string>}[],
 *   words: Object<string, string>, labels?: boolean, projector?: boolean, height?: number,
 *   form?: string, method?: string, signed?: boolean, bare?: boolean,
 *   pivot?: {better: string, values: Object<string, number>}
 * }} Scene  lang is sv or en; kind is rate, count, index or ordinal; form is land or tiles
 * @typedef {Area & Object<string, any>} Place  an area with its elements and what they show now
 */

const edition = new URL(import.meta.url).search;
const [draw, { placeTexts }, { move, tilesOf }, { createLegend }, { createYears }] = await Promise.all(
  ["draw", "labels", "tiles", "legend", "years"].map((name) => import(`./map-${name}.js${edition}`)));
const { HIDDEN, Shared, button, clamp, html, inkOn, label, luminance, measureText, mix, numberOf, on, once, round,
  set, several, svg, wear, widths, wordOf, write } = draw;
await wear(`map.css${edition}`);

const STATUSES = { r: "reported", p: "protected", m: "missing", n: "not_applicable" };
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

/** Show `data` in `parentElement`: the first call creates the map, later ones repaint it. `notice` is
 * told at once of what the user does: `point` (the area under pointer or focus) and `period`.
 * `legend` is an element for the legend to stand in, when not in the map.
 * @param {{parentElement: HTMLElement, data: Scene, setStateValue: Function, notice?: Function,
 *   legend?: HTMLElement}} args */
export function mount(args) {
  once(mounts, args.parentElement, createMap).receive(args);
}

/** Point at an area from outside; "" points at none.
 * @param {HTMLElement} parentElement @param {string} code */
export function mark(parentElement, code) {
  mounts.get(parentElement)?.mark(code);
}

/** Stop listening to the document; a later mount() on the same parent carries on where it was.
 * @param {HTMLElement} parentElement */
export function unmount(parentElement) {
  mounts.get(parentElement)?.leave();
}

/** One map on the page: its elements, its state, and what changes them. */
function createMap() {
  const id = `atlas-map-${++serial}`;
  /** @type {Scene} */ let scene;
  let send;
  /** @type {Map<string, Place>} */ const places = new Map();
  const all = () => [...places.values()];
  const selected = new Shared();
  const period = new Shared();
  const form = new Shared();
  let shape = "land"; // the geography on screen
  let halt = () => 0; // ends the way there
  let notice = (..._) => {};
  let unreported = false; // a year stepped to but not yet told
  /** @type {Geometry} */ let land;
  let drawn = ""; // address of the geometry on screen
  let painted = 0;
  let size = { key: "", width: 0, height: 0 }; // px, of the stage and of what stands on it
  let extent = [0, 0, 1, 1];
  let centre = [0, 0];
  let zoom = 1;
  let unit = 1; // viewBox units in a px
  let theme = { key: "" };
  let ring = ""; // the area with keyboard focus
  let hover = ""; // the area under the pointer
  let marked = ""; // the area that is pointed at elsewhere
  let dismissed = false; // the tooltip, by Esc
  let drag = null;
  let dragged = false;
  let outside = null; // ends what we listen to in the document
  let resting = 0;
  let lingering = 0;

  const over = (name) => svg("path", { class: `atlas-map-over atlas-map-${name}` });
  const areas = svg("g", {
    role: "listbox", "aria-multiselectable": "true", "aria-describedby": `${id}-help` });
  const outline = over("outline");
  const dashes = over("dashes");
  const bubbles = svg("g", HIDDEN);
  const labels = svg("g", HIDDEN);
  const pointed = over("pointed");
  const rings = [over("focus"), over("focus")]; // a broad line, and a narrow one on it
  const chosen = [over("chosen"), over("chosen")];
  const hatch = pattern("hatch");
  const dots = pattern("dots");
  const canvas = svg("svg", { class: "atlas-map-canvas", role: "group" },
    svg("defs", {}, hatch, dots, pattern("hatch", "-key"), pattern("dots", "-key")),
    areas, outline, dashes, bubbles, pointed, ...rings, ...chosen, labels);
  const buttons = [
    button("zoom_in", "M3 8h10M8 3v10", () => zoomBy(ZOOM_STEP)),
    button("zoom_out", "M3 8h10", () => zoomBy(1 / ZOOM_STEP)),
    button("reset", "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3", () => look(1)),
  ];
  const tiled = button("tiles", "M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z",
    () => turnTo(shape === "land" ? "tiles" : "land"));
  const tiledText = html("span", HIDDEN);
  tiled.append(tiledText);
  const frame = svg("rect", {});
  const locator = svg("svg", { class: "atlas-map-locator", ...HIDDEN }, svg("path", {}), frame);
  const tip = html("div", { class: "atlas-map-tip", hidden: "", ...HIDDEN });
  const help = html("p", { class: "atlas-map-help", id: `${id}-help` });
  const stage = html("div", { class: "atlas-map-stage" }, canvas, locator, help, tip);
  const legend = createLegend(id);
  const years = createYears(id, { show, rest: reportPeriod });
  const tools = html("div", { class: "atlas-map-tools" }, years.element,
    html("div", { class: "atlas-map-form" }, tiled), html("div", { class: "atlas-map-zoom" }, ...buttons));
  const alert = html("p", { role: "alert", hidden: "" });
  const root = html("div", { class: "atlas-map" }, alert,
    html("div", { class: "atlas-map-body" }, stage, tools, legend.element));
  const body = stage.parentElement;

  listen();
  new ResizeObserver(resize).observe(stage);

  function pattern(name, suffix = "") {
    const ink = { fill: "currentColor", opacity: 0.6 };
    const marks = name === "hatch" ? [svg("rect", { y: 3, width: 7, height: 1.4, ...ink })]
      : [1.75, 5.25].map((at) => svg("circle", { cx: at, cy: at, r: 1, ...ink }));
    return svg("pattern", { id: `${id}-${name}${suffix}`, width: 7, height: 7,
      patternUnits: "userSpaceOnUse", patternTransform: "rotate(-45)" }, ...marks);
  }

  /** @param {Geometry} geometry */
  function draw(geometry) {
    halt();
    places.clear();
    for (const group of [areas, bubbles, labels]) group.replaceChildren();
    land = geometry;
    const rank = (area) => scene.codes.indexOf(area.code);
    const tiles = tilesOf(geometry);
    for (const area of [...geometry.areas].sort((a, b) => rank(a) - rank(b))) {
      const { code, name } = area;
      const place = { ...area, forms: { land: area, tiles: tiles?.get(code) },
        path: svg("path", { class: "area atlas-map-area", "data-code": code, role: "option", tabindex: -1 }),
        bubble: svg("circle", { class: "atlas-map-bubble", "data-for": code }),
        nameText: svg("text", { class: "atlas-map-label atlas-map-name" }, name),
        valueText: svg("text", { class: "atlas-map-label" }) };
      places.set(code, place);
      areas.append(place.path);
      bubbles.append(place.bubble);
      labels.append(place.nameText, place.valueText);
    }
    extent = geometry.viewBox;
    shape = wanted();
    settle();
    stage.style.aspectRatio = `${extent[2]} / ${extent[3]}`;
    ring = hover = "";
    zoom = 1;
    activate(all()[0]?.code ?? "");
    size.key = ""; // whatever the stage measures, the view must be set
    resize();
  }

  const wanted = () => (form.value === "tiles" && all()[0]?.forms.tiles ? "tiles" : "land");

  function dress(name) {
    for (const { path, bubble, forms } of places.values()) {
      const { d, x, y } = forms[name];
      set(path, { d });
      set(bubble, { cx: round(x), cy: round(y) });
    }
  }

  /** The geography stands: its shapes, and the lines around them. */
  function settle() {
    dress(shape);
    for (const place of places.values()) Object.assign(place, place.forms[shape]);
    const around = shape === "land" ? land.outline : "";
    set(outline, { d: around });
    set(locator, { viewBox: extent.join(" ") });
    set(locator.firstChild, { d: around || all().map(({ d }) => d).join("") });
    Object.assign(root.dataset, { form: shape, moving: false });
  }

  /** Take on the geography that is wanted, by and by where that may be seen. */
  function reform() {
    if (!places.size || wanted() === shape) return;
    shape = wanted();
    Object.assign(root.dataset, { form: shape, moving: true });
    dress("land");
    halt = move(all(), shape === "land", halt(), () => {
      settle();
      if (!resize()) paint();
    });
  }

  function turnTo(name) {
    form.value = name;
    form.reported();
    reform();
    paintControls();
    send("form", name);
  }

  // ---- from the server

  function receive({ parentElement, data, setStateValue, notice: told, legend: host }) {
    scene = data;
    send = setStateValue;
    notice = told ?? notice;
    const { kind, projector = false, bare = false, height } = scene;
    Object.assign(root.dataset, { kind, projector, bare, fill: !height });
    stage.style.maxHeight = height ? `min(${height}px, 68vh)` : "100vh";
    if (root.parentNode !== parentElement) parentElement.append(root);
    if (legend.element.parentNode !== (host ?? body)) (host ?? body).append(legend.element);
    if (!outside) listenOutside();

    selected.receive(scene.selected ?? []);
    const local = period.value;
    period.receive(scene.period);
    if (!scene.periods.includes(period.value)) period.value = scene.period;
    if (period.value !== local) unreported = false;
    reportPeriod();
    form.receive(scene.form ?? "land");
    load();
    reform();
    if (!resize()) paint();
  }

  async function load() {
    const url = scene.geometry;
    if (url === drawn) return;
    const geometry = await fetchOnce(url).catch(() => null);
    if (url !== scene.geometry || url === drawn) return;
    alert.hidden = geometry !== null;
    write(alert, geometry ? "" : word("load_failed"));
    if (!geometry) return;
    drawn = url;
    draw(geometry);
  }

  const word = (key, slots) => wordOf(scene, key, slots);

  const number = (value) => numberOf(scene, value);

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

  const pivot = () => scene.pivot?.values[period.value] ?? 0;

  /** The colours of the classes, or of more and less of a signed count. */
  function colors() {
    const scale = theme.dark ? scene.colorsDark : scene.colors;
    return scene.kind === "count" ? scale : scale.slice(0, Math.max(1, scene.breaks.length - 1));
  }

  /** The class of a value: half-open classes, the last one closed. */
  function classOf(value) {
    const away = round(value - pivot());
    const passed = scene.breaks.slice(1, -1).filter((edge) => away >= edge).length;
    return Math.min(passed, colors().length - 1);
  }

  const colorOf = (value) => colors()[classOf(value)];
  const bubbleColor = (place) => (place.value === 0 ? theme.land
    : colors()[scene.signed && place.value < 0 ? 1 : 0]);

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
    const pathOf = (code) => places.get(code)?.d ?? "";
    set(pointed, { d: pathOf(hover || marked) });
    for (const line of rings) set(line, { d: pathOf(ring) });
    for (const line of chosen) set(line, { d: selected.value.map(pathOf).join("") });
  }

  function paintControls() {
    const off = [zoom >= MAX_ZOOM, zoom <= 1, zoom <= 1];
    buttons.forEach((control, i) => label(control, word(control.dataset.word), off[i]));
    const tiles = form.value === "tiles";
    tiled.parentElement.hidden = !scene.form || !all()[0]?.forms.tiles;
    label(tiled, word("tiles_long"));
    set(tiled, { "aria-pressed": tiles });
    write(tiledText, word("tiles"));
    years.paint(scene, period.value);
    write(help, word("keys_help"));
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
        fill: bubbleColor(place), display: place.radius ? "inline" : "none" });
    }
    if (!counts) return;
    // small bubbles last, so that none hides behind a larger one
    const order = all().sort((a, b) => b.radius - a.radius).map((p) => p.bubble);
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

  function paintLabels() {
    const { label, value } = size;
    const rank = ({ place }) => (selected.value.includes(place.code) ? Infinity : place.area);
    const items = all().map((place) => {
      const [x, y] = at(place);
      return { place, x, y, radius: place.radius, name: measure(place.name).width * label + 4,
        value: measure(place.short).width * value + 4,
        half: shape === "tiles" && place.radius ? place.side / unit / 2 : 0,
        covers: (b) => place.path.isPointInFill(new DOMPoint(...toMap(b.x, b.y))) };
    });
    // selected areas come first, then the largest
    const named = items.filter((item) => scene.labels && Math.sqrt(rank(item)) > unit * 12)
      .sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
    const line = measure("").height * label + 1;
    const placed = placeTexts(items, named, { ...size, line, low: (line * value) / label });
    for (const [{ place }, { name, value: spot, inside }] of placed) {
      put(place.nameText, name, label, place.fill);
      write(place.valueText, place.short);
      set(place.valueText, { "font-weight": place.value === null ? 700 : 400 });
      put(place.valueText, spot, value, inside ? bubbleColor(place) : place.fill);
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
    const counts = scene.kind === "count";
    const statuses = { zero: 0 };
    const classes = counts || scene.bare ? [] : colors().map(() => 0);
    for (const { value, status } of scene.bare ? [] : places.values()) {
      if (value === null) statuses[status] = (statuses[status] ?? 0) + 1;
      else if (value === 0 && counts) statuses.zero += 1;
      else if (!counts) classes[classOf(value)] += 1;
    }
    legend.paint(scene, { period: period.value, theme, size, colors: colors(), pivot: pivot(),
      classes, statuses, radius, colorOf });
  }

  /** Take the size of the stage; true if that changed and everything was painted. */
  function resize() {
    const { clientWidth: width, clientHeight: height } = stage;
    const projector = root.dataset.projector === "true";
    const key = [width, height, projector, shape].join();
    if (size.key === key) return false;
    const small = Math.min(width, height);
    let text = width < 440 ? 11.5 : clamp(small / 45, 14, 18);
    // before a room: as large as the slide's other words
    if (projector) text = clamp(24 * Math.min(innerWidth / 1920, innerHeight / 1080), text * 1.3, 32);
    size = { key, width, height };
    let bubble = clamp(small * 0.075, 16, 64);
    if (shape === "tiles") {
      text = clamp(text, 9.5, roomOnTile());
      bubble = clamp(bubble, 8, sideOfTile() / 2 - text * 1.5);
    }
    Object.assign(size, { label: text, bubble,
      value: Math.max(Math.min(text, 10.5), text * (projector ? 1 : 0.86)) });
    look(zoom);
    return true;
  }

  /** The text size at which the longest name fits its tile. */
  function roomOnTile() {
    readTheme();
    const longest = Math.max(...all().map((place) => measure(place.name).width));
    return Math.max(9.5, (sideOfTile() - 4) / longest);
  }

  const sideOfTile = () => all()[0].forms.tiles.side / fit();

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
    if (zoom > 1) ["x", "y", "width", "height"].forEach((name, i) => set(frame, { [name]: round(view[i]) }));
    if (moving || !scene) return;
    root.dataset.zoomed = zoom > 1;
    canvas.style.cssText = Object.entries({ px: unit, name: size.label * unit, value: size.value * unit })
      .map(([name, value]) => `--atlas-map-${name}:${round(value)}px`).join(";");
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
    on(locator, "click", (e) => {
      const box = locator.getBoundingClientRect();
      look(zoom, [extent[0] + ((e.clientX - box.left) / box.width) * extent[2],
        extent[1] + ((e.clientY - box.top) / box.height) * extent[3]]);
    });
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
    years.stop();
    if (halt()) settle();
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
    const under = all().filter((p) => p.radius && away(at(p)) <= p.radius);
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
    const step = (by) => go(order[clamp(order.indexOf(code) + by, 0, order.length - 1)]);
    const acts = {
      Enter: press, " ": press,
      Home: () => go(order[0]), End: () => go(order[order.length - 1]),
      PageUp: () => step(-1), PageDown: () => step(1),
      "+": () => zoomBy(ZOOM_STEP), "-": () => zoomBy(1 / ZOOM_STEP), 0: () => look(1),
      Escape: selected.value.length || !tip.hidden ? clear : null,
    };
    const act = ARROWS[e.key] ? () => go(neighbour(code, e.key)) : acts[e.key];
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
    const was = others.length < now.length;
    if (!more) select(was && !others.length ? [] : [code]);
    else if (was || now.length < MAX_SELECTED) select(was ? others : [...now, code]);
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
    notice("period", period.value);
    reportPeriod();
  }

  function reportPeriod() {
    clearTimeout(resting);
    if (!unreported || years.playing()) return; // while it plays, the years are the browser's own
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
    repoint();
    notice("point", hover || ring);
  }

  function focusRing(code) {
    if (ring === code) return;
    ring = code;
    repoint();
    notice("point", hover || ring);
  }

  /** Another map points at an area of this one. */
  function mark(code) {
    marked = code;
    repoint();
  }

  function repoint() {
    dismissed = false;
    paintMarks();
    paintTip();
  }

  function dismiss() {
    dismissed = true;
    paintTip();
  }

  function paintTip() {
    const place = places.get(hover || ring || (scene.bare ? "" : marked));
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

  return { receive, leave, mark };
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
