/**
 * What the server says to the scripts, and what the scripts say to each other. Only the type checker reads
 * this file; the browser never does.
 */

// --- A component of the page -------------------------------------------------------------------

/** The texts of a part, by key; a text may have {slots} to be filled. */
export type Words = Record<string, string>;

/** Tells the server a value, under the name that it listens to. */
export type Tell = (name: string, value: any) => void;

/** What the framework mounts a component with. */
export interface Mounted<Data> {
  parentElement: HTMLElement;
  data: Data;
  setStateValue: Tell;
  setTriggerValue: Tell;
}

export interface Point {
  x: number;
  y: number;
}

/** A number as a language writes it. */
export interface NumberFormat {
  lang: string;
  decimals: number;
  signed?: boolean;
}

/** A number with its unit, which is `unitOne` after one, where that is another word. */
export interface UnitFormat extends NumberFormat {
  unit: string;
  unitOne?: string;
}

// --- A figure: what atlas/figures/spec.py makes -------------------------------------------------

/** A place on a scale, and its text. */
export type Tick = [number, string];

/** One colour by day, one by night. */
export type Colors = [string, string];

export interface FigureRow {
  label: string;
  said?: string;
  text?: string;
  before?: string;
  note?: string;
  sign?: string;
  look?: string;
  bar?: number;
  /** Each a number, its text, what is said of it, and between what it could be. */
  parts?: [number, string, string, [number, number] | null][];
  ring?: number;
  dot?: number;
  way?: boolean;
  reach?: [number, number];
  /** From, to, and whether it goes on. */
  stretch?: [number, number, boolean];
  paint?: Colors;
  events?: Tick[];
}

export interface FigureRows {
  kind: "rows";
  rows: FigureRow[];
  span: [number, number];
  ticks: Tick[];
  /** How high a row is, in em. */
  tall?: number;
  band?: [number, number];
  /** Each a name, its colour and that of the text upon it. */
  parts?: [string, string, string][];
  legend?: [string, string][];
  paired?: boolean;
}

/** Where a point lies, how high, and what is said of it. */
export type FigurePoint = [number, number, string];

export interface FigureLine {
  name: string;
  look: string;
  points: (FigurePoint | null)[];
  end?: string;
  paint?: Colors;
  steps?: boolean;
  reach?: [number, number, number][];
  broken?: [number, string][];
}

export interface FigureLines {
  kind: "lines";
  lines: FigureLine[];
  across: [number, number];
  high: [number, number];
  ticks: Tick[];
  marks: Tick[];
  axis?: string;
  columns?: FigurePoint[];
  wide?: number;
  breaks?: Tick[];
  events?: Tick[];
  keys?: boolean;
}

export type Plot = FigureRows | FigureLines;

/** The room a figure is drawn in, in px. */
export interface Room {
  width: number;
  /** Which is to be filled. */
  height?: number;
  size: number;
  family: string;
}

/** What is said at a place of a figure; of a `row` wherever one points along it. */
export interface Said extends Point {
  said: string;
  row?: boolean;
}

export interface Drawn {
  height: number;
  nodes: Node[];
  points: Said[];
}

/** Writes a text: from the left, from above, and how it looks. */
export type Write = (
  x: number,
  y: number,
  text: string,
  look?: string,
  more?: Record<string, string>,
) => void;

// --- The map: what its own modules say to each other stands in map/types.d.ts -------------------

export interface Area extends Point {
  code: string;
  name: string;
  /** The path of its land. */
  d: string;
  area: number;
  /** Column and row of its tile, from 0. */
  tile?: number[];
}

export interface Geometry {
  viewBox: number[];
  areas: Area[];
  outline: string;
}

/** A period's numbers, one for each code. */
export type Series = Record<string, (number | null)[]>;

export type Form = "land" | "tiles";

export interface Scene extends UnitFormat {
  /** Address of the shapes. */
  geometry: string;
  kind: "rate" | "count" | "index" | "ordinal";
  title: string;
  codes: string[];
  periods: string[];
  period: string;
  selected: string[];
  values: Series;
  /** A period's statuses, one letter for each code: `r`, `p`, `m` or `n`. */
  status: Record<string, string>;
  lower?: Series | null;
  upper?: Series | null;
  interval?: string;
  breaks: number[];
  colors: string[];
  colorsDark: string[];
  classLabels?: string[];
  bubbleMax?: number;
  method?: string;
  benchmarks?: { label: string; values: Record<string, string> }[];
  words: Words;
  labels?: boolean;
  projector?: boolean;
  bare?: boolean;
  height?: number;
  form?: Form;
  pivot?: Pivot | null;
}

/** What classes lie around in each period, and which side of it is the better one. */
export interface Pivot {
  better: string;
  values: Record<string, number>;
}

/** Several maps: two years and their difference, two measures, or every year small. */
export type Compared = {
  /** The earlier of two years. */
  then?: string;
  note?: string;
  words: Words;
  projector?: boolean;
} & (
  | { mode: "years"; scene: Scene; scenes?: undefined; change?: Change | null }
  | { mode: "measures"; scenes: Scene[]; scene?: undefined }
  | { mode: "all"; scene: Scene; scenes?: undefined }
);

/** What the scene of a difference has otherwise than that of the years. */
export type Change = Partial<Scene>;

// --- The sheet ---------------------------------------------------------------------------------

/** A view as parameters of the address. */
export type Address = Record<string, string>;

export interface Sheet {
  address: Address;
  parameters: string[];
  parts: Part[];
  words: Words;
  /** Whether the numbers are exact: then the server is told of each file that is made. */
  exact: boolean;
  /** Whether cards of this page can be put on the deck. */
  staged: boolean;
  /** A file that was asked for, once; `number` tells it from those before. */
  file?: { name: string; text: string; number: number };
  /** A card that was put on the deck, likewise. */
  added?: { number: number; said: string; deck: string };
}

/** What a drawer of the sheet may use. */
export interface Desk {
  words: Words;
  staged: boolean;
  view: { value: Address };
  /** Places for parts within a part. */
  slots(host: HTMLElement): Slots;
  ask(changes: Address): void;
  save(key: string, kind: string): void;
  add(key: string, asker: Asker): void;
}

/** Places for parts in a row. */
export interface Slots {
  paint(parts: Part[], desk: Desk): void;
  leave(): void;
}

/** A button that has asked for something, and hears how it went. */
export interface Asker {
  said(sentence: string): void;
}

/** A part's elements, made once, and how they are brought in line with what the part says now. */
export interface Drawing<P> {
  element: HTMLElement;
  update(part: P, desk: Desk): void;
  leave?(): void;
}

export type Part = { [Kind in keyof Parts]: Parts[Kind] & { kind: Kind; key?: string } }[keyof Parts];

/** What each kind of part says. */
export interface Parts {
  nothing: {};
  filters: Filters;
  answer: { title: string; text: string; ways?: Piece[] };
  ways: { pieces: Piece[] };
  beside: { weights: number[]; parts: Part[] };
  figures: { items: KeyFigure[]; columns: number };
  card: CardHead & CardFoot & { map: Scene };
  comparison: CardHead & CardFoot & { compared: Compared };
  chart: CardHead & CardFoot & { figure: Plot };
  switch: Asking & { options: string[][] };
  picker: Asking & { groups: [string, string[][]][] };
  table: Table & { key: string; title: string; under: string; note: string };
  cohorts: { key: string; title: string; lines: CohortLine[]; note: string };
  cohort_cards: { lines: CohortLine[]; note: string };
  shapes: Geometry & { title: string };
  text: { key?: string; title?: string; framed?: boolean; items: TextItem[] };
}

/** A piece of a sentence: text, or a link to the view that has these parameters otherwise. */
export type Piece = string | { label: string; asks: Address };

export interface KeyFigure {
  key: string;
  label: string;
  value: string;
  lines: string[];
  help: string;
}

export interface CardHead {
  title: string;
  under: string;
}

export interface CardFoot extends CardHead {
  key: string;
  sentence: string;
  note: string;
  lines: string[];
  /** The name of its files, without their ending. */
  stem: string;
  table: Table | null;
}

/** A choice that sets the parameter `asks` and takes away those of `drops`. */
export interface Asking {
  key: string;
  label: string;
  shown: string;
  asks: string;
  drops: string[];
}

export interface Table {
  columns: string[];
  rows: string[][];
}

export interface CohortLine {
  key: string;
  name: string;
  dates: string;
  figures: [string, string][];
}

export interface TextItem {
  strong?: string;
  text: string;
  small?: string;
  link?: { url: string; label: string } | null;
}

/** The filter row. */
export interface Filters {
  places: Choice;
  cohorts: Choice;
  years: Years;
  words: Words;
}

/** A list to choose from; `options` are pairs of value and text. */
export interface Choice {
  label: string;
  all: string;
  applies: boolean;
  options: string[][];
  most?: number;
}

/** The two ends of the period; `opens` are those that stand there unless chosen otherwise. */
export interface Years {
  from: string;
  to: string;
  first: number;
  last: number;
  opens: number[];
  applies: boolean;
}

// --- Pictures ----------------------------------------------------------------------------------

/** What is written around the figure of a card when it is saved as a picture. */
export interface Picture {
  title: string;
  subtitle?: string;
  lines: string[];
  filename: string;
  words: Words;
  /** Is told the format of each picture that was made. */
  saved?(format: string): void;
}

// --- The stage ---------------------------------------------------------------------------------

export interface Play {
  slides: Slide[];
  title: string;
  lang: string;
  words: Words;
  /** The words of a chart that is looked into. */
  explore: Words;
  safe: string;
  /** Says that the texts are the sender's, in the reader's language. */
  sent: { text: string; lang: string } | null;
  nothing: string;
  notice: string;
  newer: string;
}

/** What the presenter's window is told. */
export interface Notes {
  slides: Slide[];
  at: number;
  words: Words;
  lang: string;
  sent: Play["sent"];
}

export interface Slide {
  page: string;
  heading: string;
  sentence: string;
  notes: string;
  caption: string[];
  figure: Figure;
  /** What is told of a place of the map when it is chosen. */
  facts: Record<string, { name: string; items: [string, string][] }> | null;
}

export type Figure = { [Kind in keyof Figures]: Figures[Kind] & { kind: Kind } }[keyof Figures];

/** A place of the map was chosen, or none. */
export type Chose = (codes: string[]) => void;

/** What a drawer of the stage hands back: puts back what was chosen; takes away what is told of a point and
 * says whether something was; lets go of its elements. */
export interface DrawnFigure {
  reset?(): void;
  close?(): boolean;
  leave?(): void;
}

/** What each kind of figure on the stage says. */
export interface Figures {
  map: { scene: Scene };
  maps: { compared: Compared };
  figures: { items: KeyFigure[] };
  cohorts: { lines: CohortLine[] };
  /** A chart, drawn as on its page, and the same numbers as a table for those who do not see. */
  chart: { figure: Plot; table: Table };
  table: Table;
  gone: { text: string };
}
