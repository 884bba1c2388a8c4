import type { ValueRedaction } from "./redact-values.ts";

interface Level {
  isObject: boolean;
  /** The property that the level is the value of, or that is being read in it. */
  name: string;
  expectsName: boolean;
}

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[{}[\],]/g;

/**
 * Redacts JSON as text, so that the order, the spaces and the escapes of the server stay. Items of a list count as values of its property. Throws
 * `SyntaxError` for text that is not JSON.
 */
export function redactJson(text: string, redaction: ValueRedaction): string {
  JSON.parse(text);
  const levels: Level[] = [{ isObject: false, name: "", expectsName: false }];
  return text.replace(token, (found) => {
    const level = levels.at(-1);
    if (!level) return found;
    if (found === "{" || found === "[")
      levels.push({ isObject: found === "{", name: level.name, expectsName: found === "{" });
    else if (found === "}" || found === "]") levels.pop();
    else if (found === ",") level.expectsName = level.isObject;
    else if (!found.startsWith('"')) return redactNumber(found, level.name, redaction);
    else if (!level.expectsName) return redactString(found, (value) => redaction.property(level.name, value));
    else {
      level.expectsName = false;
      level.name = String(JSON.parse(found));
      return redactString(found, redaction.name);
    }
    return found;
  });
}

function redactString(literal: string, redact: (value: string) => string): string {
  const value = String(JSON.parse(literal));
  const redacted = redact(value);
  if (redacted === value) return literal;
  const written = JSON.stringify(redacted);
  return literal.includes("\\/") ? written.replaceAll("/", "\\/") : written;
}

function redactNumber(literal: string, name: string, redaction: ValueRedaction): string {
  // XML has the same number as a text, so it is replaced as one; a sign and an exponent stay.
  const [, sign = "", digits = "", exponent = ""] = /^(-?)([^eE]*)(.*)$/.exec(literal) ?? [];
  const redacted = redaction.property(name, digits);
  return isNumber(redacted) ? sign + redacted + exponent : JSON.stringify(redacted);
}

function isNumber(text: string): boolean {
  return /^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text);
}
