import { button, make, set, write } from "../../lib/dom.js";

let serial = 0;

/**
 * Tabs, of whose panels one is seen. Left and right arrows, Home and End go from tab to tab and show its panel.
 *
 * A panel that is not seen keeps its place in the layout and its width (`data-seen="false"`), so that what is drawn in it
 * is ready when it is turned to, and can be saved as a picture meanwhile.
 * @param {Record<string, HTMLElement>} panels by the name of their tab
 * @param {(name: string) => void} choose is told which the reader asks for
 */
export function tabs(panels, choose) {
  const id = `atlas-tabs-${++serial}`;
  const element = make("div", "atlas-tabs");
  element.setAttribute("role", "tablist");
  const all = Object.entries(panels).map(([name, panel]) => {
    const tab = Object.assign(button("atlas-tab"), { name, id: `${id}-${name}` });
    panel.id = `${id}-panel-${name}`;
    set(tab, { role: "tab", "aria-controls": panel.id });
    tab.addEventListener("click", () => choose(name));
    element.append(tab);
    return { name, panel, tab };
  });
  element.addEventListener("keydown", (event) => {
    const at = all.findIndex(({ tab }) => tab === document.activeElement);
    /** @type {Record<string, number>} */
    const ways = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 };
    const next = all.at(ways[event.key] % all.length);
    if (!(event.key in ways) || !next) return;
    event.preventDefault();
    next.tab.focus();
    choose(next.name);
  });
  return {
    element,
    /** Show a panel; where it is the only one there is no tab.
     * @param {string} shown @param {Record<string, string>} texts of the tabs that there are
     * @param {string} title of what they belong to */
    update(shown, texts, title) {
      const alone = Object.keys(texts).length < 2;
      element.hidden = alone;
      set(element, { "aria-label": title });
      for (const { name, panel, tab } of all) {
        const seen = name === shown;
        write(tab, texts[name] ?? "");
        set(tab, { "aria-selected": seen, tabindex: seen ? 0 : -1 });
        set(panel, { "data-seen": seen });
        if (alone) for (const said of ["role", "aria-labelledby"]) panel.removeAttribute(said);
        else set(panel, { role: "tabpanel", "aria-labelledby": tab.id });
      }
    },
  };
}
