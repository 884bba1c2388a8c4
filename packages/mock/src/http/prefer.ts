/** What a request prefers (RFC 7240): the document's responses by status and name, as plain Prism takes it, or a fault. */
export interface Preferences {
  code?: number;
  example?: string;
  dynamic?: boolean;
  fault?: string;
}

/** Reads a `Prefer` header. What it does not know it ignores, as RFC 7240, section 2 wants it. */
export function readPrefer(header: string | undefined): Preferences {
  const preferences: Preferences = {};
  if (header === undefined) return preferences;
  // This expression reads each character once. One for a whole preference would start again at each letter of a long word.
  const words = header.match(/"[^"]*"|=|[^\s,;="]+/g) ?? [];
  for (const [index, word] of words.entries()) {
    const text = words[index + 1];
    if (word !== "=" || text === undefined) continue;
    const key = words[index - 1]?.toLowerCase();
    const value = text.startsWith('"') ? text.slice(1, -1) : text;
    if (key === "code" && /^\d{3}$/.test(value)) preferences.code = Number(value);
    if (key === "example") preferences.example = value;
    if (key === "dynamic") preferences.dynamic = value === "true";
    if (key === "ucwa-fault") preferences.fault = value;
  }
  return preferences;
}
