/** Names whose value is a secret, in a query, a form, JSON or XML. */
export const secretNames = "access_token|refresh_token|id_token|client_secret|client_assertion|assertion|password";

const name = new RegExp(`\\b(?:${secretNames})["']?\\s*(?:[=:]\\s*["']?|>)`, "gi");
const word = /[^\s"'&,;<>]*/y;

/** Where a text without escapes has the value of such a name: in quotes, up to the next tag, or as a word. */
export function* namedSecrets(text: string): Generator<[start: number, end: number]> {
  let read = 0;
  for (const match of text.matchAll(name)) {
    // It is itself within a value.
    if (match.index < read) continue;
    const start = match.index + match[0].length;
    const end = endOfValue(text, start);
    if (end > start) yield [start, end];
    read = end;
  }
}

function endOfValue(text: string, start: number): number {
  const before = text[start - 1] ?? "";
  const closing = before === ">" ? "<" : before;
  if (!`<"'`.includes(closing)) {
    word.lastIndex = start;
    return start + (word.exec(text)?.[0].length ?? 0);
  }
  const end = text.indexOf(closing, start);
  return end < 0 ? text.length : end;
}
