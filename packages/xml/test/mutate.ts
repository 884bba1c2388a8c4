import fc from "fast-check";

/** What mostly leaves a document well-formed, and what mostly does not. */
const harmless = [
  "a",
  "é",
  "😀",
  " ",
  "\n",
  "&#x41;",
  "&amp;",
  "<?a b?>",
  "<!-- c -->",
  "<property name='a'>b</property>",
];
const harmful = [
  ..."<>&\"'=/!?-\t\r;]",
  "\u0000",
  "\ud800",
  "&x;",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  "<property name='a'>",
  "</property>",
  "<item/>",
  " name='a'",
  " xml:b='c'",
];

/** One of some documents, after one change or two. */
export function mutated(documents: string[]): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.noBias(fc.integer({ min: 0, max: 999 })),
    length: fc.constantFrom(0, 0, 0, 1, 2, 10, 100),
    piece: fc.oneof(fc.constant(""), fc.constantFrom(...harmless), fc.constantFrom(...harmless, ...harmful)),
    again: fc.boolean(),
  });
  return fc
    .tuple(fc.constantFrom(...documents), fc.array(change, { minLength: 1, maxLength: 2 }))
    .map(([document, changes]) => {
      let text = document;
      for (const { at, length, piece, again } of changes) {
        const start = Math.floor((at / 1000) * text.length);
        const cut = text.slice(start, start + length);
        text = text.slice(0, start) + (again ? cut + piece + cut : piece) + text.slice(start + length);
      }
      return text;
    });
}
