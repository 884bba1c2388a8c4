import { base64Forms, toPlainText } from "./plain-text.ts";
import { findNamedSecrets, findSecrets, type MessageParts, secretHeaders, secretNames } from "./secrets.ts";

/** Hides the secrets of one exchange. Everything that is written about it goes through here, before anything is cut. */
export interface Redactor {
  /** A text without the secrets in it, in whatever form: plain, percent-encoded, with the escapes of JSON, HTML and XML, in base64. */
  text(text: string): string;
  /** A request target or another address: the values of its query are hidden, whatever they are. */
  target(target: string): string;
  /** A copy of headers. Those that carry credentials keep only the name of the scheme. */
  headers(headers: Record<string, string>): Record<string, string>;
}

const hidden = "[redacted]";
// Any other word at the beginning may be the secret itself.
const scheme = /^((?:Bearer|Basic|Digest|Negotiate|NTLM|Kerberos) +)?.*$/is;
const addressHeaders = ["referer", "location", "content-location"];

/** Patterns of texts that look like a token. The first group stays. */
const shapes = [
  /\b(cwt\w*=)[^\s"'&,;<>]+/gi,
  /\b(Bearer\s+)[^\s"'&,;<>]+/gi,
  new RegExp(`()(?:${alternatives(base64Forms("cwt="))})[\\w+/=-]*`, "g"),
];
// Words that occur in these patterns; most texts have none of them.
const suspectWords = ["cwt", "bearer", ...secretNames.split("|"), ...base64Forms("cwt=")];
const suspectShape = new RegExp(alternatives(suspectWords), "i");

// A header has at most 16 kB. A longer secret can only be in a body, where the patterns find it.
const maxSecretLength = 32_768;
const recent = new Map<string, Redactor>();
const maxRecent = 50;

/** Creates a redactor for the secrets in some messages, and for everything that looks like a secret. */
export function createRedactor(...messages: MessageParts[]): Redactor {
  let length = 0;
  const secrets = [...new Set(messages.flatMap(findSecrets))].filter((secret) => {
    length += secret.length;
    return length <= maxSecretLength;
  });
  const key = JSON.stringify(secrets);
  // Most requests carry the token that the one before them carried.
  const known = recent.get(key);
  if (known) return known;
  const made = buildRedactor(secrets);
  recent.set(key, made);
  const [oldest] = recent.size > maxRecent ? recent.keys() : [];
  if (oldest !== undefined) recent.delete(oldest);
  return made;
}

function buildRedactor(secrets: string[]): Redactor {
  const patterns = secrets.length === 0 ? [] : toPatterns(secrets);
  const words = [...suspectWords, ...secrets, ...secrets.flatMap(base64Forms)];
  // Nearly all texts have neither an escape nor one of the words; this finds out at once.
  const suspect = new RegExp(`[%\\\\&~\\0]|${alternatives(words)}`, "i");
  const text = (from: string) => (suspect.test(from) ? hide(from, patterns) : from);
  const target = (from: string) => hideQuery(from, text);
  const header = (name: string, value: string) => {
    if (secretHeaders.includes(name)) return value.replace(scheme, `$1${hidden}`);
    return addressHeaders.includes(name) ? target(value) : text(value);
  };
  const headers = (from: Record<string, string>) =>
    Object.fromEntries(Object.entries(from).map(([name, value]) => [text(name), header(name.toLowerCase(), value)]));
  return { text, target, headers };
}

/** Patterns of the secrets. They ignore case, because a token in a header name loses its case on the way. */
function toPatterns(secrets: string[]): RegExp[] {
  const encoded = secrets.flatMap(base64Forms);
  return [
    new RegExp(`()(?:${alternatives(secrets)})=*`, "gi"),
    // The characters before and after it encode some of its bits.
    new RegExp(`()[\\w+/=-]{0,2}(?:${alternatives(encoded)})[\\w+/=-]{0,2}`, "g"),
  ];
}

function alternatives(words: string[]): string {
  const longestFirst = [...words].sort((first, second) => second.length - first.length);
  return longestFirst.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("|");
}

function hide(text: string, patterns: RegExp[]): string {
  const plain = toPlainText(text);
  const isSuspect = suspectShape.test(plain.text);
  const all = isSuspect ? [...patterns, ...shapes] : patterns;
  const named = isSuspect ? [...findNamedSecrets(plain.text)] : [];
  const spans = [...named, ...all.flatMap((pattern) => findSpans(plain.text, pattern))].sort(
    ([first], [second]) => first - second,
  );
  if (spans.length === 0) return text;
  const toPlace = (index: number) => plain.places?.[index] ?? index;
  const pieces: string[] = [];
  let read = 0;
  for (const [start, end] of joined(spans)) {
    pieces.push(text.slice(read, toPlace(start)), hidden);
    read = toPlace(end);
  }
  return pieces.join("") + text.slice(read);
}

type Span = [start: number, end: number];

function findSpans(text: string, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: all, 1: kept = "" }) => [
    index + kept.length,
    index + all.length,
  ]);
}

function joined(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const [start, end] of spans) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

function hideQuery(target: string, hideIn: (text: string) => string): string {
  const address = target.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/?#@]*@/i, `$1//${hidden}@`);
  const start = address.search(/[?#]/);
  if (start < 0) return hideIn(address);
  const pairs = address.slice(start + 1).split("&");
  const named = pairs.map((pair) => {
    const [name = "", ...value] = pair.split("=");
    if (value.length === 0) return name === "" ? "" : hidden;
    return `${hideIn(name)}=${value.join("=") === "" ? "" : hidden}`;
  });
  return `${hideIn(address.slice(0, start))}${address[start]}${named.join("&")}`;
}

/**
 * Returns a parser's message without the excerpt of the text. The excerpt may begin or end within a token, where no pattern would find
 * it. The position stays.
 */
export function withoutExcerpt(message: string): string {
  const [line = ""] = message.replace(/(?:, )?(?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON/s, "").split("\n");
  return line.replace(/, (?:found|got) .* \(line/, " (line");
}
