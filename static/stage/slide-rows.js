/**
 * Rows of a slide: bars of named parts, and marks on one scale. What is drawn here is for the eyes alone; the
 * slide holds the same as a table. What may not be told is never drawn: it stands in words.
 */

/** @import { Dots, Stacks } from "../types" */

import { make } from "../lib/dom.js";

const WIDE = 2.7; // per cent of a bar that a figure of a number takes where the window is narrow
const ROUND = 1.5; // and the room around it

/**
 * A bar a row; the longest fills the width there is.
 * @param {HTMLElement} host @param {Pick<Stacks, "parts" | "rows">} figure
 */
export function stacks(host, { parts, rows }) {
  const most = Math.max(...rows.map((row) => row.parts.reduce((sum, [number]) => sum + (number ?? 0), 0)));
  const drawn = rows.map((row) => {
    const bar = make("span", "atlas-slide-stack");
    /** @type {HTMLElement[]} */ const beside = [];
    row.parts.forEach(([number, text], i) => {
      if (!number) return;
      const [name, fill, ink] = parts[i];
      const share = (100 * number) / most;
      const fits = share >= WIDE * text.length + ROUND;
      bar.append(
        styled(make("span", "atlas-slide-part", fits ? text : ""), {
          width: `${share}%`,
          background: fill,
          color: ink,
        }),
      );
      if (!fits) beside.push(make("span", "", key("part", fill), `${name} ${text}`));
    });
    if (row.hidden) beside.push(make("span", "", key("hidden"), row.hidden));
    const label = make(
      "span",
      "atlas-slide-label",
      row.label,
      ...(row.more ? [make("small", "", row.more)] : []),
    );
    return line("", label, bar, make("span", "atlas-slide-words", ...beside));
  });
  host.append(keys(parts.map(([name, fill]) => [key("part", fill), name])), framed(rows.length, [], drawn));
}

/**
 * A row of marks for each row: a ring, a dot, and a line between the two or an interval.
 * @param {HTMLElement} host @param {Dots} figure
 */
export function dots(host, { columns, rows, ticks, band, band_name, signs }) {
  const [low, high] = [ticks[0][0], ticks[ticks.length - 1][0]];
  const x = (/** @type {number} */ number) => `${(100 * (number - low)) / (high - low)}%`;
  const stretch = (/** @type {string} */ style, /** @type {number[]} */ [a, b]) =>
    styled(make("i", style), {
      left: x(Math.min(a, b)),
      width: `${(100 * Math.abs(b - a)) / (high - low)}%`,
    });
  const at = (/** @type {string} */ style, /** @type {number} */ number) =>
    styled(make("i", style), { left: x(number) });
  const cells = (/** @type {string[]} */ texts) =>
    texts.map((text, i) => make("span", `atlas-slide-cell${columns[i][1] ? "" : " atlas-slide-more"}`, text));
  // where some rows are chosen among others, the colour tells which
  const plain = rows.some(({ strong }) => strong !== undefined) ? "atlas-slide-plain" : "";
  const drawn = rows.map(({ label, cells: texts, ring, dot, reach, strong, beside }) => {
    const plot = make("span", "atlas-slide-scale", ...ticks.map(([tick]) => at("atlas-slide-rule", tick)));
    if (band) plot.prepend(stretch("atlas-slide-band", band));
    const between = reach ?? (ring !== null && dot !== null ? [ring, dot] : null);
    if (between) plot.append(stretch("atlas-slide-reach", between));
    if (ring !== null) plot.append(at("atlas-slide-ring", ring));
    if (dot !== null) plot.append(at("atlas-slide-dot", dot));
    return line(
      strong ? "atlas-slide-chosen" : beside ? "atlas-slide-aside" : plain,
      make("span", "atlas-slide-label", label),
      plot,
      ...cells(texts),
    );
  });
  const head = line(
    `atlas-slide-head ${plain}`,
    make("span", "atlas-slide-label"),
    make("span", "atlas-slide-more"),
    ...columns.map(([title, mark]) =>
      make("span", `atlas-slide-cell${mark ? "" : " atlas-slide-more"}`, ...(mark ? [key(mark)] : []), title),
    ),
  );
  const foot = line(
    "atlas-slide-foot",
    make("span", "atlas-slide-label"),
    make(
      "span",
      "atlas-slide-scale",
      ...ticks.map(([tick, text]) => styled(make("span", "atlas-slide-mark", text), { left: x(tick) })),
    ),
  );
  /** @type {[Node, string][]} */
  const said = signs.map(([sign, text]) => [make("b", "", sign), text]);
  if (band) said.unshift([key("band"), band_name ?? ""]);
  host.append(framed(rows.length, columns, [head, ...drawn, foot]));
  if (said.length) host.append(keys(said));
}

/** Rows under each other, their columns in step.
 * @param {number} rows @param {[string, string][]} columns @param {HTMLElement[]} lines */
function framed(rows, columns, lines) {
  const frame = make("div", "atlas-slide-rows", ...lines);
  frame.style.setProperty("--atlas-rows", String(rows));
  frame.style.setProperty("--atlas-columns", String(columns.length));
  frame.style.setProperty("--atlas-marked", String(columns.filter(([, mark]) => mark).length));
  frame.setAttribute("aria-hidden", "true");
  return frame;
}

/** @param {string} style @param {...Node} cells */
const line = (style, ...cells) => make("div", `atlas-slide-row ${style}`, ...cells);

/** What signs and colours mean. @param {[Node, string][]} all */
function keys(all) {
  const host = make("p", "atlas-slide-keys", ...all.map(([sign, text]) => make("span", "", sign, text)));
  host.setAttribute("aria-hidden", "true");
  return host;
}

/** The mark itself, small. @param {string} mark @param {string} [fill] its colour */
const key = (mark, fill = "") =>
  styled(make("i", `atlas-slide-key atlas-slide-key-${mark}`), { background: fill });

/** @param {HTMLElement} element @param {Partial<CSSStyleDeclaration>} look */
const styled = (element, look) => (Object.assign(element.style, look), element);
