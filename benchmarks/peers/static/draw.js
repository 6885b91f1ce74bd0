// Two ways to draw a figure of `cubes.figure` and to give it other numbers: by Plotly, and as plain SVG.
// Each is { make(place, figure), change(place, traces) }. Both keep the geometry in the browser.
const SVG = "http://www.w3.org/2000/svg";

const byPlotly = {
  make: (place, figure) =>
    Plotly.newPlot(place, figure.data, figure.layout,
      { topojsonURL: "own/", displayModeBar: false, responsive: true }),
  // restyle wants a list for each attribute, with one entry for each trace
  change(place, traces) {
    const attributes = Object.keys(traces[0]);
    Plotly.restyle(place, Object.fromEntries(
      attributes.map((name) => [name, traces.map((trace) => trace[name])])));
  },
};

const COLOURS = ["#2a6fb0", "#d98032", "#4d9a5b", "#8a5fa8", "#9a9a9a"];

/** An element of a drawing. */
const shape = (name, attributes) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

const label = (x, y, text) => {
  const made = shape("text", { x, y, "font-size": 11 });
  made.textContent = text;
  return made;
};

/** Horizontal bars: one row a label, the series of a row one after the other. */
function bars(traces) {
  const sums = traces[0].y.map((_, row) => traces.reduce((sum, t) => sum + (t.x[row] ?? 0), 0));
  const scale = 400 / Math.max(1, ...sums), height = 300 / sums.length;
  return traces[0].y.flatMap((name, row) => {
    let x = 150;
    const parts = traces.map((trace, at) => {
      const width = (trace.x[row] ?? 0) * scale;
      x += width;
      return shape("rect", { x: x - width, y: row * height, width, height: height * 0.8,
        fill: COLOURS[at % COLOURS.length] });
    });
    return [label(0, (row + 0.6) * height, name), ...parts,
      label(x + 4, (row + 0.6) * height, sums[row])];
  });
}

/** Lines over one common axis, with its ends and the largest value as labels. */
function lines(traces) {
  const steps = [...new Set(traces.flatMap((trace) => trace.x))]
    .sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
  const top = Math.max(1, ...traces.flatMap((trace) => trace.y.map((n) => n ?? 0)));
  const at = (x, y) => `${40 + (540 * steps.indexOf(x)) / steps.length} ${280 - (260 * y) / top}`;
  const drawn = traces.map((trace, n) => shape("path", { fill: "none",
    stroke: COLOURS[n % COLOURS.length],
    d: trace.x.filter((_, i) => trace.y[i] != null)
      .map((x, i) => `${i ? "L" : "M"}${at(x, trace.y[trace.x.indexOf(x)])}`).join("") }));
  return [...drawn, label(0, 20, top), label(40, 298, steps[0]), label(540, 298, steps.at(-1))];
}

/** The areas of a map, filled by their numbers; their shapes are made once. */
function areas(place, traces) {
  const { geojson, zmax } = place.figure.data[0];
  if (!place.shapes) {
    const point = ([x, y]) => `${(x - 14) * 50} ${(66.5 - y) * 105}`;
    place.shapes = geojson.features.map(({ geometry }) => shape("path", { stroke: "#666",
      d: (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates)
        .flat().map((ring) => `M${ring.map(point).join("L")}Z`).join("") }));
  }
  place.shapes.forEach((area, n) => area.setAttribute("fill",
    `hsl(210 60% ${95 - (60 * traces[0].z[n]) / Math.max(1, zmax)}%)`));
  return place.shapes;
}

const bySvg = {
  make(place, figure) {
    place.figure = figure;
    place.replaceChildren(shape("svg", { viewBox: "0 0 600 300", height: 320 }));
    bySvg.change(place, figure.data);
  },
  change(place, traces) {
    const { type } = place.figure.data[0];
    const drawn = type === "choropleth" ? areas(place, traces)
      : type === "scatter" ? lines(traces) : bars(traces);
    place.firstChild.replaceChildren(...drawn);
  },
};

// --- The page around the charts ---------------------------------------------------------------------

/** An element with text and children. */
const make = (name, text = "", ...children) => {
  const made = document.createElement(name);
  made.append(text, ...children);
  return made;
};

/** Show the words and numbers of an answer; its charts are an engine's. */
function tell(answer) {
  document.getElementById("answer").textContent = answer.answer;
  document.getElementById("figures").replaceChildren(...Object.entries(answer.figures)
    .map(([name, number]) => make("div", name, make("strong", number))));
  for (const [key, text] of Object.entries(answer.sentences))
    document.getElementById(`sentence_${key}`).textContent = text;
  for (const [key, rows] of Object.entries(answer.tables))
    document.getElementById(`table_${key}`).replaceChildren(
      ...rows.map((row) => make("tr", "", ...row.map((cell) => make("td", cell)))));
}

/** Show a whole answer: words, tables, and the new numbers of its charts. */
function show(answer, engine) {
  tell(answer);
  for (const key of Object.keys(answer.sentences))
    engine.change(document.getElementById(`chart_${key}`), answer.charts[key]);
}

/** Draw every chart from the figure that it starts with. */
function start(figures, engine) {
  for (const [key, figure] of Object.entries(figures))
    engine.make(document.getElementById(`chart_${key}`), figure);
}
