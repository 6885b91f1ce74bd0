/**
 * What the modules of the map say to each other. What the server says (Scene, Geometry, Compared) stands in
 * ../types.d.ts. Only the type checker reads this file; the browser never does.
 */

import type { Area, Form, Point } from "../types";

/** Is told at once of what the reader does: the area that is pointed at ("" is none), or the year. */
export type Notice = (name: "point" | "period", value: string) => void;

/** How an area can be pointed at: by the pointer, by focus from the keyboard, or from outside the map. */
export type Aim = "hover" | "ring" | "marked";

/** Where an area lies and its outline, as land or as a tile; `x`, `y` is the point of its name. */
export interface Shape extends Point {
  d: string;
  /** In square units of the map. */
  area: number;
  /** The side of a tile. */
  side?: number;
}

export type Tile = Shape & { side: number };

/** What is shown and said of an area in one year. */
export interface Portrait {
  /** Null where there is none, or none that may be told. */
  value: number | null;
  /** Its line in the legend: the number of its class, "bubble", "zero", or why there is no value. */
  key: number | string;
  /** The value with its unit, or why there is none, in words. */
  said: string;
  /** The same as short as it stands on the map. */
  short: string;
  /** Between what the value could truly be, in words; "" where that is not told. */
  interval: string;
  /** Whether the value could truly be of another class than the one that it is painted as. */
  loose: boolean;
  /** The colour of its land. */
  fill: string;
  /** The colour of its bubble. */
  tint: string;
  /** Of its bubble, in px; 0 where it has none. */
  radius: number;
}

/** An area as it stands on screen. Its elements are made once and live as long as the geometry. */
export interface Place extends Pick<Area, "code" | "name"> {
  forms: { land: Shape; tiles?: Tile };
  /** The one of its forms that is drawn now. */
  shape: Shape;
  /** What it shows now. */
  portrait: Portrait;
  path: SVGPathElement;
  bubble: SVGCircleElement;
  nameText: SVGTextElement;
  valueText: SVGTextElement;
  /** The line from its texts to it, where they do not stand on it. */
  leader: SVGPathElement;
}

/** Colours and sizes that follow from the page the map stands in and from the room that it has there. */
export interface Look {
  /** Of the page behind the map. */
  paper: string;
  /** Of land without a class. */
  land: string;
  /** Of the lines between areas. */
  line: string;
  dark: boolean;
  font: string;
  /** Of the classes; for counts, of bubbles above and below zero. */
  colors: string[];
  /** Px of a name, of a value, and the radius of the largest bubble. */
  label: number;
  value: number;
  bubble: number;
}

/** What a reader can do with a map, by whatever means: pointer.js and keys.js only translate. */
export interface Actions {
  /** Open an area, where areas can be opened. Else, and with `more`, select it, alone or besides those that are
   * selected. What is open or selected is taken away again. */
  choose(code: string, more: boolean): void;
  /** Hide the tooltip, and open nothing; if nothing is open, select nothing. */
  clear(): void;
  /** Point at an area; "" points at none. */
  aim(how: Aim, code: string): void;
  /** See the map at this zoom, around this point of it. */
  moveTo(zoom: number, centre?: Point): void;
  /** Zoom in (above 1) or out, so that the point `about` stays where it is on screen. */
  zoomBy(factor: number, about?: Point): void;
  /** See what lies around another point for now; `moveTo` must follow when the movement is over. */
  panTo(centre: Point): void;
}
