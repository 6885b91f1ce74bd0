/**
 * One slide of the stage: heading, sentence, figure, and the caption that says what it rests on.
 *
 * @typedef {(codes: string[]) => void} Told  a place of the map was chosen, or none
 * @typedef {{reset?(): void, leave?(): void}} Drawn  puts back what was chosen; lets go of the elements
 * @typedef {[number, number]} Place  per cent of the room from the left and from above
 * @typedef {{name: string, told: (Place | null)[], end?: string, beside?: Place | null, color?: string,
 *   stairs?: boolean, reach?: [number, number, number][]}} Line  whose `end` stands level with the point
 *   `beside`, and from where to where (`reach`: from the left, from above twice) a point could truly be
 */

/** @import { Figure, Figures, Play, Scene, Slide, Tell, Tick } from "../types" */

import { HIDDEN, button, make, svg, write } from "../lib/dom.js";
import * as compared from "../map/compare.js";
import * as maps from "../map/map.js";
import * as inRows from "./slide-rows.js";

const MOST_YEARS = 10; // under a chart, so that they do not meet
const SELDOM = 4; // on a phone only each fourth of them has room
const APART = 9; // per cent of a chart's height between two names
const LOWEST = 94; // below stands what the marks count
const LONG = ["table", "bars", "stacks", "dots"]; // may be longer than the slide, and are scrolled by keyboard, too

/**
 * Draw a slide; it stands hidden until `show(true)`.
 * @param {Slide} slide @param {Pick<Play, "safe" | "sent" | "words">} data @param {HTMLElement} stage
 */
export function create(slide, data, stage) {
  const figure = make("div", "atlas-slide-figure");
  figure.dataset.kind = slide.figure.kind;
  if (LONG.includes(slide.figure.kind)) {
    figure.tabIndex = 0;
    figure.setAttribute("role", "group");
    figure.setAttribute("aria-label", slide.heading);
  }
  const facts = make("aside", "atlas-slide-facts");
  facts.hidden = true;
  const safe = make("strong", "atlas-slide-safe", `✓ ${data.safe}`);
  const sent = data.sent
    ? [Object.assign(make("p", "atlas-slide-sent", data.sent.text), { lang: data.sent.lang })]
    : [];
  const element = make(
    "article",
    "atlas-slide",
    make(
      "header",
      "",
      ...sent,
      make("h1", "", slide.heading),
      make("p", "atlas-slide-sentence", slide.sentence),
    ),
    make("div", "atlas-slide-body", figure, facts),
    make("footer", "atlas-slide-caption", safe, ...slide.caption.map((line) => make("p", "", line))),
  );
  const drawn = drawFigure(figure, slide.figure, told);

  /** A place of the map was chosen, or none. @param {string[]} codes */
  function told(codes) {
    const known = slide.facts?.[codes[codes.length - 1]];
    facts.hidden = !known;
    if (!known) return;
    const shut = button("atlas-stage-button", data.words.close);
    shut.addEventListener("click", () => (closeFacts(), stage.focus({ preventScroll: true })));
    facts.setAttribute("aria-label", data.words.facts.replace("{name}", known.name));
    facts.replaceChildren(
      make("h2", "", known.name),
      ...known.items.map(([label, value]) => make("dl", "", make("dt", "", label), make("dd", "", value))),
      shut,
    );
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
    /** @param {boolean} on */
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

/**
 * Draw a figure of any kind.
 * @template {keyof Figures} Kind
 * @param {HTMLElement} host @param {Figure & {kind: Kind}} figure @param {Told} told @returns {Drawn | void}
 */
function drawFigure(host, figure, told) {
  return FIGURES[figure.kind](host, /** @type {any} */ (figure), told);
}

/**
 * One map or several.
 * @template Data
 * @param {HTMLElement} host
 * @param {{mount(args: {parentElement: HTMLElement, data: Data, setStateValue: Tell}): void,
 *   unmount(host: HTMLElement): void}} module that draws them
 * @param {(selected: string[]) => Data} chosen what it draws @param {string[]} first chosen @param {Told} told
 * @returns {Drawn}
 */
function map(host, module, chosen, first, told) {
  let now = first;
  const draw = () =>
    module.mount({
      parentElement: host,
      data: chosen(now),
      setStateValue(name, value) {
        if (name !== "selected") return;
        now = value;
        draw(); // agreed, so that another choice of ours is news to the map
        told(value);
      },
    });
  draw();
  return {
    reset() {
      now = first;
      draw();
    },
    leave: () => module.unmount(host),
  };
}

/**
 * Lines; only they are stretched to the room there is, words keep their form. A gap in what is told is a
 * gap in the line. All places are in per cent of the room.
 * @param {HTMLElement} host
 * @param {Line[]} lines
 * @param {Tick[]} ticks from above @param {Tick[]} marks from the left
 * @param {string} [axis] what the marks count
 * @param {Tick[]} [breaks] from the left, where what is told is not the same on both sides
 */
function plot(host, lines, ticks, marks, axis = "", breaks = []) {
  const picture = svg("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", ...HIDDEN });
  const draw = (/** @type {string} */ name, /** @type {string} */ d, color = "") => {
    const path = svg("path", { class: name, d });
    path.style.stroke = color;
    picture.append(path);
  };
  /** @param {string} name @param {string} text @param {Partial<CSSStyleDeclaration>} place */
  const at = (name, text, place) => {
    const words = make("span", name, text);
    words.setAttribute("aria-hidden", "true");
    Object.assign(words.style, place);
    return words;
  };
  draw("atlas-slide-grid", ticks.map(([y]) => `M0 ${y}H100`).join(""));
  draw("atlas-slide-break", breaks.map(([x]) => `M${x} 0V100`).join(""));
  /** @type {{text: string, name: string, color?: string, top: number}[]} */
  const ends = [];
  for (const { name, told, end, beside, color, stairs, reach = [] } of lines) {
    /** @param {Place} p @param {Place | null | undefined} before */
    const go = (p, before) =>
      !before ? `M${p[0]} ${p[1]}` : stairs ? `H${p[0]}V${p[1]}` : `L${p[0]} ${p[1]}`;
    draw(
      name,
      told
        .map((p, i) => p && go(p, told[i - 1]))
        .filter(Boolean)
        .join(""),
      color,
    );
    draw(
      `${name} atlas-slide-dots`,
      told
        .filter((p) => p !== null)
        .map(([px, py]) => `M${px} ${py}h0`)
        .join(""),
      color,
    );
    draw(
      `${name} atlas-slide-whiskers`,
      reach.map(([px, from, to]) => `M${px} ${from}V${to}`).join(""),
      color,
    );
    // of whom no line may be drawn is named below the others
    if (end) ends.push({ text: end, name, color, top: beside ? beside[1] : 100 });
  }
  // names stand at the ends of their lines and make room for each other
  ends
    .sort((a, b) => a.top - b.top)
    .forEach((end, i) => {
      end.top = Math.max(end.top, i ? ends[i - 1].top + APART : 0);
    });
  ends.reduceRight((below, end) => (end.top = Math.min(end.top, below)) - APART, axis ? LOWEST : 100);
  host.append(
    make(
      "div",
      "atlas-slide-plot",
      picture,
      ...ticks.map(([y, text]) => at("atlas-slide-tick", text, { top: `${y}%` })),
      ...marks.map(([x, text], i) =>
        at(`atlas-slide-year${(marks.length - 1 - i) % SELDOM ? " atlas-slide-seldom" : ""}`, text, {
          left: `${x}%`,
        }),
      ),
      // on the side where there is more room
      ...breaks.map(([x, text]) =>
        at("atlas-slide-broken", text, x > 50 ? { right: `${100 - x}%` } : { left: `${x}%` }),
      ),
      ...(axis ? [at("atlas-slide-axis", axis, {})] : []),
      ...ends.map(({ text, name, color, top }) =>
        at(`atlas-slide-end ${name}`, text, { top: `${top}%`, color: color ?? "" }),
      ),
    ),
  );
}

/** As many marks, from the last one back, as do not meet. @param {Tick[]} marks */
function written(marks) {
  return marks.reduceRight(
    (kept, mark) => (kept.length && kept[0][0] - mark[0] < 100 / MOST_YEARS ? kept : [mark, ...kept]),
    /** @type {Tick[]} */ ([]),
  );
}

/** The same as a table, for those who do not see.
 * @param {HTMLElement} host @param {string[]} columns @param {string[][]} rows */
function unseen(host, columns, rows) {
  /** @param {"th" | "td"} tag @param {string} text @param {string} [scope] */
  const cell = (tag, text, scope) => Object.assign(make(tag, "", text), scope ? { scope } : {});
  const head = make("tr", "", ...columns.map((text) => cell("th", text, "col")));
  const body = rows.map(([first, ...rest]) =>
    make("tr", "", cell("th", first, "row"), ...rest.map((text) => cell("td", text))),
  );
  host.append(
    make("div", "atlas-unseen", make("table", "", make("thead", "", head), make("tbody", "", ...body))),
  );
}

/** @type {{[Kind in keyof Figures]: (host: HTMLElement, figure: Figures[Kind], told: Told) => Drawn | void}} */
const FIGURES = {
  map: (host, { scene }, told) =>
    map(host, maps, (selected) => ({ ...scene, selected }), scene.selected, told),

  maps(host, { compared: data }, told) {
    const [first] = data.mode === "measures" ? data.scenes : [data.scene];
    const chosen = (/** @type {string[]} */ selected) => {
      const dressed = (/** @type {Scene} */ scene) => ({ ...scene, selected });
      return data.mode === "measures"
        ? { ...data, scenes: data.scenes.map(dressed) }
        : { ...data, scene: dressed(data.scene) };
    };
    return map(host, compared, chosen, first.selected, told);
  },

  figures(host, { items }) {
    host.append(
      ...items.map((item) =>
        make(
          "dl",
          "",
          make("dt", "", item.label),
          make("dd", "atlas-slide-value", item.value),
          ...item.lines.map((line) => make("dd", "atlas-slide-line", line)),
        ),
      ),
    );
  },

  cohorts(host, { lines }) {
    host.append(
      ...lines.map((line) =>
        make(
          "section",
          "",
          make("h2", "", line.name),
          make("p", "", line.dates),
          make(
            "div",
            "",
            ...line.figures.map(([label, value]) =>
              make("dl", "", make("dt", "", label), make("dd", "atlas-slide-value", value)),
            ),
          ),
        ),
      ),
    );
  },

  /** A row a bar; the bar is an SVG, the words are text beside it. */
  bars(host, { rows }) {
    const most = Math.max(...rows.map((row) => row.reach?.[1] ?? row.number ?? 0), 1e-9);
    const x = (/** @type {number} */ number) => (100 * number) / most;
    host.style.setProperty("--atlas-rows", String(rows.length));
    const body = make(
      "tbody",
      "",
      ...rows.map((row) => {
        const bar = svg(
          "svg",
          { viewBox: "0 0 100 10", preserveAspectRatio: "none", ...HIDDEN },
          svg("rect", { width: x(row.number ?? 0), height: 10 }),
        );
        if (row.reach) bar.append(svg("path", { d: `M${x(row.reach[0])} 5H${x(row.reach[1])}` }));
        const name = make("th", "", row.label);
        name.scope = "row";
        return make(
          "tr",
          row.strong ? "atlas-slide-strong" : row.beside ? "atlas-slide-beside" : "",
          name,
          make("td", "atlas-slide-bar", bar),
          make("td", "", row.text),
        );
      }),
    );
    host.append(make("table", "", body));
  },

  /** Lines over the years, which lie where they do in time; none leads over a gap or a break. */
  lines(host, { title, periods, places, cut, breaks, lines, ticks }) {
    const [low, high] = [ticks[0][0], ticks[ticks.length - 1][0]];
    const y = (/** @type {number} */ number) => 100 - (100 * (number - low)) / (high - low);
    const drawn = lines.map(({ label, points, strong }, i) => {
      const rank = lines.slice(0, i).filter((line) => line.strong === strong).length;
      const last = points.findLast(([number]) => number !== null);
      /** @type {(Place | null)[]} */
      const told = points.flatMap(([number], at) => {
        /** @type {Place | null} */ const point = number === null ? null : [places[at], y(number)];
        return cut[at] ? [null, point] : [point];
      });
      return {
        name: `atlas-slide-line-${strong ? "strong" : "beside"}-${rank}`,
        end: last && `${label} ${last[1]}`,
        told,
        beside: told.findLast((point) => point !== null),
      };
    });
    plot(
      host,
      drawn,
      ticks.map(([tick, text]) => [y(tick), text]),
      written(periods.map((text, i) => [places[i], text])),
      "",
      breaks,
    );
    unseen(
      host,
      [title, ...lines.map(({ label }) => label)],
      periods.map((period, i) => [period, ...lines.map(({ points }) => points[i][1])]),
    );
  },

  /** Lines by week or session in per cent, one for each cohort, as stairs where a value holds until the next. */
  curves(host, { lines, last, axis, marks, ticks, stairs, table }) {
    const x = (/** @type {number} */ week) => (last ? (100 * week) / last : 0);
    const drawn = lines.map(({ label, points, reach, color }, i) => {
      /** @type {(Place | null)[]} */
      const told = points.map(([week, share]) => (share === null ? null : [x(week), 100 - share]));
      // that everyone is there at the start says nothing of the end: no name stands beside that alone
      const beside = told.slice(1).findLast((point) => point !== null) ?? told.at(-1);
      /** @type {Line} */
      const line = {
        name: `atlas-slide-line-cohort-${i}`,
        color: `light-dark(${color.join(", ")})`,
        end: label,
        beside,
        stairs,
        told,
        reach: reach.map(([week, low, high]) => [x(week), 100 - low, 100 - high]),
      };
      return line;
    });
    plot(
      host,
      drawn,
      ticks.map(([tick, text]) => [100 - tick, text]),
      marks.map(([week, text]) => [x(week), text]),
      axis,
    );
    unseen(host, table.columns, table.rows);
  },

  /** Bars of named parts; their numbers stand upon them, or in words beside them. */
  stacks(host, figure) {
    inRows.stacks(host, figure);
    unseen(host, figure.table.columns, figure.table.rows);
  },

  /** Marks and intervals on one scale, with the cells of the table beside them. */
  dots(host, figure) {
    inRows.dots(host, figure);
    unseen(host, figure.table.columns, figure.table.rows);
  },

  table(host, { columns, rows }) {
    host.style.setProperty("--atlas-rows", String(rows.length + 1));
    const head = make(
      "tr",
      "",
      ...columns.map((text) => Object.assign(make("th", "", text), { scope: "col" })),
    );
    const body = rows.map((row) =>
      make(
        "tr",
        "",
        ...row.map((text, i) =>
          i ? make("td", "", text) : Object.assign(make("th", "", text), { scope: "row" }),
        ),
      ),
    );
    host.append(make("table", "", make("thead", "", head), make("tbody", "", ...body)));
  },

  gone(host, { text }) {
    write(host, text);
  },
};
