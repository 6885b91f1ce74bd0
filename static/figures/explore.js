/**
 * A figure in large, to look into: zoom, move, compare. The same figure as an interactive chart of Plotly,
 * which is fetched when it is first asked for.
 */

/** @import { Plot, Words } from "../types" */
/** @import { Ink } from "./traces.js" */

import { html, make, set } from "../lib/dom.js";
import { iconButton } from "../lib/draw.js";
import { chart } from "./chart.js";

const TOOLS = ["zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d"];

/** @type {Promise<any> | undefined} */
let coming;

/** Plotly, once for the page. A try that failed is no reason not to try again. */
function plotly() {
  coming ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = new URL("../lib/plotly-basic.min.js", import.meta.url).href;
    script.onload = () => done(/** @type {any} */ (window).Plotly);
    script.onerror = () => {
      coming = undefined;
      failed(new Error("Plotly did not come"));
    };
    document.head.append(script);
  });
  return coming;
}

/**
 * Open a figure in large; closed by its button, by Esc, and when its page goes.
 * @param {Plot} figure @param {{title: string, sentence: string, lines: string[]}} card  whose figure it is
 * @param {Words} words of the sheet @param {() => void} [closed] is told when it is closed
 */
export async function explore(figure, { title, sentence, lines }, words, closed) {
  const place = html("div", { class: "atlas-explore-chart", "aria-busy": true });
  const dialog = /** @type {HTMLDialogElement} */ (
    html("dialog", { class: "atlas-explore atlas-plot", "aria-label": title })
  );
  const close = iconButton("close", "remove", () => dialog.close());
  close.setAttribute("aria-label", words.close);
  close.title = words.close;
  const heading = html("h2", { class: "atlas-card-title" });
  heading.textContent = title;
  const [said, source] = [html("p", {}), html("p", { class: "atlas-quiet" })];
  said.textContent = sentence;
  source.textContent = lines.join(" · ");
  dialog.append(html("header", {}, heading, close), place, said, source);
  // where the theme of the page holds, or that of the stage over it
  const page = document.querySelector(".atlas-stage") ?? document.querySelector(".stApp") ?? document.body;
  page.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed?.();
  });
  dialog.showModal();
  try {
    const Plotly = await plotly();
    register(Plotly, words);
    const room = { width: place.clientWidth, size: parseFloat(getComputedStyle(dialog).fontSize) };
    const { data, layout } = chart(figure, inkOf(dialog), words, room);
    await Plotly.newPlot(place, data, layout, {
      displaylogo: false,
      displayModeBar: true,
      responsive: true,
      locale: "atlas",
      modeBarButtons: [TOOLS],
    });
  } catch (error) {
    console.error(error);
    place.replaceChildren(make("p", "atlas-fault", words.explore_failed));
  }
  set(place, { "aria-busy": false });
}

const opened = () => /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog.atlas-explore"));

/** Whether a figure is open in large. */
export const isExploring = () => Boolean(opened());

/** Close what is open in large. @returns {boolean} whether something was */
export function stopExploring() {
  const dialog = opened();
  dialog?.close();
  return Boolean(dialog);
}

/** Plotly's tools in the words of the page. @param {any} Plotly @param {Words} words */
function register(Plotly, words) {
  const named = {
    Zoom: "zoom",
    Pan: "pan",
    "Zoom in": "zoom_in",
    "Zoom out": "zoom_out",
    "Reset axes": "reset",
  };
  const dictionary = Object.fromEntries(
    Object.entries(named).map(([own, key]) => [own, words[`explore_${key}`]]),
  );
  dictionary["Double-click to zoom back out"] = words.explore_back;
  Plotly.register({ moduleType: "locale", name: "atlas", dictionary, format: {} });
}

/** Colours as they are where an element stands. @param {HTMLElement} host @returns {Ink} */
function inkOf(host) {
  const probe = host.appendChild(document.createElement("i"));
  return (css) => {
    probe.style.color = css;
    return getComputedStyle(probe).color;
  };
}
