// The one output of the Shiny peer: the answer as it is. Charts are made once, and then change.
class PageBinding extends Shiny.OutputBinding {
  find(scope) {
    return $(scope).find("#page");
  }

  renderValue(place, answer) {
    if (place.drawn) return show(answer, byPlotly);
    place.drawn = true;
    start(JSON.parse(document.getElementById("start").textContent), byPlotly);
    return tell(answer);
  }
}
Shiny.outputBindings.register(new PageBinding(), "bench.page");
