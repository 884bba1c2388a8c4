/** Where a value stands: in a header, in a query or form, in a property of a body, or anywhere. */
export const places = ["header", "query", "property", "any"] as const;
/** What a recording has in place of a value: a fixed text, a stand-in, or the value itself. */
export const actions = ["remove", "replace", "keep"] as const;
/** The form of a stand-in. */
export const kinds = ["word", "text", "host", "address"] as const;

/** A row of the table of what a recording leaves out. The first row that fits a value counts. */
export interface Redaction {
  /** Where the value stands: `header`, `query` (a form has the same pairs), `property` (of JSON or XML) or `any`. */
  where: (typeof places)[number];
  /**
   * The names of the header, parameter or property: a regular expression for the whole name, in any case.
   * @default every name
   */
  name?: string;
  /**
   * A regular expression that finds something in the value.
   * @default every value
   */
  value?: string;
  /** What becomes of the value: `remove`, `replace` or `keep`. */
  action: (typeof actions)[number];
  /**
   * The form of the stand-in. `word`: letters for letters, digits for digits. `text`: one word for all of it. `host`: a name in `.example`. `address`: each
   * part of a URL or SIP address by itself.
   * @default the form that the value has
   */
  kind?: (typeof kinds)[number];
}
