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
const [draw, { placeTexts }, { carry, tilesOf }, { createLegend }, { createYears }] = await Promise.all(
  ["draw", "map-labels", "map-tiles", "map-legend", "map-years"].map((name) =>
    import(`./${name}.js${edition}`)));
const { HIDDEN, Shared, button, clamp, html, inkOn, label, luminance, measureText, mix, numberOf, on, once,
  round, set, several, spot, svg, wear, wordOf, write } = draw;
await wear(`map.css${edition}`);

const SILENT = { p: "protected", n: "not_applicable" }; // all else without a value is missing, never zero
const REST_MS = 250; // a year is reported once the slider has rested this long
const LINGER_MS = 150; // time to move the pointer from an area onto its tooltip
const RETRY_MS = 4000; // between two attempts to fetch the geometry
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
  let notice;
  let drawn = ""; // address of the geometry on screen
  let border = ""; // its outline
  let extent = [0, 0, 1, 1]; // its viewBox
  /** @type {Place[]} */ let places = []; // in register order
  const selected = new Shared();
  const period = new Shared();
  const form = new Shared();
  let shape = "land"; // the geography on screen
  let unreported = false; // a year stepped to but not yet told
  let painted = 0;
  let size = { width: 0, height: 0 }; // px, of the stage and of what stands on it
  let centre = [0, 0];
  let zoom = 1;
  let unit = 1; // viewBox units in a px
  let theme;
  let scale; // the colours of the classes, or of more and less of a signed count
  const aims = { hover: "", ring: "", marked: "" }; // areas under the pointer, in focus, pointed at elsewhere
  let dismissed = false; // the tooltip, by Esc
  let drag = null;
  let dragged = false;
  let [resting, lingering, retrying] = [0, 0, 0]; // timers

  const over = (name) => svg("path", { class: `atlas-map-over atlas-map-${name}` });
  const areas = svg("g", { role: "listbox", "aria-multiselectable": "true", "aria-describedby": `${id}-help` });
  const outline = over("outline");
  const dashes = over("dashes");
  const bubbles = svg("g", HIDDEN);
  const labels = svg("g", HIDDEN);
  const pointed = over("pointed");
  const rings = [over("focus"), over("focus")]; // a broad line, and a narrow one on it
  const chosen = [over("chosen"), over("chosen")];
  const patterns = ["", "-key"].map((use) => [pattern(`hatch${use}`, "M0 3.7h7", 1.4),
    pattern(`dots${use}`, "M1.75 1.75h0M5.25 5.25h0", 2)]);
  const canvas = svg("svg", { class: "atlas-map-canvas", role: "group" }, svg("defs", {}, ...patterns.flat()),
    areas, outline, dashes, bubbles, pointed, ...rings, ...chosen, labels);
  const buttons = [
    button("zoom_in", "M3 8h10M8 3v10", () => zoomBy(ZOOM_STEP)),
    button("zoom_out", "M3 8h10", () => zoomBy(1 / ZOOM_STEP)),
    button("reset", "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3", () => look(1)),
  ];
  const tiled = button("tiles", "M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z", turn);
  const tiledText = html("span", HIDDEN);
  tiled.append(tiledText);
  const frame = svg("rect", {});
  const locator = svg("svg", { class: "atlas-map-locator", ...HIDDEN }, svg("path", {}), frame);
  const tip = html("div", { class: "atlas-map-tip", hidden: "", ...HIDDEN });
  const help = html("p", { class: "atlas-map-help", id: `${id}-help` });
  const stage = html("div", { class: "atlas-map-stage" }, canvas, locator, help, tip);
  const legend = createLegend(id);
  const years = createYears(id, { show, rest: reportPeriod });
  const body = html("div", { class: "atlas-map-body" }, stage,
    html("div", { class: "atlas-map-tools" }, years.element,
      html("div", { class: "atlas-map-form" }, tiled), html("div", { class: "atlas-map-zoom" }, ...buttons)));
  const alert = html("p", { role: "alert" });
  const root = html("div", { class: "atlas-map" }, alert, body);

  // listened to while mounted; the tooltip goes by Esc wherever the focus is
  const outside = [
    [document, "keydown", (e) => e.key === "Escape" && dismiss()],
    [document, "pointerdown", (e) => stage.contains(e.target) || aim("hover", "")],
    [document.fonts, "loadingdone", refresh],
  ];

  listen();
  new ResizeObserver(refresh).observe(stage);

  function pattern(name, d, width) {
    return svg("pattern", { id: `${id}-${name}`, width: 7, height: 7,
      patternUnits: "userSpaceOnUse", patternTransform: "rotate(-45)" },
    svg("path", { d, "stroke-width": width }));
  }

  const placeOf = (code) => places.find((place) => place.code === code);
  const shapes = (some) => some.map(({ d }) => d).join("");

  /** @param {Geometry} geometry */
  function draw(geometry) {
    const rank = ({ code }) => scene.codes.indexOf(code);
    const tiles = tilesOf(geometry);
    places = [...geometry.areas].sort((a, b) => rank(a) - rank(b)).map((area) => ({
      ...area, forms: { land: area, tiles: tiles?.get(area.code) },
      path: svg("path", { class: "area atlas-map-area", "data-code": area.code, role: "option", tabindex: -1 }),
      bubble: svg("circle", { class: "atlas-map-bubble", "data-for": area.code }),
      texts: [svg("text", { class: "atlas-map-label atlas-map-name" }, area.name),
        svg("text", { class: "atlas-map-label" })],
    }));
    areas.replaceChildren(...places.map(({ path }) => path));
    bubbles.replaceChildren(...places.map(({ bubble }) => bubble));
    labels.replaceChildren(...places.flatMap(({ texts }) => texts));
    extent = geometry.viewBox;
    border = geometry.outline;
    stage.style.aspectRatio = `${extent[2]} / ${extent[3]}`;
    shape = wanted();
    settle();
    Object.assign(aims, { hover: "", ring: "" });
    zoom = 1;
    activate(places[0]?.code);
    refresh();
  }

  const wanted = () => (form.value === "tiles" && places[0]?.forms.tiles ? "tiles" : "land");

  function dress(name) {
    for (const { path, bubble, forms } of places) {
      const { d, x, y } = forms[name];
      set(path, { d });
      set(bubble, { cx: round(x), cy: round(y) });
    }
  }

  /** The geography stands: its shapes, and the lines around them. */
  function settle() {
    dress(shape);
    for (const place of places) Object.assign(place, place.forms[shape]);
    const around = shape === "land" ? border : "";
    set(outline, { d: around });
    set(locator, { viewBox: extent.join(" ") });
    set(locator.firstChild, { d: around || shapes(places) });
    Object.assign(root.dataset, { form: shape, moving: false });
  }

  /** Take on the geography that is wanted, by and by where that may be seen: the style moves the land. */
  function reform() {
    if (!places.length || wanted() === shape) return;
    const runs = () => canvas.getAnimations({ subtree: true }); // asking makes the style take effect
    if (root.dataset.moving === "false") {
      dress("land");
      carry(places);
      root.dataset.moving = "ready";
      runs();
    }
    shape = wanted();
    Object.assign(root.dataset, { form: shape, moving: true });
    const done = () => {
      settle();
      refresh();
    };
    if (!runs().length) done();
    else Promise.all(runs().map((run) => run.finished)).then(done, () => {}); // or turned round
  }

  /** To the other geography. */
  function turn() {
    form.value = shape === "land" ? "tiles" : "land";
    reform();
    paintControls();
    tell("form", form);
  }

  // ---- from the server and to it

  function receive({ parentElement, legend: host = body, ...args }) {
    ({ data: scene, setStateValue: send, notice } = args);
    const { kind, projector = false, bare = false, height } = scene;
    Object.assign(root.dataset, { kind, projector, bare, fill: !height });
    stage.style.maxHeight = height ? `min(${height}px, 68vh)` : "100vh";
    if (root.parentNode !== parentElement) parentElement.append(root);
    if (legend.element.parentNode !== host) host.append(legend.element);
    for (const [target, type, act] of outside) on(target, type, act); // once more is not twice

    selected.receive(scene.selected ?? []);
    const local = period.value;
    period.receive(scene.period);
    if (!scene.periods.includes(period.value)) period.value = scene.period;
    if (period.value !== local) unreported = false;
    reportPeriod();
    form.receive(scene.form ?? "land");
    load();
    reform();
    refresh();
  }

  /** Fetch the geometry, again and again while it does not come. */
  async function load() {
    const url = scene.geometry;
    clearTimeout(retrying);
    if (url === drawn) return;
    const geometry = await fetchOnce(url);
    if (url !== scene.geometry || url === drawn) return;
    write(alert, geometry ? "" : word("load_failed"));
    if (geometry) {
      drawn = url;
      draw(geometry);
    } else {
      clearTimeout(retrying);
      retrying = setTimeout(() => root.isConnected && load(), RETRY_MS);
    }
  }

  function tell(name, shared) {
    shared.reported();
    send(name, shared.value);
  }

  const word = (key, slots) => wordOf(scene, key, slots);
  const number = (value) => numberOf(scene, value);

  function withUnit(value) {
    if (!scene.unit) return number(value);
    return number(value) + (scene.unit === "%" && scene.lang === "en" ? "" : "\u00a0") + scene.unit;
  }

  // ---- painting

  /** Bring every element in line with scene, period, selection and view. */
  function paint() {
    paintControls();
    if (drawn !== scene.geometry) return;
    scale = theme.dark ? scene.colorsDark : scene.colors;
    if (scene.kind !== "count") scale = scale.slice(0, Math.max(1, scene.breaks.length - 1));
    paintPlaces();
    paintMarks();
    if (size.width > 0) paintLabels();
    legend.paint(scene, { period: period.value, theme, size, colors: scale, pivot: pivot(),
      keys: places.map(({ key }) => key), radius, classOf });
    paintTip();
    root.dataset.period = period.value;
    root.dataset.painted = ++painted;
  }

  function readTheme() {
    const { backgroundColor: paper, color: ink, fontFamily: font } = getComputedStyle(stage);
    theme = { paper, font, land: mix(paper, ink, 0.08), dark: luminance(paper) < 0.2 };
    root.dataset.theme = theme.dark ? "dark" : "light";
    root.style.setProperty("--atlas-map-line", mix(paper, ink, 0.45));
  }

  const pivot = () => scene.pivot?.values[period.value] ?? 0;

  /** The class of a value: half-open classes, the last one closed. */
  function classOf(value) {
    const away = round(value - pivot());
    const passed = scene.breaks.slice(1, -1).filter((edge) => away >= edge).length;
    return Math.min(passed, scale.length - 1);
  }

  /** The area of a bubble follows its value; but more than nothing never looks like nothing. */
  function radius(value) {
    return Math.max(2, size.bubble * Math.sqrt(Math.abs(value) / (scene.bubbleMax || 1)));
  }

  /** What is shown and said of an area; `key` is its line in the legend. @param {number} i in the register */
  function portray(i) {
    const [found, letter, lower, upper] = [scene.values, scene.status, scene.lower, scene.upper]
      .map((series) => series?.[period.value]?.[i] ?? null);
    const value = letter === "r" ? found : null;
    if (value === null) {
      const key = SILENT[letter] ?? "missing";
      return { value, key, fill: theme.paper, radius: 0, short: word(key), said: word(`${key}_long`), interval: "" };
    }
    const said = withUnit(value);
    const told = { value, said, short: scene.unit === "%" ? said : number(value),
      interval: lower === null || upper === null ? ""
        : word("interval", { lower: number(lower), upper: withUnit(upper) }) };
    const { land } = theme;
    if (scene.kind !== "count") return { ...told, key: classOf(value), fill: scale[classOf(value)], radius: 0 };
    if (value === 0) return { ...told, key: "zero", fill: land, tint: land, radius: size.label * 0.66 };
    return { ...told, key: "bubble", fill: land, tint: scale[value < 0 ? 1 : 0], radius: radius(value) };
  }

  function paintPlaces() {
    const fills = { protected: `url(#${id}-hatch)`, missing: `url(#${id}-dots)` };
    for (const place of places) {
      Object.assign(place, portray(scene.codes.indexOf(place.code)));
      const { code, name, value, key, fill, tint, said, interval } = place;
      const on = selected.value.includes(code);
      set(place.path, {
        fill: fills[key] ?? fill,
        "data-status": value === null ? key : "reported",
        "data-value": value ?? "",
        "aria-selected": on,
        "aria-label": [word("value_of", { name, value: said }), interval, on && word("selected")]
          .filter(Boolean).join(", "),
      });
      set(place.bubble, { r: round(place.radius * unit), fill: tint, "data-zero": value === 0,
        display: place.radius ? "inline" : "none" });
    }
    // small bubbles last, so that none hides behind a larger one
    const order = [...places].sort((a, b) => b.radius - a.radius).map(({ bubble }) => bubble);
    if (order.some((bubble, i) => bubbles.children[i] !== bubble)) bubbles.append(...order);
    set(dashes, { d: shapes(places.filter(({ key }) => key === "not_applicable")) });
    set(canvas, { "aria-label": word("map_label") });
    set(areas, { "aria-label": [scene.title, scene.unit, period.value].filter(Boolean).join(", ") });
  }

  /** Selection and focus are lines on top; no area fades for the sake of another. */
  function paintMarks() {
    const around = (...codes) => shapes(places.filter(({ code }) => codes.includes(code)));
    set(pointed, { d: around(aims.hover || aims.marked) });
    for (const line of rings) set(line, { d: around(aims.ring) });
    for (const line of chosen) set(line, { d: around(...selected.value) });
  }

  function paintControls() {
    const off = [zoom >= MAX_ZOOM, zoom <= 1, zoom <= 1];
    buttons.forEach((control, i) => label(scene, control, off[i]));
    tiled.parentElement.hidden = !scene.form || !places[0]?.forms.tiles;
    label(scene, tiled, false, "tiles_long");
    set(tiled, { "aria-pressed": form.value === "tiles" });
    write(tiledText, word("tiles"));
    years.paint(scene, period.value);
    write(help, word("keys_help"));
  }

  /** The area's own point on the stage, in px. @param {{x: number, y: number}} place */
  function at({ x, y }) {
    return [(x - centre[0]) / unit + size.width / 2, (y - centre[1]) / unit + size.height / 2];
  }

  /** From px of the stage to the viewBox. */
  function toMap(x, y) {
    return [centre[0] + (x - size.width / 2) * unit, centre[1] + (y - size.height / 2) * unit];
  }

  const measure = (text) => measureText(text, `600 100px ${theme.font}`);

  function paintLabels() {
    // selected areas come first, then the largest
    const rank = ({ place }) => (selected.value.includes(place.code) ? Number.MAX_VALUE : place.area);
    const items = places.map((place) => {
      const [x, y] = at(place);
      return { place, x, y, radius: place.radius, name: measure(place.name).width * size.label + 4,
        value: measure(place.short).width * size.value + 4,
        half: shape === "tiles" && place.radius ? place.side / unit / 2 : 0,
        covers: (box) => place.path.isPointInFill(new DOMPoint(...toMap(box.x, box.y))) };
    });
    const named = items.filter((item) => scene.labels && Math.sqrt(rank(item)) > unit * 12)
      .sort((a, b) => rank(b) - rank(a));
    const line = measure("").height * size.label + 1;
    const room = { ...size, line, low: (line * size.value) / size.label };
    for (const [{ place }, { name, value, inside }] of placeTexts(items, named, room)) {
      const [nameText, valueText] = place.texts;
      put(nameText, name, size.label, place.fill);
      write(valueText, place.short);
      set(valueText, { "font-weight": place.value === null ? 700 : 400 });
      put(valueText, value, size.value, inside ? place.tint : place.fill);
    }
  }

  /** Centre a text in a box, on a colour, or hide it. */
  function put(text, box, px, halo) {
    if (!box) return set(text, { display: "none" });
    const [x, y] = toMap(box.x, box.y + measure("").drop * px).map(round);
    return set(text, { display: "inline", fill: inkOn(halo), stroke: halo, x, y });
  }

  // ---- size and view

  /** Take the size and the colours of the stage, and paint. */
  function refresh() {
    readTheme();
    const { clientWidth: width, clientHeight: height } = stage;
    const { projector } = scene;
    const small = Math.min(width, height);
    size = { width, height };
    let text = width < 440 ? 11.5 : clamp(small / 45, 14, 18);
    // before a room: as large as the slide's other words
    if (projector) text = clamp(24 * Math.min(innerWidth / 1920, innerHeight / 1080), text * 1.3, 32);
    let bubble = clamp(small * 0.075, 16, 64);
    if (shape === "tiles") {
      const side = places[0].side / fit();
      const longest = Math.max(...places.map(({ name }) => measure(name).width));
      text = clamp(text, 9.5, (side - 4) / longest);
      bubble = clamp(bubble, 8, side / 2 - text * 1.5);
    }
    Object.assign(size, { bubble, label: text,
      value: Math.max(Math.min(text, 10.5), text * (projector ? 1 : 0.86)) });
    look(zoom);
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
    const [x, y, width, height] = [...toMap(0, 0), size.width * unit, size.height * unit].map(round);
    set(canvas, { viewBox: [x, y, width, height].join(" ") });
    set(frame, { x, y, width, height });
    if (moving) return;
    root.dataset.zoomed = zoom > 1;
    for (const [name, px] of [["px", 1], ["name", size.label], ["value", size.value]]) {
      canvas.style.setProperty(`--atlas-map-${name}`, `${round(px * unit)}px`);
    }
    for (const fill of patterns[0]) set(fill, { patternTransform: `scale(${round(unit)}) rotate(-45)` });
    paint();
  }

  /** Zoom around the pointer, else the focused area, else the middle. */
  function zoomBy(factor, around) {
    const { x, y } = around ?? placeOf(aims.ring) ?? { x: centre[0], y: centre[1] };
    const closer = clamp(zoom * factor, 1, MAX_ZOOM);
    const share = zoom / closer;
    look(closer, [x + (centre[0] - x) * share, y + (centre[1] - y) * share]);
  }

  // ---- what the user does

  function listen() {
    // assistive technology clicks without a place
    on(canvas, "click", (e) => dragged || choose(e.detail ? hit(e) : codeAt(e), several(e)));
    // the tooltip may lie over its own area, so a click on it counts as a click there
    on(tip, "click", (e) => choose(aims.hover || aims.ring, several(e)));
    // on the stage, for an svg that listens to focus would itself be a stop for Tab
    on(stage, "keydown", key);
    on(stage, "focusin", (e) => {
      activate(codeAt(e));
      aim("ring", e.target.matches(":focus-visible") ? codeAt(e) : "");
    });
    on(stage, "focusout", () => aim("ring", ""));
    on(locator, "click", (e) => {
      const { x, y } = spot(locator, e);
      look(zoom, [x, y]);
    });
    for (const type of ["pointerover", "pointermove"]) {
      on(stage, type, (e) => point(tip.contains(e.target) ? aims.hover : hit(e)));
    }
    on(stage, "pointerleave", (e) => e.pointerType === "mouse" && point(""));
    on(canvas, "wheel", (e) => {
      if (!e.ctrlKey) return; // the wheel alone scrolls the page
      e.preventDefault();
      zoomBy(Math.exp(-e.deltaY / 200), spot(canvas, e));
    }, { passive: false });
    on(canvas, "pointerdown", (e) => {
      dragged = false;
      aim("ring", "");
      drag = zoom > 1 && e.isPrimary && !e.button && { x: e.clientX, y: e.clientY, from: centre };
    });
    on(canvas, "pointermove", pull);
    on(canvas, "pointerup", () => {
      drag = null;
      if (dragged) paint(); // the labels were left as they were
    });
    // colours are worked out here, so a change of theme has to be noticed
    on(stage, "transitionend", (e) => e.target === stage && refresh());
  }

  function leave() {
    for (const [target, type, act] of outside) target.removeEventListener(type, act);
    years.stop();
    clearTimeout(resting);
    clearTimeout(retrying);
    if (root.dataset.moving === "true") settle();
  }

  function pull(e) {
    if (!e.buttons) drag = null;
    if (!drag) return;
    const [dx, dy] = [e.clientX - drag.x, e.clientY - drag.y];
    if (!dragged && Math.hypot(dx, dy) < 5) return;
    if (!dragged) canvas.setPointerCapture(e.pointerId);
    dragged = true;
    aim("hover", "");
    look(zoom, [drag.from[0] - dx * unit, drag.from[1] - dy * unit], true);
  }

  /** The area under the pointer; a bubble speaks for its own area, whatever land it lies on. */
  function hit(e) {
    const { x, y } = spot(canvas, e);
    const under = places.filter((p) => p.radius && Math.hypot(x - p.x, y - p.y) <= p.radius * unit);
    return under.sort((a, b) => a.radius - b.radius)[0]?.code ?? codeAt(e);
  }

  function key(e) {
    const place = placeOf(codeAt(e));
    const i = places.indexOf(place);
    const press = () => choose(place.code, several(e));
    const step = (to) => () => go(places[clamp(to, 0, places.length - 1)]);
    const toward = (dx, dy) => () => go(neighbour(place, dx, dy));
    const clear = () => {
      dismiss();
      select([]);
    };
    const act = {
      Enter: press, " ": press,
      ArrowLeft: toward(-1, 0), ArrowRight: toward(1, 0), ArrowUp: toward(0, -1), ArrowDown: toward(0, 1),
      Home: step(0), End: step(Infinity), PageUp: step(i - 1), PageDown: step(i + 1),
      "+": () => zoomBy(ZOOM_STEP), "-": () => zoomBy(1 / ZOOM_STEP), 0: () => look(1),
      Escape: selected.value.length || !tip.hidden ? clear : null,
    }[e.key];
    // with Ctrl, all keys but Enter and Space are the browser's own
    if (!place || !act || e.altKey || ((e.ctrlKey || e.metaKey) && act !== press)) return;
    e.preventDefault();
    e.stopPropagation();
    if (act !== clear) aim("ring", place.code);
    act();
  }

  /** The nearest area in a direction; the further off course, the further away it counts. */
  function neighbour(from, dx, dy) {
    const distance = ({ x, y }) => {
      const [vx, vy] = [x - from.x, y - from.y];
      const along = vx * dx + vy * dy;
      return along > 0 ? Math.hypot(vx, vy) * (1 + Math.abs(vx * dy - vy * dx) / along) : Infinity;
    };
    return places.reduce((best, place) => (distance(place) < distance(best) ? place : best), from);
  }

  /** Move focus, and the view with it when the area lies outside. */
  function go(place) {
    const [x, y] = at(place);
    if (x < 0 || y < 0 || x > size.width || y > size.height) look(zoom, [place.x, place.y]);
    place.path.focus();
    aim("ring", place.code);
  }

  /** One area is the stop for Tab. */
  function activate(code) {
    if (!placeOf(code)) return;
    for (const place of places) set(place.path, { tabindex: place.code === code ? 0 : -1 });
  }

  function choose(code, more) {
    if (!placeOf(code)) return;
    const others = selected.value.filter((c) => c !== code);
    const was = others.length < selected.value.length;
    if (!more) select(was && !others.length ? [] : [code]);
    else if (was || others.length < MAX_SELECTED) select(was ? others : [...others, code]);
  }

  function select(codes) {
    if (codes.join() === selected.value.join()) return;
    selected.value = codes;
    paint();
    tell("selected", selected);
  }

  /** Show a year at once; the server hears of it when the hand rests. */
  function show(i) {
    const wanted = scene.periods[i];
    if (wanted === undefined || wanted === period.value) return;
    period.value = wanted;
    unreported = true;
    paint();
    notice?.("period", wanted);
    reportPeriod();
  }

  function reportPeriod() {
    clearTimeout(resting);
    if (!unreported || years.playing()) return; // while it plays, the years are the browser's own
    resting = setTimeout(() => {
      unreported = false;
      tell("period", period);
    }, REST_MS);
  }

  // ---- tooltip and focus

  /** The pointer is on an area, or on none: then the tooltip stays within reach for a moment. */
  function point(code) {
    if (!code) {
      lingering ||= setTimeout(aim, LINGER_MS, "hover", "");
      return;
    }
    clearTimeout(lingering);
    lingering = 0;
    if (!drag) aim("hover", code);
  }

  /** @param {string} how hover, ring or marked @param {string} code the area that is pointed at so */
  function aim(how, code) {
    if (aims[how] === code) return;
    aims[how] = code;
    dismissed = false;
    paintMarks();
    paintTip();
    if (how !== "marked") notice?.("point", aims.hover || aims.ring);
  }

  function dismiss() {
    dismissed = true;
    paintTip();
  }

  function paintTip() {
    const place = placeOf(aims.hover || aims.ring || (scene.bare ? "" : aims.marked));
    tip.hidden = !place || dismissed;
    if (tip.hidden) return;
    tip.replaceChildren(html("strong", {}, place.name),
      html("span", {}, place.value === null && html("b", {}, `${place.short} `), place.said),
      html("span", {}, place.interval));
    const [x, y] = at(place);
    const { offsetWidth: wide, offsetHeight: tall } = tip;
    const gap = size.label + place.radius;
    const top = y - gap - tall < 0 ? y + gap : y - gap - tall;
    tip.style.left = `${clamp(x - wide / 2, 2, size.width - wide - 2)}px`;
    tip.style.top = `${clamp(top, 2, size.height - tall - 2)}px`;
  }

  return { receive, leave, mark: (code) => aim("marked", code) };
}

/** Fetched once; a failure, which is null, may be tried again.
 * @param {string} url @returns {Promise<Geometry|null>} */
async function fetchOnce(url) {
  const geometry = await once(geometries, url, () =>
    fetch(url).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null));
  if (!geometry) geometries.delete(url);
  return geometry;
}

const codeAt = (event) => event.target.dataset?.code ?? "";
