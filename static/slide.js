/**
 * One slide of the stage: heading, sentence, figure, and the caption that says what it rests on.
 *
 * @typedef {import("./present.js").Slide} Slide
 */

const edition = new URL(import.meta.url).search;
const [{ button, make, write }, maps, compared] = await Promise.all(
  ["dom", "map", "map-compare"].map((name) => import(`./${name}.js${edition}`)));
const SVG = "http://www.w3.org/2000/svg";

/**
 * Draw a slide; it stands hidden until `show(true)`.
 * @param {Slide} slide @param {Object<string, any>} data of the stage @param {HTMLElement} stage
 */
export function create(slide, data, stage) {
  const figure = make("div", "atlas-slide-figure");
  figure.dataset.kind = slide.figure.kind;
  const facts = make("aside", "atlas-slide-facts");
  facts.hidden = true;
  const safe = make("strong", "atlas-slide-safe", `✓ ${data.safe}`);
  const element = make("article", "atlas-slide",
    make("header", "", make("h1", "", slide.heading), make("p", "atlas-slide-sentence", slide.sentence)),
    make("div", "atlas-slide-body", figure, facts),
    make("footer", "atlas-slide-caption", safe, ...slide.caption.map((line) => make("p", "", line))));
  const drawn = FIGURES[slide.figure.kind](figure, slide.figure, told);

  /** A place of the map was chosen, or none. @param {string[]} codes */
  function told(codes) {
    const known = slide.facts?.[codes[codes.length - 1]];
    facts.hidden = !known;
    if (!known) return;
    const shut = button("atlas-stage-button", data.words.close);
    shut.addEventListener("click", () => (closeFacts(), stage.focus({ preventScroll: true })));
    facts.setAttribute("aria-label", data.words.facts.replace("{name}", known.name));
    facts.replaceChildren(make("h2", "", known.name), ...known.items.map(([label, value]) =>
      make("dl", "", make("dt", "", label), make("dd", "", value))), shut);
    // after a click the keys are the presentation's; who came by keyboard stays on the map
    if (!document.activeElement?.matches(":focus-visible")) stage.focus({ preventScroll: true });
  }

  /** Take the facts away, if they are there. @returns {boolean} */
  function closeFacts() {
    if (facts.hidden) return false;
    facts.hidden = true;
    drawn?.reset?.();
    return true;
  }

  return {
    element,
    closeFacts,
    show(on) {
      element.classList.toggle("atlas-slide-shown", on);
      element.inert = !on;
    },
    leave() {
      drawn?.leave?.();
      element.remove();
    },
  };
}

/** One map or several. @param {Object<string, any>} module that draws `data`, which `chosen` makes */
function map(host, module, chosen, first, told) {
  let now = first;
  const draw = () => module.mount({ parentElement: host, data: chosen(now),
    setStateValue(name, value) {
      if (name !== "selected") return;
      now = value;
      draw(); // agreed, so that another choice of ours is news to the map
      told(value);
    } });
  draw();
  return {
    reset() {
      now = first;
      draw();
    },
    leave: () => module.unmount(host),
  };
}

const FIGURES = {
  map: (host, { scene }, told) =>
    map(host, maps, (selected) => ({ ...scene, selected }), scene.selected, told),

  maps(host, { compared: data }, told) {
    const scenes = data.scene ? [data.scene] : data.scenes;
    const chosen = (selected) => ({ ...data, ...(data.scene ? { scene: { ...data.scene, selected } }
      : { scenes: scenes.map((scene) => ({ ...scene, selected })) }) });
    return map(host, compared, chosen, scenes[0].selected, told);
  },

  figures(host, { items }) {
    host.append(...items.map((item) => make("dl", "", make("dt", "", item.label),
      make("dd", "atlas-slide-value", item.value),
      ...item.lines.map((line) => make("dd", "atlas-slide-line", line)))));
  },

  cohorts(host, { lines }) {
    host.append(...lines.map((line) => make("section", "", make("h2", "", line.name),
      make("p", "", line.dates), make("div", "", ...line.figures.map(([label, value]) =>
        make("dl", "", make("dt", "", label), make("dd", "atlas-slide-value", value)))))));
  },

  /** A row a bar; the bar is an SVG, the words are text beside it. */
  bars(host, { rows }) {
    const most = Math.max(...rows.map((row) => row.number ?? 0), 1e-9);
    host.style.setProperty("--atlas-rows", String(rows.length));
    const body = make("tbody", "", ...rows.map((row) => {
      const bar = document.createElementNS(SVG, "svg");
      bar.setAttribute("aria-hidden", "true");
      bar.setAttribute("viewBox", "0 0 100 10");
      bar.setAttribute("preserveAspectRatio", "none");
      const rect = document.createElementNS(SVG, "rect");
      rect.setAttribute("width", String((100 * (row.number ?? 0)) / most));
      rect.setAttribute("height", "10");
      bar.append(rect);
      const name = make("th", "", row.label);
      name.scope = "row";
      const line = make("tr", row.strong ? "atlas-slide-strong" : row.beside ? "atlas-slide-beside" : "",
        name, make("td", "atlas-slide-bar", bar), make("td", "", row.text));
      return line;
    }));
    host.append(make("table", "", body));
  },

  table(host, { columns, rows }) {
    host.style.setProperty("--atlas-rows", String(rows.length + 1));
    host.tabIndex = 0; // a table wider than the slide is scrolled by keyboard, too
    host.setAttribute("role", "group");
    host.setAttribute("aria-label", columns.join(", "));
    const head = make("tr", "", ...columns.map((text) => Object.assign(make("th", "", text), { scope: "col" })));
    const body = rows.map((row) => make("tr", "", ...row.map((text, i) =>
      i ? make("td", "", text) : Object.assign(make("th", "", text), { scope: "row" }))));
    host.append(make("table", "", make("thead", "", head), make("tbody", "", ...body)));
  },

  gone(host, { text }) {
    write(host, text);
  },
};
