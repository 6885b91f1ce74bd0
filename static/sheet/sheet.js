/**
 * A sheet: parts of a page, drawn from plain data, top to bottom. A change repaints what differs.
 *
 * Each kind of part has a drawer: it makes the part's elements once and gives back the function that
 * brings them in line with what the part says now. Text is only ever set as text.
 *
 * What the reader asks for is an address: the parameters of the view that is wanted. All sheets of a
 * page share it, and a wish stands until the server has answered it, so quick choices are not lost.
 */

/** @import { Address, Asker, Asking, CardFoot, CardHead, CohortLine, Desk, Drawing, KeyFigure } from "../types" */
/** @import { Mounted, Part, Parts, Piece, Sheet, Table, Tell, TextItem } from "../types" */

import { below, button, list, make, set, svg, write } from "../lib/dom.js";
import { Shared } from "../lib/draw.js";
import { explore } from "../figures/explore.js";
import * as plots from "../figures/figure.js";
import * as filters from "./filters.js";
import * as compared from "../map/compare.js";
import * as maps from "../map/map.js";
import * as pictures from "../lib/picture.js";
import * as projector from "../shell/projector.js";
import * as tab from "../shell/tab.js";

/** The view that is wanted, as parameters in one order, so that equal ones look alike. */
const view = new Shared("view", /** @type {Address} */ ({}));
const sorted = (/** @type {Address} */ wanted) => Object.fromEntries(Object.entries(wanted).sort());
const same = (/** @type {unknown} */ a, /** @type {unknown} */ b) => JSON.stringify(a) === JSON.stringify(b);

/** @type {WeakMap<HTMLElement, ReturnType<typeof createSheet>>} */
const sheets = new WeakMap();
let serial = 0;

/** @param {Mounted<Sheet>} args */
export function mount(args) {
  const { parentElement } = args;
  let sheet = sheets.get(parentElement);
  if (!sheet) sheets.set(parentElement, (sheet = createSheet(parentElement)));
  sheet.receive(args);
}

/** @param {HTMLElement} parentElement */
export function unmount(parentElement) {
  sheets.get(parentElement)?.leave();
  sheets.delete(parentElement);
}

/** @param {HTMLElement} parent */
function createSheet(parent) {
  const root = make("div", "atlas-sheet");
  parent.append(root);
  const places = slots(root);
  /** @type {Mounted<Sheet>} */ let now;
  let saved = 0;
  let counted = 0; // of the views that were put on the deck from here
  /** @type {Asker | null} */ let pressed = null; // the button that asked for the last one
  /** @type {Desk} */
  const desk = {
    words: {},
    staged: false,
    view,
    /** Put a card on the deck, or the page's own answer (""). */
    add(key, asker) {
      pressed = asker;
      now.setTriggerValue("add", { card: key, stamp: Date.now() });
    },
    /** Ask for a view that differs from the wanted one in these parameters; "" drops one. */
    ask(changes) {
      const wanted = sorted({ ...view.value, ...changes });
      for (const name of Object.keys(wanted)) if (!wanted[name]) delete wanted[name];
      if (same(wanted, view.value)) return;
      view.value = wanted;
      address(now.data.parameters);
      // the stamp tells two equal wishes apart
      view.tell((name, value) => now.setStateValue(name, { ...value, stamp: Date.now() + Math.random() }));
      paint();
    },
    /** A file comes from the server; of a picture that is made here it is told where it must know. */
    save(key, kind) {
      if (kind === "csv" || now.data.exact) now.setTriggerValue("save", [key, kind]);
    },
  };

  function paint() {
    desk.words = now.data.words;
    desk.staged = now.data.staged;
    places.paint(now.data.parts, desk);
  }

  return {
    /** @param {Mounted<Sheet>} args */
    receive(args) {
      now = args;
      view.receive(sorted(args.data.address));
      const { file, added } = args.data;
      if (added && added.number !== counted) {
        counted = added.number;
        tab.keep(added.deck);
        pressed?.said(added.said);
      }
      if (file && file.number !== saved) {
        saved = file.number;
        download(file);
      }
      paint();
    },
    leave: places.leave,
  };
}

/** Write the wanted view into the address bar, as a step that "back" undoes. The server would write
 * the same when it answers; the address that it is told with the wish is this one already.
 * @param {string[]} parameters */
function address(parameters) {
  const query = new URLSearchParams(location.search);
  for (const name of parameters) {
    if (view.value[name]) query.set(name, view.value[name]);
    else query.delete(name);
  }
  history.pushState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
}

/** Places for parts in a row; a place keeps its elements while the same part stands there.
 * @param {HTMLElement} host */
function slots(host) {
  /** @type {(Drawing<any> & {name: string, part?: Part, said?: string})[]} */
  let standing = [];
  return {
    /** @param {Part[]} parts @param {Desk} desk */
    paint(parts, desk) {
      standing.slice(parts.length).forEach((gone) => (gone.leave?.(), gone.element.remove()));
      standing = parts.map((part, i) => {
        const name = `${part.kind} ${part.key ?? ""}`;
        let place = standing[i];
        if (place?.name !== name) {
          const made = DRAWERS[part.kind](desk);
          const fresh = { name, ...made };
          if (place) {
            place.leave?.();
            place.element.replaceWith(fresh.element);
          } else host.append(fresh.element);
          place = fresh;
        }
        // what says the same as before is left alone; the filters show the view that is wanted
        const said = part === place.part ? place.said : JSON.stringify(part);
        if (said !== place.said || part.kind === "filters") place.update(part, desk);
        Object.assign(place, { part, said });
        return place;
      });
    },
    leave: () => standing.forEach((place) => place.leave?.()),
  };
}

/** @type {{[Kind in keyof Parts]: (desk: Desk) => Drawing<Parts[Kind]>}} */
const DRAWERS = {
  nothing: () => ({ element: make("div", ""), update() {} }),

  filters: (desk) => filters.create(desk),

  answer(desk) {
    const [title, text] = [make("h1", "atlas-title"), make("p", "atlas-answer")];
    const add = adder(desk, "");
    return {
      element: make("div", "", make("div", "atlas-foot atlas-heading", title, add.element), text),
      update(part, now) {
        write(title, part.title);
        if (part.ways?.length) ways(text, part.ways, now);
        else write(text, part.text);
        add.update(now, part.title);
      },
    };
  },

  ways() {
    const element = make("p", "atlas-answer");
    return { element, update: ({ pieces }, desk) => ways(element, pieces, desk) };
  },

  beside() {
    const element = make("div", "atlas-beside");
    /** @type {ReturnType<typeof slots>[]} */ const columns = [];
    return {
      element,
      update({ weights, parts }, desk) {
        element.style.setProperty("--atlas-columns", weights.map((w) => `minmax(0, ${w}fr)`).join(" "));
        parts.forEach((part, i) => {
          if (!columns[i]) {
            const column = make("div", "");
            element.append(column);
            columns[i] = slots(column);
          }
          columns[i].paint([part], desk);
        });
      },
      leave: () => columns.forEach((column) => column.leave()),
    };
  },

  figures() {
    const element = make("div", "atlas-figures");
    const draw = list(
      element,
      (/** @type {KeyFigure} */ item) => item.key,
      () => {
        const [label, value, lines] = [make("dt", ""), make("dd", "atlas-value"), make("dd", "atlas-lines")];
        const name = make("span", "");
        const asked = explanation();
        label.append(name, asked.element);
        const figure = make("dl", "atlas-figure atlas-frame", label, value, lines);
        return {
          element: figure,
          /** @param {KeyFigure} item @param {Desk} desk */
          update(item, desk) {
            figure.dataset.key = item.key;
            write(name, item.label);
            write(value, item.value);
            paragraphs(lines, item.lines);
            asked.update(item.help, desk.words.help.replace("{name}", item.label));
          },
        };
      },
    );
    return {
      element,
      update({ items, columns }, desk) {
        element.style.setProperty("--atlas-columns", `repeat(${columns}, minmax(0, 1fr))`);
        draw(items, desk);
      },
    };
  },

  card: (desk) => mapCard(desk, maps, (/** @type {Parts["card"]} */ part) => part.map),

  chart(desk) {
    const [head, foot, figure] = [DRAWERS.card_head(desk), DRAWERS.card_foot(desk), plots.create()];
    const element = make("section", "atlas-card atlas-frame", head.element, figure.element, foot.element);
    const large = Object.assign(button("atlas-button"), { name: "explore" });
    /** @type {() => void} */ let open;
    large.addEventListener("click", () => open());
    foot.element.querySelector(".atlas-source")?.after(large);
    return {
      element,
      update(part, now) {
        open = () => void explore(part.figure, part, now.words);
        write(large, now.words.explore);
        large.setAttribute("aria-label", `${now.words.explore}: ${part.title}`);
        element.dataset.key = part.key;
        head.update(part, now);
        figure.update(part.figure, part.sentence);
        foot.update(part, now);
      },
      leave: figure.leave,
    };
  },

  comparison: (desk) => mapCard(desk, compared, (/** @type {Parts["comparison"]} */ part) => part.compared),

  switch(desk) {
    const name = make("span", "");
    const choices = make("div", "atlas-switch");
    choices.setAttribute("role", "radiogroup");
    /** @type {Asking} */ let now;
    const draw = list(
      choices,
      (/** @type {string[]} */ [value]) => value,
      () => {
        const box = Object.assign(make("input", ""), { type: "radio" });
        const text = make("span", "");
        box.addEventListener("change", () =>
          desk.ask({ [now.asks]: box.value, ...Object.fromEntries(now.drops.map((d) => [d, ""])) }),
        );
        return {
          element: make("label", "", box, text),
          /** @param {string[]} option */
          update([value, said]) {
            Object.assign(box, { name: now.key, value, checked: value === now.shown });
            write(text, said);
          },
        };
      },
    );
    name.className = "atlas-unseen";
    return {
      element: make("div", "atlas-field", name, choices),
      update(part) {
        now = part;
        write(name, part.label);
        choices.setAttribute("aria-label", part.label);
        draw(part.options);
      },
    };
  },

  card_head() {
    const [title, under] = [make("h2", "atlas-card-title"), make("p", "atlas-quiet")];
    return {
      element: make("header", "", title, under),
      update(part) {
        write(title, part.title);
        write(under, part.under);
      },
    };
  },

  card_foot(desk) {
    const sentence = make("p", "atlas-sentence");
    const [note, source] = [make("p", "atlas-quiet"), make("p", "atlas-quiet atlas-source")];
    const folded = make("div", "atlas-folded");
    const [show, csv] = ["table", "csv"].map((name) => Object.assign(button("atlas-button"), { name }));
    const picture = make("span", "");
    const add = adder(desk, () => part.key);
    const table = grid();
    folded.append(table.element);
    folded.id = `atlas-table-${++serial}`;
    folded.hidden = true;
    show.setAttribute("aria-controls", folded.id);
    show.setAttribute("aria-expanded", "false");
    /** @type {CardFoot} */ let part;
    show.addEventListener("click", () => {
      folded.hidden = !folded.hidden;
      show.setAttribute("aria-expanded", String(!folded.hidden));
      fill();
    });
    csv.addEventListener("click", () => desk.save(part.key, "csv"));
    const fill = () => part.table && !folded.hidden && table.update(part.table, part.title);
    return {
      element: make(
        "footer",
        "",
        sentence,
        note,
        make("div", "atlas-foot", source, show, csv, picture, add.element),
        folded,
      ),
      update(next, now) {
        part = next;
        write(sentence, part.sentence);
        write(note, part.note);
        note.hidden = !part.note;
        write(source, part.lines.join(" · "));
        write(show, now.words.table);
        write(csv, now.words.csv);
        const help = now.words.csv_help.replace("{title}", part.title);
        if (csv.title !== help) {
          csv.title = help;
          csv.setAttribute("aria-label", help);
        }
        show.setAttribute("aria-label", `${now.words.table}: ${part.title}`);
        show.hidden = !part.table;
        add.update(now, part.title);
        fill();
        pictures.mount({
          parentElement: picture,
          data: {
            title: part.title,
            subtitle: part.under,
            lines: part.lines,
            filename: part.stem,
            words: now.words,
            saved: (format) => desk.save(part.key, format),
          },
        });
      },
    };
  },

  table(desk) {
    const add = adder(desk, () => element.dataset.key ?? "");
    const [title, under, note] = [
      make("h2", "atlas-card-title"),
      make("p", "atlas-quiet"),
      make("p", "atlas-quiet"),
    ];
    const table = grid();
    const element = make(
      "section",
      "atlas-card atlas-frame",
      title,
      under,
      table.element,
      note,
      make("div", "atlas-foot", add.element),
    );
    return {
      element,
      update(part, now) {
        add.update(now, part.title);
        element.dataset.key = part.key;
        write(title, part.title);
        write(under, part.under);
        under.hidden = !part.under;
        table.update(part, part.title);
        write(note, part.note);
        note.hidden = !part.note;
      },
    };
  },

  cohorts(desk) {
    const add = adder(desk, () => element.dataset.key ?? "");
    const [title, rows, note] = [
      make("h2", "atlas-card-title"),
      make("div", "atlas-cohorts"),
      make("p", "atlas-quiet"),
    ];
    const element = make(
      "section",
      "atlas-card atlas-frame",
      title,
      rows,
      make("div", "atlas-foot", note, add.element),
    );
    const draw = list(
      rows,
      (/** @type {CohortLine} */ line) => line.key,
      () => cohortLine("div", "h3"),
    );
    return {
      element,
      update(part, now) {
        add.update(now, part.title);
        element.dataset.key = part.key;
        write(title, part.title);
        draw(part.lines, now);
        write(note, part.note);
        note.hidden = !part.note;
      },
    };
  },

  cohort_cards() {
    const [rows, note] = [make("div", "atlas-figures"), make("p", "")];
    rows.style.setProperty("--atlas-columns", "repeat(auto-fill, minmax(min(100%, 24rem), 1fr))");
    const draw = list(
      rows,
      (/** @type {CohortLine} */ line) => line.key,
      () => cohortLine("section", "h2"),
    );
    return {
      element: make("div", "", rows, note),
      update(part, desk) {
        draw(part.lines, desk);
        write(note, part.note);
        note.hidden = !part.note;
      },
    };
  },

  shapes() {
    const title = make("h2", "atlas-card-title");
    const picture = svg("svg", { role: "img", class: "atlas-shapes" });
    return {
      element: make("section", "atlas-card atlas-frame", title, picture),
      update(part) {
        write(title, part.title);
        set(picture, { viewBox: part.viewBox.join(" "), "aria-label": part.title });
        picture.replaceChildren(
          ...part.areas.map(({ name, d }) => svg("path", { d }, svg("title", {}, name))),
        );
      },
    };
  },

  picker(desk) {
    const select = make("select", "");
    const name = make("span", "");
    /** @type {Asking} */ let now;
    let drawn = "";
    select.addEventListener("change", () =>
      desk.ask({ [now.asks]: select.value, ...Object.fromEntries(now.drops.map((d) => [d, ""])) }),
    );
    return {
      element: make("label", "atlas-field atlas-picker", name, select),
      update(part) {
        now = part;
        select.name = part.key;
        write(name, part.label);
        const key = JSON.stringify(part.groups);
        if (key !== drawn) {
          drawn = key;
          select.replaceChildren(
            ...part.groups.flatMap(([group, options]) => {
              const made = options.map(([value, text]) => new Option(text, value));
              return group ? [Object.assign(make("optgroup", "", ...made), { label: group })] : made;
            }),
          );
        }
        select.value = part.shown;
      },
    };
  },

  text() {
    const [title, items] = [make("h2", "atlas-card-title"), make("div", "atlas-text")];
    const element = make("section", "", title, items);
    const draw = list(
      items,
      (/** @type {TextItem} */ _, i) => i,
      () => {
        const [strong, text, small] = [make("strong", ""), make("span", ""), make("span", "atlas-quiet")];
        const link = make("a", "");
        const under = make("p", "", small, link);
        return {
          element: make("div", "", make("p", "", strong, text), under),
          /** @param {TextItem} item */
          update(item) {
            write(strong, item.strong ? `${item.strong}. ` : "");
            write(text, item.text);
            write(small, item.small ? `${item.small}${item.link ? " · " : ""}` : "");
            link.hidden = !item.link;
            if (item.link) Object.assign(link, { href: item.link.url, textContent: item.link.label });
            under.hidden = !item.small && !item.link;
          },
        };
      },
    );
    return {
      element,
      update(part) {
        element.className = part.framed ? "atlas-card atlas-frame" : "atlas-plain";
        element.dataset.key = part.key ?? "";
        write(title, part.title ?? "");
        title.hidden = !part.title;
        draw(part.items);
      },
    };
  },
};

/** A line of text and of links to other views.
 * @param {HTMLElement} host @param {Piece[]} pieces @param {Desk} desk */
function ways(host, pieces, desk) {
  host.replaceChildren(
    ...pieces.map((piece) => {
      if (typeof piece === "string") return document.createTextNode(piece);
      const wanted = Object.entries({ ...desk.view.value, ...piece.asks }).filter(([, value]) => value);
      const link = Object.assign(make("a", "", piece.label), { href: `?${new URLSearchParams(wanted)}` });
      link.addEventListener("click", (e) => {
        if (e.ctrlKey || e.metaKey || e.shiftKey) return; // a new tab opens the address
        e.preventDefault();
        desk.ask(piece.asks);
      });
      return link;
    }),
  );
}

/** What the reader does on a map, as parameters of the view that is wanted. */
/** @type {Record<string, (value: any) => Address>} */
const ASKS = {
  selected: (/** @type {string[]} */ codes) => ({ kommun: codes.join(",") }),
  period: (/** @type {string} */ year) => ({ ar: year }),
  then: (/** @type {string} */ year) => ({ med: year }),
  form: (/** @type {string} */ form) => ({ vy: form === "land" ? "" : form }),
};

/**
 * A card around a map or several.
 * @template {CardHead & CardFoot} P
 * @template {object} Data
 * @param {Desk} desk
 * @param {{mount(args: {parentElement: HTMLElement, data: Data, setStateValue: Tell}): void,
 *   unmount(host: HTMLElement): void}} module that draws what `of` gives
 * @param {(part: P) => Data} of
 * @returns {Drawing<P>}
 */
function mapCard(desk, module, of) {
  const head = DRAWERS.card_head(desk);
  const foot = DRAWERS.card_foot(desk);
  const figure = make("div", "atlas-card-figure");
  const element = make("section", "atlas-card atlas-frame", head.element, figure, foot.element);
  /** @type {P} */ let part;
  /** @type {Desk["ask"]} */ let ask;
  const draw = () =>
    module.mount({
      parentElement: figure,
      data: { ...of(part), projector: projector.isOn() },
      setStateValue: (name, value) => ask(ASKS[name](value)),
    });
  const unfollow = projector.follow(() => part && element.isConnected && draw());
  return {
    element,
    update(given, now) {
      part = given;
      ask = now.ask;
      element.dataset.key = part.key;
      head.update(part, now);
      draw();
      foot.update(part, now);
    },
    leave() {
      unfollow();
      module.unmount(figure);
    },
  };
}

/** "Add to presentation": puts a card, or the page's answer, on the deck and says so.
 * @param {Desk} desk @param {string|(() => string)} key */
function adder(desk, key) {
  const add = button("atlas-button atlas-add");
  const told = make("span", "atlas-unseen");
  told.setAttribute("role", "status");
  let text = "";
  let waiting = 0;
  /** @type {Asker} */
  const asker = {
    said(sentence) {
      add.dataset.done = "true";
      add.textContent = told.textContent = sentence;
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        delete add.dataset.done;
        add.textContent = text;
        told.textContent = "";
      }, 4000);
    },
  };
  add.addEventListener("click", () => desk.add(typeof key === "string" ? key : key(), asker));
  const element = make("span", "", add, told);
  return {
    element,
    /** @param {Desk} now @param {string} title */
    update(now, title) {
      text = now.words.add;
      element.hidden = !now.staged;
      if (!add.dataset.done) write(add, text);
      add.title = now.words.add_help.replace("{title}", title);
    },
  };
}

/** A cohort's name and dates, and its figures in a row.
 * @param {"div" | "section"} tag @param {"h2" | "h3"} heading @returns {Drawing<CohortLine>} */
function cohortLine(tag, heading) {
  const [name, dates, figures] = [
    make(heading, "atlas-card-title"),
    make("p", "atlas-quiet"),
    make("div", "atlas-numbers"),
  ];
  const draw = list(
    figures,
    (/** @type {[string, string]} */ [label]) => label,
    () => {
      const [label, value] = [make("dt", ""), make("dd", "")];
      return {
        element: make("dl", "", label, value),
        /** @param {[string, string]} figure */
        update([text, number]) {
          write(label, text);
          write(value, number);
        },
      };
    },
  );
  const element = make(
    tag,
    tag === "section" ? "atlas-card atlas-frame atlas-cohort" : "atlas-cohort",
    name,
    dates,
    figures,
  );
  return {
    element,
    update(line) {
      element.dataset.key = line.key;
      write(name, line.name);
      write(dates, line.dates);
      draw(line.figures);
    },
  };
}

/** A table of text; the first cell of a row names it. */
function grid() {
  const caption = make("caption", "atlas-unseen");
  const [head, body] = [make("thead", ""), make("tbody", "")];
  const element = make("div", "atlas-grid", make("table", "", caption, head, body));
  element.tabIndex = 0; // a table wider than its frame is scrolled by keyboard, too
  element.setAttribute("role", "group");
  let drawn = "";
  return {
    element,
    /** @param {Table} table @param {string} title */
    update({ columns, rows }, title) {
      const key = JSON.stringify([columns, rows.length, title]);
      if (key !== drawn) {
        drawn = key;
        write(caption, title);
        element.setAttribute("aria-label", title);
        head.replaceChildren(
          make(
            "tr",
            "",
            ...columns.map((column) => {
              const cell = make("th", "", column);
              cell.scope = "col";
              return cell;
            }),
          ),
        );
        body.replaceChildren(
          ...rows.map((row) =>
            make(
              "tr",
              "",
              ...row.map((_, i) => (i ? make("td", "") : Object.assign(make("th", ""), { scope: "row" }))),
            ),
          ),
        );
      }
      rows.forEach((row, at) => row.forEach((text, i) => write(body.rows[at].cells[i], text)));
    },
  };
}

/** A question mark that tells what is meant: on hover, on focus and on a press; Esc takes it away. */
function explanation() {
  const mark = button("atlas-help", "?");
  const text = make("span", "atlas-tip");
  text.id = `atlas-tip-${++serial}`;
  text.setAttribute("role", "tooltip");
  text.popover = "manual";
  mark.setAttribute("aria-describedby", text.id);
  const open = () => {
    if (text.matches(":popover-open")) return;
    text.showPopover();
    below(text, mark);
  };
  const shut = () => text.matches(":popover-open") && text.hidePopover();
  for (const type of ["pointerenter", "focus", "click"]) mark.addEventListener(type, open);
  for (const type of ["pointerleave", "blur"]) mark.addEventListener(type, shut);
  mark.addEventListener("keydown", (e) => e.key === "Escape" && shut());
  return {
    element: make("span", "", mark, text),
    /** @param {string} said @param {string} name */
    update(said, name) {
      write(text, said);
      mark.hidden = !said;
      if (mark.getAttribute("aria-label") !== name) mark.setAttribute("aria-label", name);
    },
  };
}

/** @param {HTMLElement} host @param {string[]} lines */
function paragraphs(host, lines) {
  while (host.children.length > lines.length) host.lastChild?.remove();
  lines.forEach((line, i) => {
    if (!host.children[i]) host.append(make("p", "atlas-quiet"));
    write(host.children[i], line);
  });
}

/** @param {{name: string, text: string}} file */
function download({ name, text }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
