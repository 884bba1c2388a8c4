/** The limits of a document. A `depth` in the thousands may overflow the call stack. */
export interface Limits {
  /** Length of the text, in UTF-16 code units. */
  characters: number;
  /** Levels of elements, the root counted. A meeting with its extensions has three, four with lists in them. */
  depth: number;
  /** Elements in all, items of lists included. */
  elements: number;
}

/** Ample for a collection of a thousand meetings, which is as many as a server lets an organizer have by default. */
export const defaultLimits: Limits = { characters: 10_000_000, depth: 32, elements: 200_000 };
