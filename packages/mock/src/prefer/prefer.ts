/** What a request prefers (RFC 7240): the document's answers by status and name, as plain Prism takes it, or a fault. */
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
  for (const [, name = "", quoted, bare] of header.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s,;"]+))/g)) {
    const value = quoted ?? bare ?? "";
    const key = name.toLowerCase();
    if (key === "code" && /^\d{3}$/.test(value)) preferences.code = Number(value);
    if (key === "example") preferences.example = value;
    if (key === "dynamic") preferences.dynamic = value === "true";
    if (key === "ucwa-fault") preferences.fault = value;
  }
  return preferences;
}
