/**
 * Which drawer draws which kind of part: a file for each in parts/. What several of them share lies in pieces/.
 *
 * A drawer makes the elements of a part once, and gives back the function that brings them in line with
 * what the part says now. Text is only ever set as text.
 */

/** @import { Desk, Drawing, Parts } from "../types" */

import { create as alike } from "./parts/alike.js";
import { create as answer } from "./parts/answer.js";
import { create as beside } from "./parts/beside.js";
import { create as card } from "./parts/card.js";
import { create as chart } from "./parts/chart.js";
import { create as cohortCards } from "./parts/cohort-cards.js";
import { create as cohorts } from "./parts/cohorts.js";
import { create as comparison } from "./parts/comparison.js";
import { create as facts } from "./parts/facts.js";
import { create as files } from "./parts/files.js";
import { create as filters } from "./parts/filters.js";
import { create as indexed } from "./parts/indexed.js";
import { create as keyFigures } from "./parts/key-figures.js";
import { create as multiples } from "./parts/multiples.js";
import { create as nothing } from "./parts/nothing.js";
import { create as picker } from "./parts/picker.js";
import { create as placeRows } from "./parts/place-rows.js";
import { create as section } from "./parts/section.js";
import { create as shares } from "./parts/shares.js";
import { create as shapes } from "./parts/shapes.js";
import { create as spines } from "./parts/spines.js";
import { create as steps } from "./parts/steps.js";
import { create as switcher } from "./parts/switch.js";
import { create as table } from "./parts/table.js";
import { create as text } from "./parts/text.js";
import { create as theme } from "./parts/theme.js";
import { create as together } from "./parts/together.js";
import { create as vacant } from "./parts/vacant.js";
import { create as ways } from "./parts/ways.js";

/** @type {{[Kind in keyof Parts]: (desk: Desk) => Drawing<Parts[Kind]>}} */
export const DRAWERS = {
  alike,
  answer,
  beside,
  card,
  chart,
  cohort_cards: cohortCards,
  cohorts,
  comparison,
  facts,
  files,
  filters,
  indexed,
  key_figures: keyFigures,
  multiples,
  nothing,
  picker,
  place_rows: placeRows,
  section,
  shapes,
  shares,
  spines,
  steps,
  switch: switcher,
  table,
  text,
  theme,
  together,
  vacant,
  ways,
};
