/**
 * What the scripts say to each other. What the server says to them stands in `contract.d.ts`, which comes along.
 * Only the type checker reads these files; the browser never does.
 */

import type * as contract from "./contract";
import type { Part, Play, Slide, SlideFigure } from "./contract";

export type * from "./contract";

// --- A component of the page -------------------------------------------------------------------

/** The texts of a part, by key; a text may have {slots} to be filled. */
export type Words = Record<string, string>;

/** Tells a value under a name: what can be said is `Said`, a value by each name. */
export type Tell<Said> = <Name extends keyof Said>(name: Name, value: Said[Name]) => void;

/** What the framework mounts a component with, and what the component may say back. */
export interface Mounted<Data, Said = {}> {
  parentElement: HTMLElement;
  data: Data;
  setStateValue: Tell<Said>;
  setTriggerValue: Tell<Said>;
}

/** What the reader does on a map: the places chosen, the one whose facts are open ("" for none), the year (of two maps, of
 * the second one), land or tiles. */
export interface FromMap {
  selected: string[];
  opened: string;
  period: string;
  then: string;
  form: Form;
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

/** Where a point lies, how high, and what is said of it. */
export type FigurePoint = [number, number, string];

/** The room a figure is drawn in, in px. */
export interface Room {
  width: number;
  /** Which is to be filled. */
  height?: number;
  size: number;
  family: string;
}

/** What is said at a place of a figure; of a `row` wherever one points along it. The point of a line has its number. */
export interface Said extends Point {
  said: string;
  row?: boolean;
  line?: number;
}

export interface Drawn {
  height: number;
  nodes: Node[];
  points: Said[];
}

/** What a figure is drawn on. */
export interface Paper {
  /** Of its letters, in px. */
  size: number;
  /** What is drawn, from the lowest to the uppermost. */
  nodes: Node[];
  points: Said[];
  /** How wide a text is, in px. */
  wide(text: string, bold?: boolean): number;
  /** Writes a text: from the left, from above, and how it looks. */
  write(x: number, y: number, text: string, look?: string, more?: Record<string, string>): void;
}

// --- The map: what its own modules say to each other stands in map/types.d.ts -------------------

/** A period's numbers, one for each code. */
export type Series = Record<string, (number | null)[]>;

export type Form = "land" | "tiles";

/** A scene as maps draw it: that of a page, or one that a script makes of it. */
export interface Scene extends contract.Scene {
  /** Whether a plus is written, too: of differences. */
  signed?: boolean;
  /** Without the names and controls of a map that stands alone. */
  bare?: boolean;
}

/** Several maps, which the projector's switch may make bolder. */
export type Compared = contract.Compared & { projector?: boolean };

// --- The sheet ---------------------------------------------------------------------------------

/** Each kind of part by its name. */
export type Parts = { [Of in Part as Of["kind"]]: Of };

/** A piece of a sentence: text, or a link to another view. */
export type Piece = contract.Ways["pieces"][number];

/** A view as parameters of the address. */
export type Address = Record<string, string>;

/** What a drawer of the sheet may use. */
export interface Desk {
  words: Words;
  staged: boolean;
  view: { value: Address };
  /** Of a card: one level below that of what it stands in. */
  heading: "h2" | "h3" | "h4";
  /** Places for parts within a part. */
  slots(host: HTMLElement): Slots;
  ask(changes: Address): void;
  expect(changes: Address): void;
  /** Have a file of a card, as a download if nothing else is done with it; kept when it has come. */
  save(key: string, kind: string, take?: Taker): Promise<void>;
  add(key: string, asker: Asker): void;
}

/** What is done with a file that has come. */
export type Taker = (file: Blob, name: string) => void;

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

// --- Pictures ----------------------------------------------------------------------------------

// --- The stage ---------------------------------------------------------------------------------

/** What the presenter's window is told. */
export interface Notes {
  slides: Slide[];
  at: number;
  /** Where in the deck this is, in words. */
  place: string;
  words: Words;
  lang: string;
  sent: Play["sent"];
}

/** Each kind of figure on the stage by its name. */
export type SlideFigures = { [Of in SlideFigure as Of["kind"]]: Of };

/** A place of the map was chosen, or none. */
export type Chose = (codes: string[]) => void;

/** What a drawer of the stage hands back: puts back what was chosen; takes away what is told of a point and
 * says whether something was; lets go of its elements. */
export interface DrawnFigure {
  reset?(): void;
  close?(): boolean;
  leave?(): void;
}
