// The floor: the whole cube lies in the page, and a choice asks no server.
const cube = JSON.parse(document.getElementById("cube").textContent);
const engine = { plotly: byPlotly, svg: bySvg }[document.documentElement.dataset.engine];

start(cube.figures, engine);
tell(Object.values(cube.answers)[0]);
document.getElementById("choice").addEventListener("change", ({ target }) =>
  show(cube.answers[target.value], engine));
