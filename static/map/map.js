/**
 * A thematic map of areas, drawn as SVG in the page itself. The server sends a small scene; the geometry is
 * fetched once and stays here, so a change only repaints attributes. docs/map-component.md has the interface.
 *
 * @typedef {{parentElement: HTMLElement, data: Scene, setStateValue: Tell, notice?: Notice,
 *   legend?: HTMLElement}} Wanted
 * @typedef {(name: "point" | "period", value: string) => void} Notice
 * @typedef {"hover" | "ring" | "marked"} Aim  under the pointer, in focus, or pointed at elsewhere
 */

/** @import { Form, Geometry, Look, Place, Point, Portrait, Scene, Shape, Tell } from "../types" */
/** @import { Box } from "./labels.js" */

import {
  HIDDEN,
  Shared,
  above,
  button,
  clamp,
  html,
  inkOn,
  label,
  luminance,
  make,
  measureText,
  mix,
  numberOf,
  on,
  once,
  round,
  set,
  several,
  spot,
  svg,
  wear,
  withUnit,
  wordOf,
  write,
} from "../lib/draw.js";
import { placeTexts } from "./labels.js";
import { createLegend } from "./legend.js";
import { carry, tilesOf } from "./tiles.js";
import { createYears } from "./years.js";

await wear(new URL("map.css", import.meta.url));

/** @type {Record<string, string>} */
const SILENT = { p: "protected", n: "not_applicable" }; // all else without a value is missing, never zero
const REST_MS = 250; // a year is reported once the slider has rested this long
const LINGER_MS = 150; // time to move the pointer from an area onto its tooltip
const RETRY_MS = 4000; // till a geometry that did not come is asked for again
const MAX_SELECTED = 5;
const MAX_ZOOM = 12;
const ZOOM_STEP = 1.5;
const PAD = 10; // px around the land

/** @type {WeakMap<HTMLElement, ReturnType<typeof createMap>>} */
const mounts = new WeakMap();
/** @type {Map<string, Promise<Geometry | null>>} */
const geometries = new Map();
let serial = 0;

/** Show `data`: the first call creates the map, later ones repaint it. `notice` is told at once of what the
 * user does: `point` (the area under pointer or focus) and `period`. `legend` is where the legend stands,
 * when not in the map.
 * @param {Wanted} args */
export function mount(args) {
  once(mounts, args.parentElement, createMap).receive(args);
}

/** Point at an area from outside; "" points at none.
 * @param {HTMLElement} parentElement @param {string} code */
export function mark(parentElement, code) {
  mounts.get(parentElement)?.mark(code);
}

/** Stop listening to the document; a later mount() carries on where it was.
 * @param {HTMLElement} parentElement */
export function unmount(parentElement) {
  mounts.get(parentElement)?.leave();
}

function createMap() {
  const id = `atlas-map-${++serial}`;
  /** @type {Scene} */ let scene;
  /** @type {Tell} */ let send;
  /** @type {Notice | undefined} */ let notice;
  let drawn = ""; // address of the geometry on screen
  let border = ""; // its outline
  let extent = [0, 0, 1, 1]; // its viewBox
  /** @type {Place[]} */ let places = []; // in register order
  const selected = new Shared("selected", /** @type {string[]} */ ([]));
  const period = new Shared("period", "");
  const form = new Shared("form", /** @type {Form} */ ("land"));
  /** @type {Form} */ let shape = "land"; // the geography on screen
  let unreported = false; // a year stepped to but not yet told
  let painted = 0;
  const size = { width: 0, height: 0, bubble: 0, label: 0, value: 0 }; // px, of the stage and what stands on it
  let centre = { x: 0, y: 0 };
  let zoom = 1;
  let unit = 1; // viewBox units in a px
  let whole = 1; // the same when everything is seen
  let corner = { x: 0, y: 0 }; // of what is seen, top left
  /** @type {Look} */ let theme;
  /** @type {string[]} */ let scale; // the colours of the classes, or of more and less of a signed count
  /** @type {Record<Aim, string>} */ const aims = { hover: "", ring: "", marked: "" };
  /** @type {Point | null} */ let drag = null; // the point of the map that is held
  let dragged = false;
  let [resting, lingering, retrying] = [0, 0, 0]; // timers

  const areas = svg("g", { role: "listbox", "aria-multiselectable": true, "aria-describedby": `${id}-help` });
  const bubbles = svg("g", HIDDEN);
  const labels = svg("g", HIDDEN);
  // two of a name: a broad line, and a narrow one on it
  const [outline, dashes, ...marks] = [
    "outline",
    "dashes",
    "pointed",
    "focus",
    "focus",
    "chosen",
    "chosen",
  ].map((name) => svg("path", { class: `atlas-map-over atlas-map-${name}` }));
  const patterns = ["", "-key"].map((use) => [
    pattern(`hatch${use}`, "M0 3.7h7", 1.4),
    pattern(`dots${use}`, "M1.75 1.75h0M5.25 5.25h0", 2),
  ]);
  const canvas = svg(
    "svg",
    { class: "atlas-map-canvas", role: "group" },
    svg("defs", {}, ...patterns.flat()),
    areas,
    outline,
    dashes,
    bubbles,
    ...marks,
    labels,
  );
  const buttons = [
    button("zoom_in", "M3 8h10M8 3v10", () => zoomBy(ZOOM_STEP)),
    button("zoom_out", "M3 8h10", () => zoomBy(1 / ZOOM_STEP)),
    button("reset", "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3", () => look(1)),
  ];
  const tilesName = html("span", HIDDEN);
  const tiled = button(
    "tiles",
    "M2.5 2.5H7V7H2.5zM9 2.5h4.5V7H9zM2.5 9H7v4.5H2.5zM9 9h4.5v4.5H9z",
    turn,
    tilesName,
  );
  const forms = make("div", "atlas-map-form", tiled);
  const land = svg("path", {});
  const frame = svg("rect", {});
  const locator = svg("svg", { class: "atlas-map-locator", ...HIDDEN }, land, frame);
  const tip = html("div", { class: "atlas-map-tip", hidden: "", ...HIDDEN });
  const help = html("p", { class: "atlas-map-help", id: `${id}-help` });
  const stage = make("div", "atlas-map-stage", canvas, locator, help, tip);
  const legend = createLegend(id);
  const years = createYears(id, { show, rest: reportPeriod });
  const body = make(
    "div",
    "atlas-map-body",
    stage,
    make("div", "atlas-map-tools", years.element, forms, make("div", "atlas-map-zoom", ...buttons)),
  );
  const alert = html("p", { role: "alert" });
  const root = make("div", "atlas-map", alert, body);

  // while mounted; the tooltip goes by Esc wherever the focus is
  const dismiss = (/** @type {Event} */ e) => {
    tip.hidden ||= /** @type {KeyboardEvent} */ (e).key === "Escape";
  };
  const elsewhere = (/** @type {Event} */ e) => {
    if (!stage.contains(/** @type {Node} */ (e.target))) aim("hover", "");
  };
  /** @type {[EventTarget, string, (e: Event) => void][]} */
  const outside = [
    [document, "keydown", dismiss],
    [document, "pointerdown", elsewhere],
    [document.fonts, "loadingdone", refresh],
  ];

  // assistive technology clicks without a place
  on(canvas, "click", (e) => dragged || choose(e.detail ? hit(e) : codeAt(e), several(e)));
  // the tooltip may lie over its own area, so a click on it counts as a click there
  on(tip, "click", (e) => choose(aims.hover || aims.ring, several(e)));
  // on the stage, for an svg that listens to focus would itself be a stop for Tab
  on(stage, "keydown", onKey);
  on(stage, "focusin", (e) => {
    activate(placeOf(codeAt(e)));
    aim("ring", /** @type {Element} */ (e.target).matches(":focus-visible") ? codeAt(e) : "");
  });
  on(stage, "focusout", () => aim("ring", ""));
  on(locator, "click", (e) => look(zoom, spot(locator, e)));
  for (const type of /** @type {const} */ (["pointerover", "pointermove"])) {
    on(stage, type, (e) => point(tip.contains(/** @type {Node} */ (e.target)) ? aims.hover : hit(e)));
  }
  on(stage, "pointerleave", (e) => e.pointerType === "mouse" && point(""));
  on(
    canvas,
    "wheel",
    (e) => {
      if (!e.ctrlKey) return; // the wheel alone scrolls the page
      e.preventDefault();
      zoomBy(Math.exp(-e.deltaY / 200), spot(canvas, e));
    },
    { passive: false },
  );
  on(canvas, "pointerdown", (e) => {
    dragged = false;
    aim("ring", "");
    drag = zoom > 1 && e.isPrimary && !e.button ? spot(canvas, e) : null;
  });
  on(canvas, "pointermove", pull);
  on(canvas, "pointerup", () => {
    drag = null;
    if (dragged) paint(); // the labels were left as they were
  });
  // colours are worked out here, so a change of theme has to be noticed
  on(stage, "transitionend", (e) => e.target === stage && refresh());
  new ResizeObserver(refresh).observe(stage);

  /** @param {string} name @param {string} d @param {number} width */
  function pattern(name, d, width) {
    return svg(
      "pattern",
      {
        id: `${id}-${name}`,
        width: 7,
        height: 7,
        patternUnits: "userSpaceOnUse",
        patternTransform: "rotate(-45)",
      },
      svg("path", { d, "stroke-width": width }),
    );
  }

  const placeOf = (/** @type {string} */ code) => places.find((place) => place.code === code);
  const shapes = (/** @type {Place[]} */ some) => some.map(({ d }) => d).join("");

  /** @param {Geometry} geometry */
  function draw(geometry) {
    const rank = (/** @type {{code: string}} */ { code }) => scene.codes.indexOf(code);
    const tiles = tilesOf(geometry);
    const drawings = [...geometry.areas]
      .sort((a, b) => rank(a) - rank(b))
      .map((area) => ({
        ...area,
        forms: /** @type {Place["forms"]} */ ({ land: area, tiles: tiles?.get(area.code) }),
        path: svg("path", { class: "area atlas-map-area", "data-code": area.code, role: "option" }),
        bubble: svg("circle", { class: "atlas-map-bubble", "data-for": area.code }),
        texts: [
          svg("text", { class: "atlas-map-label atlas-map-name" }, area.name),
          svg("text", { class: "atlas-map-label" }),
        ],
      }));
    places = /** @type {Place[]} */ (drawings); // what they show comes with the first paint
    areas.replaceChildren(...places.map(({ path }) => path));
    bubbles.replaceChildren(...places.map(({ bubble }) => bubble));
    labels.replaceChildren(...places.flatMap(({ texts }) => texts));
    ({ viewBox: extent, outline: border } = geometry);
    drawn = scene.geometry;
    stage.style.aspectRatio = extent.slice(2).join(" / ");
    shape = wanted();
    Object.assign(aims, { hover: "", ring: "" });
    zoom = 1;
    activate(places[0]);
    settle();
  }

  const wanted = () => (form.value === "tiles" && places[0]?.forms.tiles ? "tiles" : "land");

  /** @param {Form} name */
  function dress(name) {
    for (const place of places) {
      const { path, bubble, d, x, y } = Object.assign(place, place.forms[name]);
      set(path, { d });
      set(bubble, { cx: round(x), cy: round(y) });
    }
  }

  function settle() {
    dress(shape);
    const around = shape === "land" ? border : "";
    set(outline, { d: around });
    set(locator, { viewBox: extent.join(" ") });
    set(land, { d: around || shapes(places) });
    Object.assign(root.dataset, { form: shape, moving: false });
    refresh();
  }

  /** Take on the geography that is wanted; the style moves the land there, where motion is welcome. */
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
    const done = () => runs().length || settle(); // who turned round is under way again
    if (done()) Promise.allSettled(runs().map((run) => run.finished)).then(done);
  }

  function turn() {
    form.value = shape === "land" ? "tiles" : "land";
    reform();
    paintControls();
    form.tell(send);
  }

  /** @param {Wanted} wanted */
  function receive({ parentElement, legend: host = body, ...args }) {
    ({ data: scene, setStateValue: send, notice } = args);
    const { kind, projector = false, bare = false, height } = scene;
    Object.assign(root.dataset, { kind, projector, bare, fill: !height });
    stage.style.maxHeight = height ? `min(${height}px, 68vh)` : "100vh";
    if (root.parentNode !== parentElement) parentElement.append(root);
    if (legend.element.parentNode !== host) host.append(legend.element);
    for (const [target, type, act] of outside) on(target, type, act); // once more is not twice

    selected.receive(scene.selected);
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

  async function load() {
    const url = scene.geometry;
    if (url === drawn) return;
    const geometry = await once(geometries, url, () =>
      fetch(url)
        .then((answer) => (answer.ok ? answer.json() : null))
        .catch(() => null),
    );
    if (!geometry) geometries.delete(url);
    if (url !== scene.geometry || url === drawn) return;
    write(alert, geometry ? "" : word("load_failed"));
    if (geometry) return draw(geometry);
    clearTimeout(retrying);
    retrying = setTimeout(() => root.isConnected && load(), RETRY_MS);
  }

  /** @param {string} key @param {Record<string, string | number | undefined>} [slots] */
  const word = (key, slots) => wordOf(scene, key, slots);

  function paint() {
    paintControls();
    if (drawn !== scene.geometry) return;
    paintPlaces();
    paintMarks();
    paintLabels();
    legend.paint({
      ...scene,
      period: period.value,
      colors: scale,
      zero: pivot(),
      theme,
      places,
      radius,
      classOf,
    });
    if (!tip.hidden) paintTip();
    root.dataset.period = period.value;
    root.dataset.painted = String(++painted);
  }

  const pivot = () => scene.pivot?.values[period.value] ?? 0;

  /** The class of a value: half-open classes, the last one closed. @param {number} value */
  function classOf(value) {
    const away = round(value - pivot());
    const passed = scene.breaks.slice(1, -1).filter((edge) => away >= edge).length;
    return Math.min(passed, scale.length - 1);
  }

  /** The area of a bubble follows its value; but more than nothing never looks like nothing.
   * @param {number} value */
  const radius = (value) => Math.max(2, size.bubble * Math.sqrt(Math.abs(value) / (scene.bubbleMax || 1)));

  /** What is shown and said of an area. @param {number} i its place among the codes @returns {Portrait} */
  function portray(i) {
    const letter = scene.status[period.value]?.[i] ?? "m";
    const value = letter === "r" ? (scene.values[period.value]?.[i] ?? null) : null;
    if (value === null) return silence(SILENT[letter] ?? "missing");
    const said = withUnit(scene, value);
    const told = {
      value,
      said,
      short: scene.unit === "%" ? said : numberOf(scene, value),
      interval: reach(i),
    };
    const tint = value ? scale[value < 0 ? 1 : 0] : theme.land;
    if (scene.kind !== "count") {
      const key = classOf(value);
      return { ...told, key, fill: scale[key], tint, radius: 0 };
    }
    const bubble = value ? radius(value) : size.label * 0.66;
    return { ...told, key: value ? "bubble" : "zero", fill: theme.land, tint, radius: bubble };
  }

  /** What is shown of an area without a value. @param {string} key @returns {Portrait} */
  function silence(key) {
    const [said, short] = [word(`${key}_long`), word(key)];
    return { value: null, key, said, short, interval: "", fill: theme.paper, tint: theme.land, radius: 0 };
  }

  /** Between what the value of an area could be, in words; "" where that is not told. @param {number} i */
  function reach(i) {
    const [lower, upper] = [scene.lower, scene.upper].map((series) => series?.[period.value]?.[i] ?? null);
    if (lower === null || upper === null) return "";
    const [from, to] = [numberOf(scene, lower), withUnit(scene, upper)];
    return word("interval", { what: scene.interval, lower: from, upper: to });
  }

  function paintPlaces() {
    /** @type {Record<string, string>} */
    const fills = { protected: `url(#${id}-hatch)`, missing: `url(#${id}-dots)` };
    for (const place of places) {
      const { code, name, value, key, fill, tint, said, interval } = Object.assign(
        place,
        portray(scene.codes.indexOf(place.code)),
      );
      const picked = selected.value.includes(code);
      set(place.path, {
        fill: fills[key] ?? fill,
        "data-status": value === null ? key : "reported",
        "data-value": value ?? "",
        "aria-selected": picked,
        "aria-label": [word("value_of", { name, value: said }), interval, picked && word("selected")]
          .filter(Boolean)
          .join(", "),
      });
      set(place.bubble, {
        r: round(place.radius * unit),
        fill: tint,
        "data-zero": value === 0,
        display: place.radius ? "inline" : "none",
      });
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
    const [pointed, ring, chosen] = [[aims.hover || aims.marked], [aims.ring], selected.value].map((codes) =>
      shapes(places.filter(({ code }) => codes.includes(code))),
    );
    [pointed, ring, ring, chosen, chosen].forEach((d, i) => set(marks[i], { d }));
  }

  function paintControls() {
    buttons.forEach((control, i) => label(scene, control, i ? zoom <= 1 : zoom >= MAX_ZOOM));
    forms.hidden = !scene.form || !places[0]?.forms.tiles;
    label(scene, tiled, false, "tiles_long");
    set(tiled, { "aria-pressed": form.value === "tiles" });
    write(tilesName, word("tiles"));
    years.paint(scene, period.value);
    write(help, word("keys_help"));
  }

  /** From the viewBox to px of the stage, and back. */
  const at = (/** @type {Point} */ { x, y }) => [(x - corner.x) / unit, (y - corner.y) / unit];
  const toMap = (/** @type {number} */ x, /** @type {number} */ y) => [
    corner.x + x * unit,
    corner.y + y * unit,
  ];

  const measure = (/** @type {string} */ text) => measureText(text, `600 100px ${theme.font}`);

  function paintLabels() {
    // selected areas come first, then the largest
    const rank = (/** @type {{place: Place}} */ { place }) =>
      selected.value.includes(place.code) ? Number.MAX_VALUE : place.area;
    const items = places.map((place) => {
      const [x, y] = at(place);
      return {
        place,
        x,
        y,
        radius: place.radius,
        name: measure(place.name).width * size.label + 4,
        value: measure(place.short).width * size.value + 4,
        half: shape === "tiles" && place.radius ? (place.side ?? 0) / unit / 2 : 0,
        covers(/** @type {Box} */ box) {
          const [mapX, mapY] = toMap(box.x, box.y);
          return place.path.isPointInFill(new DOMPoint(mapX, mapY));
        },
      };
    });
    const named = items
      .filter((item) => scene.labels && rank(item) > (12 * unit) ** 2)
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

  /** Centre a text in a box, on a colour, or hide it.
   * @param {SVGTextElement} text @param {Box | undefined} box @param {number} px @param {string} halo */
  function put(text, box, px, halo) {
    if (!box) return set(text, { display: "none" });
    const [x, y] = toMap(box.x, box.y + measure("").drop * px).map(round);
    return set(text, { display: "inline", fill: inkOn(halo), stroke: halo, x, y });
  }

  /** Take the size and the colours of the stage, and paint. */
  function refresh() {
    const { backgroundColor: paper, color: ink, fontFamily: font } = getComputedStyle(stage);
    const dark = luminance(paper) < 0.2;
    theme = { paper, font, land: mix(paper, ink, 0.08) };
    scale = dark ? scene.colorsDark : scene.colors;
    if (scene.kind !== "count") scale = scale.slice(0, Math.max(1, scene.breaks.length - 1));
    root.dataset.theme = dark ? "dark" : "light";
    root.style.setProperty("--atlas-map-line", mix(paper, ink, 0.45));
    const { clientWidth: width, clientHeight: height } = stage;
    Object.assign(size, { width, height });
    whole = Math.max(...[width, height].map((px, axis) => extent[axis + 2] / Math.max(1, px - 2 * PAD)));
    const { projector } = scene;
    const small = Math.min(width, height);
    let text = width < 440 ? 11.5 : clamp(small / 45, 14, 18);
    // before a room: as large as the slide's other words
    if (projector) text = clamp(24 * Math.min(innerWidth / 1920, innerHeight / 1080), text * 1.3, 32);
    let bubble = clamp(small * 0.075, 16, 64);
    if (shape === "tiles") {
      const side = (places[0].forms.tiles?.side ?? 0) / whole;
      const longest = Math.max(...places.map(({ name }) => measure(name).width));
      text = clamp(text, 9.5, (side - 4) / longest);
      bubble = clamp(bubble, 8, side / 2 - text * 1.5);
    }
    Object.assign(size, { bubble, label: text, value: clamp(10.5, text * (projector ? 1 : 0.86), text) });
    look(zoom);
  }

  /** Look at a point, never far away from the land; a zoom of 1 shows everything.
   * @param {number} closer @param {Point} target @param {boolean} moving on the way, so labels stay */
  function look(closer, target = centre, moving = false) {
    zoom = clamp(closer, 1, MAX_ZOOM);
    unit = whole / zoom;
    const [wide, tall] = [size.width * unit, size.height * unit];
    /** @param {number} middle @param {number} seen @param {number} from @param {number} long */
    const near = (middle, seen, from, long) => {
      const room = zoom > 1 ? Math.max(0, (long - 0.8 * seen) / 2) : 0;
      return clamp(middle, from + long / 2 - room, from + long / 2 + room);
    };
    centre = { x: near(target.x, wide, extent[0], extent[2]), y: near(target.y, tall, extent[1], extent[3]) };
    corner = { x: centre.x - wide / 2, y: centre.y - tall / 2 };
    const [x, y, width, height] = [corner.x, corner.y, wide, tall].map(round);
    set(canvas, { viewBox: [x, y, width, height].join(" ") });
    set(frame, { x, y, width, height });
    if (moving) return;
    root.dataset.zoomed = String(zoom > 1);
    canvas.style.cssText = `--atlas-map-px: ${unit}px; --atlas-map-name: ${size.label * unit}px;
      --atlas-map-value: ${size.value * unit}px`;
    for (const fill of patterns[0]) set(fill, { patternTransform: `scale(${round(unit)}) rotate(-45)` });
    paint();
  }

  /** @param {number} factor @param {Point} about */
  function zoomBy(factor, { x, y } = placeOf(aims.ring) ?? centre) {
    const closer = clamp(zoom * factor, 1, MAX_ZOOM);
    const share = zoom / closer;
    look(closer, { x: x + (centre.x - x) * share, y: y + (centre.y - y) * share });
  }

  function leave() {
    for (const [target, type, act] of outside) target.removeEventListener(type, act);
    years.stop();
    clearTimeout(resting);
    clearTimeout(retrying);
  }

  /** @param {PointerEvent} e */
  function pull(e) {
    if (!e.buttons) drag = null;
    if (!drag) return;
    const { x, y } = spot(canvas, e);
    const [dx, dy] = [drag.x - x, drag.y - y];
    if (!dragged && Math.hypot(dx, dy) < 5 * unit) return;
    if (!dragged) canvas.setPointerCapture(e.pointerId);
    dragged = true;
    aim("hover", "");
    look(zoom, { x: centre.x + dx, y: centre.y + dy }, true);
  }

  /** The area under the pointer; a bubble speaks for its own area, whatever land it lies on.
   * @param {MouseEvent} e */
  function hit(e) {
    const { x, y } = spot(canvas, e);
    const under = places.filter((p) => p.radius && Math.hypot(x - p.x, y - p.y) <= p.radius * unit);
    return under.sort((a, b) => a.radius - b.radius)[0]?.code ?? codeAt(e);
  }

  /** @param {KeyboardEvent} e */
  function onKey(e) {
    const place = placeOf(codeAt(e));
    if (!place) return;
    const i = places.indexOf(place);
    const press = () => choose(place.code, several(e));
    const step = (/** @type {number} */ to) => () => go(places[clamp(to, 0, places.length - 1)]);
    const toward = (/** @type {number} */ dx, /** @type {number} */ dy) => () => go(neighbour(place, dx, dy));
    const clear = () => {
      tip.hidden = true;
      if (selected.value.length) select([]);
    };
    /** @type {Record<string, (() => void) | null>} */
    const acts = {
      Enter: press,
      " ": press,
      ArrowLeft: toward(-1, 0),
      ArrowRight: toward(1, 0),
      ArrowUp: toward(0, -1),
      ArrowDown: toward(0, 1),
      Home: step(0),
      End: step(Infinity),
      PageUp: step(i - 1),
      PageDown: step(i + 1),
      "+": () => zoomBy(ZOOM_STEP),
      "-": () => zoomBy(1 / ZOOM_STEP),
      0: () => look(1),
      Escape: selected.value.length || !tip.hidden ? clear : null,
    };
    const act = acts[e.key];
    // with Ctrl, all keys but Enter and Space are the browser's own
    if (!act || e.altKey || ((e.ctrlKey || e.metaKey) && act !== press)) return;
    e.preventDefault();
    e.stopPropagation();
    if (act !== clear) aim("ring", place.code);
    act();
  }

  /** The nearest area in a direction; the further off course, the further away it counts.
   * @param {Place} from @param {number} dx @param {number} dy */
  function neighbour(from, dx, dy) {
    const distance = (/** @type {Point} */ { x, y }) => {
      const along = (x - from.x) * dx + (y - from.y) * dy;
      const aside = Math.abs((x - from.x) * dy - (y - from.y) * dx);
      return along > 0 ? Math.hypot(along, aside) * (1 + aside / along) : Infinity;
    };
    return places.reduce((best, place) => (distance(place) < distance(best) ? place : best), from);
  }

  /** Move focus, and the view too when the area lies outside. @param {Place} place */
  function go(place) {
    const [x, y] = at(place);
    if (x < 0 || y < 0 || x > size.width || y > size.height) look(zoom, place);
    place.path.focus();
    aim("ring", place.code);
  }

  /** @param {Place | undefined} stop where Tab comes in */
  function activate(stop) {
    for (const place of places) set(place.path, { tabindex: place === stop ? 0 : -1 });
  }

  /** @param {string} code @param {boolean} more besides those that are chosen */
  function choose(code, more) {
    if (!code) return;
    const kept = more || selected.value.join() === code ? selected.value : [];
    if (kept.includes(code)) select(kept.filter((other) => other !== code));
    else if (kept.length < MAX_SELECTED) select([...kept, code]);
  }

  /** @param {string[]} codes */
  function select(codes) {
    selected.value = codes;
    paint();
    selected.tell(send);
  }

  /** @param {number} i */
  function show(i) {
    const next = scene.periods[i];
    if (!next || next === period.value) return;
    period.value = next;
    unreported = true;
    paint();
    notice?.("period", next);
    reportPeriod();
  }

  function reportPeriod() {
    clearTimeout(resting);
    if (!unreported || years.playing()) return; // while it plays, the years are the browser's own
    resting = setTimeout(() => {
      unreported = false;
      period.tell(send);
    }, REST_MS);
  }

  /** The pointer is on an area, or on none: then the tooltip stays within reach for a moment.
   * @param {string} code */
  function point(code) {
    if (!code) lingering ||= setTimeout(() => aim("hover", ""), LINGER_MS);
    else {
      clearTimeout(lingering);
      lingering = 0;
      if (!drag) aim("hover", code);
    }
  }

  /** @param {Aim} how @param {string} code */
  function aim(how, code) {
    if (aims[how] === code) return;
    aims[how] = code;
    paintMarks();
    paintTip();
    if (how !== "marked") notice?.("point", aims.hover || aims.ring);
  }

  function paintTip() {
    const place = placeOf(aims.hover || aims.ring || (scene.bare ? "" : aims.marked));
    tip.hidden = !place;
    if (!place) return;
    const sign = place.value === null ? `${place.short} ` : "";
    tip.replaceChildren(
      make("strong", "", place.name),
      make("span", "", make("b", "", sign), place.said),
      make("span", "", place.interval),
    );
    above(tip, at(place), size.label + place.radius, size);
  }

  return { receive, leave, mark: (/** @type {string} */ code) => aim("marked", code) };
}

/** The area of the element that something happened to, if it is of one. @param {Event} event */
const codeAt = (event) => /** @type {HTMLElement | SVGElement} */ (event.target).dataset.code ?? "";
