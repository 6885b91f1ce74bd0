/**
 * What the server says to the browser, and what it hears. Made from the types in `atlas/views/parts/`,
 * `atlas/maps/types.py` and `atlas/figures/spec.py` by `python -m scripts.contract`: change it there.
 */

/** The news that a card was added to the deck, sent once; `number` as in a file. */
export interface Added {
  number: number;
  said: string;
  deck: string;
}

/** A card, or with "" the page's own answer, is to be put on the deck, in the view that the reader has. */
export interface Adding {
  card: string;
  view: Record<string, string>;
  stamp: number;
}

/** A card of the places most like one, and what counts in that: weights, held by the parameter `asks`. */
export interface Alike {
  title: string;
  under: string;
  key: string;
  sentence: string;
  note: string;
  lines: string[];
  table: Table | null;
  kind: "alike";
  rows: AlikeRow[];
  weights: Weight[];
  asks: string;
  words: Record<string, string>;
}

/** A place that is like another one: how much as a word and a number, and the reasons in words. */
export interface AlikeRow {
  code: string;
  name: string;
  word: string;
  distance: string;
  reasons: string[];
}

/** The title of a page and its answer. Where there are `ways` to other views, they are the answer. */
export interface Answer {
  kind: "answer";
  title: string;
  text: string;
  ways: (string | WayOn)[];
}

/**
 * An area: the path of its land (`d`), where its name stands, its size, and the column and row of its tile,
 * from 0.
 */
export interface Area {
  code: string;
  name: string;
  d: string;
  x: number;
  y: number;
  area: number;
  tile?: number[];
}

/**
 * What the page says back: all of the deck as it stands there now, so that a message which overtakes another
 * one says the same as both.
 */
export interface Arranged {
  edition: number;
  chosen: number;
  slides: WrittenSlide[];
}

/** A choice that sets the parameter `asks` and removes those in `drops`. */
export interface Asking {
  key: string;
  label: string;
  shown: string;
  asks: string;
  drops: string[];
}

/** A number, large, with what is told of it. */
export interface BareKeyFigure {
  key: string;
  label: string;
  value: string;
  lines: string[];
}

/** A larger area, and its value in each period: as text and as a number. */
export interface Benchmark {
  label: string;
  values: Record<string, string>;
  numbers: Record<string, number>;
}

/** Parts side by side, with widths in proportion to their weights. */
export interface Beside {
  kind: "beside";
  weights: number[];
  parts: Part[];
}

/** What is below the figure of a card. `lines` hold its source and what else its numbers are based on. */
export interface CardFoot {
  title: string;
  under: string;
  key: string;
  sentence: string;
  note: string;
  lines: string[];
  table: Table | null;
}

/** The title of a card, which is its takeaway, and what it is about. */
export interface CardHead {
  title: string;
  under: string;
}

/** What the scene of a difference has otherwise than that of the years. */
export interface Change {
  title: string;
  unit: string;
  unitOne: string;
  method: string;
  signed: boolean;
  breaks: number[];
  colors: string[];
  colorsDark: string[];
  bubbleMax: number;
  pivot: Pivot | null;
}

/** A card with a figure. */
export interface ChartCard {
  title: string;
  under: string;
  key: string;
  sentence: string;
  note: string;
  lines: string[];
  table: Table | null;
  kind: "chart";
  figure: Plot;
}

/** A list to choose from, at most `most` at a time; `options` are pairs of value and text. */
export interface Choice {
  label: string;
  all: string;
  applies: boolean;
  options: string[][];
  most?: number;
}

/** The cohorts, each in a frame of its own. */
export interface CohortCards {
  kind: "cohort_cards";
  lines: CohortLine[];
  note: string;
}

/** A cohort, with its key figures as pairs of name and number. */
export interface CohortLine {
  key: string;
  name: string;
  dates: string;
  numbers: string[][];
}

/** The cohorts in one frame, one line for each. */
export interface Cohorts {
  kind: "cohorts";
  key: string;
  title: string;
  lines: CohortLine[];
  note: string;
}

export type Compared = ComparedYears | ComparedMeasures | ComparedAll;

/** Every year, small. */
export interface ComparedAll {
  words: Record<string, string>;
  note?: string;
  then?: string;
  mode: "all";
  scene: Scene;
}

/** Two measures. */
export interface ComparedMeasures {
  words: Record<string, string>;
  note?: string;
  then?: string;
  mode: "measures";
  scenes: Scene[];
}

/** Two years and their difference, where there may be a map of it. */
export interface ComparedYears {
  words: Record<string, string>;
  note?: string;
  then?: string;
  mode: "years";
  scene: Scene;
  change: Change | null;
}

/** A card with several maps. */
export interface ComparisonCard {
  title: string;
  under: string;
  key: string;
  sentence: string;
  note: string;
  lines: string[];
  table: Table | null;
  kind: "comparison";
  compared: Compared;
  facts: Facts | null;
}

/** A file that the server makes, of a `kind`: what it is called and what it is for. */
export interface DataFile {
  kind: string;
  name: string;
  about: string;
}

/** The files in which the figures of an indicator can be had. */
export interface DataFiles {
  kind: "files";
  key: string;
  title: string;
  items: DataFile[];
}

/** A button that copies the link of a deck. `base` is the address of the stage. */
export interface DeckLink {
  deck: string;
  base: string;
  words: DeckLinkWords;
}

/** What stands on the button, and for a while after a press. */
export interface DeckLinkWords {
  link: string;
  copied: string;
}

/**
 * The slides of an edition of the deck as the stage draws them, by their number, with none of the texts that
 * are written on them. `safe` and `words` are those of the stage, `lang` is the deck's.
 */
export interface DeckPictures {
  edition: number;
  slides: Slide[];
  safe: string;
  lang: string;
  words: Record<string, string>;
}

/**
 * A slide on the page that edits it: its number in the edition, its page, what it shows, the texts that are
 * written on it, those that its card has where none is, and what its view lacks in these data.
 */
export interface DeckSlide {
  id: number;
  page: string;
  shows: string;
  heading: string;
  sentence: string;
  notes: string;
  own_heading: string;
  own_sentence: string;
  lacks: string[];
}

/**
 * The deck that is edited, in its order. The edition changes when another deck takes its place, and not while
 * this one is edited. `chosen` is the number of a slide, `limits` are the longest texts, `lang` is the
 * language of the slides.
 */
export interface DeckWork {
  edition: number;
  chosen: number;
  slides: DeckSlide[];
  limits: Record<string, number>;
  lang: string;
  words: Record<string, string>;
}

/**
 * One fact of a place: what it is and of when, its value, what the value means where it is a sign (`said`),
 * and small lines: what its source notes of it, between what it could be, or its group's where its own is not
 * told. Where the place can be seen among all, `strip` tells where.
 */
export interface Fact {
  label: string;
  value: string;
  said: string;
  lines: string[];
  strip?: Strip | null;
}

/**
 * The facts of a place beside the map of a card, under the key of that card. `label` is what they are called,
 * `marks` as in :class:`PlaceRows`. `filter` is the button that sets the parameters `asks`, "" where the
 * place is chosen already; `page` the link to the place's own page at `url`.
 */
export interface Facts {
  name: string;
  items: Fact[];
  kind: "facts";
  key: string;
  code: string;
  label: string;
  marks: string[];
  trend: PlaceTrend | null;
  filter: string;
  asks: Record<string, string>;
  page: string;
  url: string;
}

/**
 * A line: its name and its points, each where it lies, how high, and what is said of it; `None` is a gap.
 * `end` is what stands at its end, or above all lines if it has no point. `look` is `strong`, `quiet`,
 * `beside-0` or `cohort-0` and so on; `steps` hold until the next point. `reach` is what a point could be:
 * where it lies, from, to. `broken` are points after which nothing may be told, each with the sign of why.
 */
export interface FigureLine {
  name: string;
  look: string;
  points: ([number, number, string] | null)[];
  end?: string;
  paint?: [string, string];
  steps?: boolean;
  reach?: [number, number, number][];
  broken?: [number, string][];
}

/** Lines, or `columns` so `wide` of one series, over what `across` spans. */
export interface FigureLines {
  kind: "lines";
  lines: FigureLine[];
  across: [number, number];
  high: [number, number];
  ticks: [number, string][];
  marks: [number, string][];
  axis?: string;
  columns?: [number, number, string][];
  wide?: number;
  breaks?: [number, string][];
  events?: [number, string][];
}

/** A row: its name, what is said of it when one points at it, and its marks, each where there is one. */
export interface FigureRow {
  label: string;
  said?: string;
  text?: string;
  before?: string;
  note?: string;
  sign?: string;
  look?: string;
  bar?: number;
  parts?: [number, string, string, [number, number] | null][];
  ring?: number;
  dot?: number;
  way?: boolean;
  reach?: [number, number];
  stretch?: [number, number, boolean];
  paint?: [string, string];
  events?: [number, string][];
}

/** Rows from top to bottom on a scale (`span`) with `ticks`. */
export interface FigureRows {
  kind: "rows";
  rows: FigureRow[];
  span: [number, number];
  ticks: [number, string][];
  tall?: number;
  band?: [number, number];
  parts?: [string, string, string][];
  legend?: [string, string][];
  paired?: boolean;
}

/**
 * A spot: its name, where it lies on both scales, what is said of it, and what its number upwards could be
 * (`reach`), or its interval; `look` is `strong` (chosen).
 */
export interface FigureSpot {
  label: string;
  across: number;
  up: number;
  said: string;
  reach?: [number, number];
  look?: string;
}

/**
 * Spots on two scales, `across` and `high`, each with what it is (`axis`, `side`) and its numbers (`marks`,
 * `ticks`). No line leads through them: few spots show no course.
 */
export interface FigureSpots {
  kind: "spots";
  spots: FigureSpot[];
  across: [number, number];
  high: [number, number];
  ticks: [number, string][];
  marks: [number, string][];
  axis: string;
  side: string;
}

/**
 * A file that was asked for, of a `card` and of a `kind`, sent once; `content` is in base64, `number` tells
 * it apart from earlier ones.
 */
export interface File {
  name: string;
  content: string;
  number: number;
  card: string;
  kind: string;
}

/** The filter row. */
export interface Filters {
  kind: "filters";
  places: Choice;
  cohorts: Choice;
  years: Years;
  words: Record<string, string>;
}

/** Gives the focus to the button or heading under a key; `stamp` tells one wish from the one before. */
export interface Focus {
  key: string;
  stamp: number;
}

/**
 * A table in a frame of its own. `files` says whether it can be had as a file. Where it is `folded`, a press
 * on these words shows it, and it stays on its page, since it is too large for a slide.
 */
export interface FramedTable {
  columns: string[];
  rows: string[][];
  signs?: string;
  right?: number;
  links?: Record<string, string>;
  kind: "table";
  files: boolean;
  key: string;
  title: string;
  under: string;
  note: string;
  folded: string;
}

/** The deck as it stands on its page now. */
export interface FromDeck {
  arranged: Arranged;
}

/** A language, by its code; whether exact numbers are wanted; that one logs in or out. */
export interface FromHead {
  language: string;
  exact: boolean;
  login: boolean;
  logout: boolean;
}

/** What a sheet asks for. */
export interface FromSheet {
  view: Viewed;
  save: Saving;
  add: Adding;
}

/** One leaves the stage, or moves the deck on to today's numbers: the moment at which it was pressed. */
export interface FromStage {
  leave: number;
  move: number;
}

/** The deck that the tab had kept, as JSON, or the one that a closed tab has left. */
export interface FromTab {
  deck: string;
  left: string;
}

/** The shapes of all areas, in the units of `viewBox`, and the land around them, where it is known. */
export interface Geometry {
  viewBox: number[];
  areas: Area[];
  outline: string;
  around?: string;
}

/**
 * The head of a page. The link of the page `shown` is marked; `base` is what every address begins with. Links
 * carry the view of the moment, which is told by these `parameters`. `languages` are pairs of code and name;
 * no address names the `unsaid` one. `exact` tells whether exact numbers are asked for, `None` where they may
 * not be; `login` is what is offered: `login`, `logout` or nothing.
 */
export interface Head {
  brand: string;
  links: PageLink[];
  shown: string;
  base: string;
  parameters: string[];
  marks: Mark[];
  lang: string;
  languages: string[][];
  unsaid: string;
  exact: boolean | null;
  login: "" | "login" | "logout";
  role: string;
  words: Record<string, string>;
}

/** Parts from top to bottom, and an index called `name` of those that are sections. */
export interface Indexed {
  kind: "indexed";
  name: string;
  parts: Part[];
}

/** The same with `help` on what it means. */
export interface KeyFigure {
  key: string;
  label: string;
  value: string;
  lines: string[];
  help: string;
}

/** Key figures, this many in a row. */
export interface KeyFigures {
  kind: "key_figures";
  items: KeyFigure[];
  columns: number;
}

/**
 * What the server knows of the address, told with each `run` of a whole page: `wanted` is the address of the
 * view that is shown; `read` is the checksum of the address that this run has read, `None` if it has read
 * none; `turned` is what the server changed at the moment `turnedAt`, "" for a parameter that is gone.
 */
export interface KnownAddress {
  run: string;
  parameters: string[];
  wanted: Record<string, string>;
  read: number | null;
  turned: Record<string, string>;
  turnedAt: string;
}

/** A link to another place. */
export interface Link {
  url: string;
  label: string;
}

/**
 * A card with a map, and the facts of the place that is open on it. `picks` says what a pick means: where it
 * is `leading`, the page is about the first of the chosen places, and who picks another one puts it there
 * while the rest stay chosen; where it is `gathering`, what is picked joins those that are chosen.
 */
export interface MapCard {
  title: string;
  under: string;
  key: string;
  sentence: string;
  note: string;
  lines: string[];
  table: Table | null;
  kind: "card";
  map: Scene;
  facts: Facts | null;
  picks: "" | "leading" | "gathering";
}

/** What is said of all numbers of the page: of which kind, in a word or two, and in a sentence. */
export interface Mark {
  kind: string;
  text: string;
  help: string;
}

/**
 * One area over the years: pieces of a line as points (when, how high), its last value, and both in words.
 */
export interface MultipleCell {
  line: number[][][];
  value: string;
  said: string;
}

/** An indicator of several areas on one scale, whose ends are `scale`, over `years`. */
export interface MultipleRow {
  key: string;
  name: string;
  under: string;
  scale: string[];
  cells: MultipleCell[];
}

/** A card with the years of several areas side by side, each indicator on one scale. */
export interface Multiples {
  title: string;
  under: string;
  key: string;
  sentence: string;
  note: string;
  lines: string[];
  table: Table | null;
  kind: "multiples";
  places: Paint[];
  rows: MultipleRow[];
  column: string;
}

/** An empty place, for a panel that has nothing to say beside panels that have. */
export interface Nothing {
  kind: "nothing";
}

/** A page by its name in the code, its title, its address, and with which others its link stands. */
export interface PageLink {
  name: string;
  title: string;
  address: string;
  group: string;
}

/** An area that is drawn, with its colours; the county and the country have none of their own. */
export interface Paint {
  name: string;
  colors?: string[];
}

export type Part =
  | Nothing
  | Filters
  | Answer
  | Ways
  | Beside
  | Section
  | Indexed
  | Theme
  | DataFiles
  | Together
  | KeyFigures
  | MapCard
  | ComparisonCard
  | ChartCard
  | Switch
  | Picker
  | PlaceRows
  | Facts
  | Spines
  | Multiples
  | Alike
  | Shares
  | FramedTable
  | Cohorts
  | CohortCards
  | Shapes
  | Text
  | Steps
  | Vacant;

/** A choice from a list. Each group has a name and its options, as pairs of value and text. */
export interface Picker {
  key: string;
  label: string;
  shown: string;
  asks: string;
  drops: string[];
  kind: "picker";
  groups: [string, string[][]][];
}

/** What classes lie around in each period, and which side of it is the better one. */
export interface Pivot {
  better: string;
  values: Record<string, number>;
}

/** What is told of a place of a map when it is chosen. */
export interface PlaceFacts {
  name: string;
  items: Fact[];
}

/** Indicators of one theme. */
export interface PlaceGroup {
  title: string;
  rows: PlaceRow[];
}

/**
 * An indicator of one place. `status` tells in words why there is no value. `change` is what has changed
 * `since` the period before, as a sign and a number, and `said` is that in words; all three are "" where it
 * is not known.
 */
export interface PlaceRow {
  others: number[];
  marked: (number | null)[];
  also?: number[];
  beside: string;
  key: string;
  name: string;
  value: string;
  status: string;
  under: string;
  change: string;
  since: string;
  said: string;
  line: number[][][];
  line_said: string;
  years: string;
}

/**
 * The indicators of one place; `marks` are the names of what the strip marks, and of its other dots.
 * `sources` are folded under `sources_name`: which rows, and what is known of where they come from.
 */
export interface PlaceRows {
  kind: "place_rows";
  key: string;
  title: string;
  under: string;
  note: string;
  sources_name: string;
  sources: [string, string][];
  columns: string[];
  marks: string[];
  groups: PlaceGroup[];
}

/** The measure of the map over the years, about the place; `text` is what the figure tells. */
export interface PlaceTrend {
  title: string;
  text: string;
  figure: Plot;
}

/**
 * A deck that is played: its slides from the title (0) to the end. `explore` are the words of a chart that is
 * looked into; `safe` says that the numbers are safe to show, `nothing` why there is no slide, `notice` that
 * the numbers of the deck are gone, and `newer` that there are newer ones.
 */
export interface Play {
  slides: Slide[];
  title: string;
  lang: string;
  words: Record<string, string>;
  explore: Record<string, string>;
  safe: string;
  sent: SentTexts | null;
  nothing: string;
  notice: string;
  newer: string;
}

export type Plot = FigureRows | FigureLines | FigureSpots;

/** A slide of a ready deck, to be seen before the deck is made. */
export interface ReadyPicture {
  slide: Slide;
  safe: string;
  lang: string;
  words: Record<string, string>;
}

/** A file of a card, of a kind such as `csv`, as it is in the view that the reader looks at. */
export interface Saving {
  card: string;
  kind: string;
  view: Record<string, string>;
}

/**
 * A map. `geometry` is the address of the shapes. `values`, `lower` and `upper` hold a list for each period,
 * in the order of `codes`; `status` a letter for each code: `r`, `p`, `m` or `n`; `instead` what is said of a
 * place that is not shown. In a `still` map nothing can be chosen. Where there is an `opened` place ("" for
 * none), a press opens a place, and with Ctrl it chooses it.
 */
export interface Scene {
  geometry: string;
  lang: string;
  kind: string;
  title: string;
  unit: string;
  unitOne: string;
  decimals: number;
  codes: string[];
  periods: string[];
  period: string;
  values: Record<string, (number | null)[]>;
  status: Record<string, string>;
  lower?: Record<string, (number | null)[]> | null;
  upper?: Record<string, (number | null)[]> | null;
  interval: string;
  instead?: Record<string, (string | null)[]>;
  still?: boolean;
  breaks: number[];
  colors: string[];
  colorsDark: string[];
  method: string;
  pivot: Pivot | null;
  bubbleMax: number;
  selected: string[];
  opened?: string;
  benchmarks: Benchmark[];
  words: Record<string, string>;
  labels: boolean;
  projector: boolean;
  height?: number;
  form?: "land" | "tiles";
}

/** Parts from top to bottom under a heading and a sentence; `key` is what a link to it says. */
export interface Section {
  kind: "section";
  key: string;
  title: string;
  text: string;
  parts: Part[];
}

/** Says that the texts are the sender's, in the reader's language. */
export interface SentTexts {
  text: string;
  lang: string;
}

/** A drawing of areas, without numbers. */
export interface Shapes {
  viewBox: number[];
  areas: Area[];
  outline: string;
  around?: string;
  kind: "shapes";
  key: string;
  title: string;
}

/** What is weighed, `about` what is in it, and how much: of 100. `usual` is the weight without a choice. */
export interface Share {
  id: string;
  name: string;
  about: string;
  value: number;
  usual: number;
}

/**
 * Weights that sum to 100, held by the parameter `asks`: who moves one moves the others with it. `words` have
 * `percent` and `said`, each with a slot for the number.
 */
export interface Shares {
  kind: "shares";
  key: string;
  title: string;
  text: string;
  rows: Share[];
  asks: string;
  words: Record<string, string>;
}

/**
 * Parts from top to bottom, in the view that `address` tells by these `parameters`. Its numbers may be
 * `exact`; `staged` cards can be put on the deck. `replies` is where another view of the same parts can be
 * had without a run of the page; "" where it cannot.
 */
export interface Sheet {
  address: Record<string, string>;
  parameters: string[];
  parts: Part[];
  words: Record<string, string>;
  exact: boolean;
  staged: boolean;
  replies: string;
  file?: File;
  added?: Added;
}

/**
 * The language of the page and the addresses of its styles. `words` are the texts of the framework that are
 * to be others, by its English.
 */
export interface Shell {
  lang: string;
  styles: string[];
  words: Record<string, string>;
  address: KnownAddress;
}

/**
 * A view, large: `caption` is what its numbers rest on; `facts` are those of the places of its map, by code.
 */
export interface Slide {
  heading: string;
  sentence: string;
  notes: string;
  caption: string[];
  figure: SlideFigure;
  facts: Record<string, PlaceFacts> | null;
}

/** A chart, and the same numbers as a table for those who do not see it. */
export interface SlideChart {
  kind: "chart";
  figure: Plot;
  table: Table;
}

/** Cohorts under each other. */
export interface SlideCohorts {
  kind: "cohorts";
  lines: CohortLine[];
}

/**
 * What is told of the project before and after all views; pairs of a name and what it is. `shapes` is the
 * address of the areas' shapes.
 */
export interface SlideCover {
  kind: "cover";
  told: string[][];
  shapes: string;
}

export type SlideFigure =
  SlideMap | SlideMaps | SlideKeyFigures | SlideCohorts | SlideChart | SlideTable | SlideCover | SlideGone;

/** Says that the view is not in these data. */
export interface SlideGone {
  kind: "gone";
  text: string;
}

/** Key figures. */
export interface SlideKeyFigures {
  kind: "key_figures";
  items: BareKeyFigure[];
}

/** A map. */
export interface SlideMap {
  kind: "map";
  scene: Scene;
}

/** Maps beside each other: two years, two measures, or every year. */
export interface SlideMaps {
  kind: "maps";
  compared: Compared;
}

/** A table. */
export interface SlideTable {
  columns: string[];
  rows: string[][];
  signs?: string;
  right?: number;
  links?: Record<string, string>;
  kind: "table";
}

/** Indicators of one theme. */
export interface SpineGroup {
  title: string;
  rows: SpineRow[];
}

/**
 * A place on a spine: where (`None` without a value), its value, and how it compares in words and by a sign.
 * `judged` is what colours the words.
 */
export interface SpineMark {
  at: number | null;
  value: string;
  verdict: string;
  sign: string;
  judged: "better" | "worse" | "";
}

/**
 * An indicator. `bar` says where the worst, the two quartiles and the best lie, `ends` what is written at the
 * ends of the scale, `against` where the county or the country lies. Where there is no spine, or nothing to
 * compare with, `refused` says why. `said` tells all of it in words.
 */
export interface SpineRow {
  key: string;
  name: string;
  under: string;
  bar: number[];
  ends: string[];
  against: number | null;
  marks: SpineMark[];
  refused: string;
  said: string;
}

/** A card with a spine for each indicator, and on it the chosen `places`. `words` say what is what. */
export interface Spines {
  title: string;
  under: string;
  key: string;
  sentence: string;
  note: string;
  lines: string[];
  table: Table | null;
  kind: "spines";
  places: Paint[];
  groups: SpineGroup[];
  columns: string[];
  words: Record<string, string>;
}

/** A step of a task: what it is called, and whether it is done, taken now, or still ahead. */
export interface Step {
  title: string;
  state: "done" | "now" | "ahead";
}

/**
 * The steps of a task, which has the `name`; and of the one taken now, a heading that can have the focus, a
 * sentence, and a `link` to another page of ours where it leads to one. `done` is said of a step that lies
 * behind, to who cannot see its mark.
 */
export interface Steps {
  kind: "steps";
  key: string;
  name: string;
  done: string;
  steps: Step[];
  title: string;
  text: string;
  link?: Link;
}

/**
 * Where a place stands: the `others` and those that are `marked` (the place, the county, the country) lie
 * between 0 and 200, `None` where they have no value; `also` those chosen beside the place. `beside` tells
 * the wider areas' values in words.
 */
export interface Strip {
  others: number[];
  marked: (number | null)[];
  also?: number[];
  beside: string;
}

/** A choice between a few options, all of them visible; `options` are pairs of value and text. */
export interface Switch {
  key: string;
  label: string;
  shown: string;
  asks: string;
  drops: string[];
  kind: "switch";
  options: string[][];
}

/**
 * The deck that the browser's tab is to keep, if the server knows of one; `asked` wants an answer also where
 * nothing is kept.
 */
export interface Tab {
  known: boolean;
  deck: string;
  asked: boolean;
}

/**
 * Columns and rows of text; the first cell of a row names it. `signs` says what those mean that stand in
 * cells instead of numbers, where no column says it. The columns from `right` on stand right, as those of
 * numbers do. A cell whose text is among `links` leads to that address.
 */
export interface Table {
  columns: string[];
  rows: string[][];
  signs?: string;
  right?: number;
  links?: Record<string, string>;
}

/**
 * Paragraphs, with or without a title and a frame. Where they are `folded`, each shows its strong beginning
 * only, until it is opened.
 */
export interface Text {
  kind: "text";
  items: TextItem[];
  key?: string;
  title?: string;
  framed?: boolean;
  folded?: boolean;
}

/** A paragraph. It may begin with `strong` text, and end with `small` text and a link. */
export interface TextItem {
  text: string;
  strong?: string;
  small?: string;
  link?: Link | null;
}

/**
 * The indicators of a theme, which has the `title`, as rows; `marks` are the names of what the strips mark. A
 * press on a row opens it: `asks` becomes the row's key, and those in `drops` go. Below the open row stand
 * the `parts`. `gaps` are dimensions of the scoreboard with no figure, each with why.
 */
export interface Theme {
  kind: "theme";
  key: string;
  title: string;
  columns: string[];
  marks: string[];
  rows: ThemeRow[];
  gaps: string[][];
  asks: string;
  drops: string[];
  parts: Part[];
}

/**
 * An indicator among those of its theme. `judged` says whether what has changed is for the better; `open`
 * whether what is known of it stands below the row. `end` is what the better end of the strip is called, and
 * `better` which end that is.
 */
export interface ThemeRow {
  others: number[];
  marked: (number | null)[];
  also?: number[];
  beside: string;
  key: string;
  name: string;
  value: string;
  status: string;
  under: string;
  change: string;
  since: string;
  said: string;
  line: number[][][];
  line_said: string;
  years: string;
  judged: "better" | "worse" | "";
  open: boolean;
  end: string;
  better: "left" | "right" | "";
}

/** Small cards next to each other in one frame. */
export interface Together {
  title: string;
  under: string;
  lines: string[];
  kind: "together";
  key: string;
  parts: Part[];
}

/**
 * What stands where there is nothing to show yet: what will, how it comes to be, and a `picture` of it (one
 * of `static/sheet/pieces/pictures.js`).
 */
export interface Vacant {
  kind: "vacant";
  key: string;
  title: string;
  text: string;
  picture: "versions" | "roles" | "book" | "spines";
}

/** Another view of the page is wanted; `stamp` tells two equal wishes apart. */
export interface Viewed {
  view: Record<string, string>;
  stamp: number;
}

/** A link to this view with other values for these parameters. */
export interface WayOn {
  label: string;
  asks: Record<string, string>;
}

/** A sentence with links to other views. */
export interface Ways {
  kind: "ways";
  key: string;
  pieces: (string | WayOn)[];
}

/**
 * What counts in the likeness, `why`, and how much: a step from 0 to `most`, each of which is `said` in
 * words. `usual` is the one without a choice.
 */
export interface Weight {
  id: string;
  name: string;
  about: string;
  why: string;
  value: number;
  usual: number;
  most: number;
  said: string[];
}

/** The number of a slide, and what is written on it. */
export interface WrittenSlide {
  id: number;
  heading: string;
  sentence: string;
  notes: string;
}

/**
 * The period: what it and its two ends are called, the first and the last year that can be chosen, and the
 * two that stand there unless chosen otherwise (`opens`).
 */
export interface Years {
  label: string;
  names: string[];
  first: number;
  last: number;
  opens: number[];
  applies: boolean;
}
