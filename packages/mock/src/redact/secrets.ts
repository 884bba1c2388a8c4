import { toPlainText } from "./plain-text.ts";

/** The names whose value is a secret in a query, a form, JSON or XML, as a part of a regular expression. */
export const secretNames = "access_token|refresh_token|id_token|client_secret|client_assertion|assertion|password";

/** The parts of a message that can hold a secret. Header names are in lower case. */
export interface MessageParts {
  target?: string;
  headers?: Record<string, string>;
  /** The body as text. */
  text?: string;
}

/** The headers whose value is a secret, apart from the name of the scheme. */
export const secretHeaders = ["authorization", "proxy-authorization", "cookie", "set-cookie"];

// Shorter secrets cannot be told from ordinary words.
const minSecretLength = 8;
const secretParameter =
  /token|ticket|cwt|secret|password|assertion|credential|session|signature|^(?:sig|code|key|pwd)$/i;
// A response with a token has one or two. If there are more, the name before each still leads to its redaction.
const maxSecretsInText = 100;
const suspect = new RegExp(secretNames, "i");

/** Returns the secrets of a message without escapes: the tokens in its headers, query, cookies and body. */
export function findSecrets({ target = "", headers = {}, text = "" }: MessageParts): string[] {
  const found = [
    ...inCredentials(headers.authorization),
    ...inCredentials(headers["proxy-authorization"]),
    ...inCookies(headers.cookie),
    ...inSetCookies(headers["set-cookie"]),
    ...inQuery(target),
    ...inText(text),
  ];
  const bare = found.map((secret) =>
    toPlainText(secret)
      .text.trim()
      .replace(/^["']|["']$/g, ""),
  );
  // Base64 loses its padding where "=" separates names from values.
  const cores = bare.map((secret) => secret.replace(/^cwt=/i, "").replace(/=+$/, ""));
  return [...new Set(cores)].filter(({ length }) => length >= minSecretLength);
}

function inCredentials(value = ""): string[] {
  const [scheme = "", ...rest] = value.trim().split(/\s+/);
  const credentials = rest.length === 0 ? scheme : rest.join(" ");
  if (scheme.toLowerCase() !== "basic") return [credentials];
  // Basic credentials are `name:password` in base64 (RFC 7617, section 2).
  const [, ...password] = decodeBase64(credentials).split(":");
  return [credentials, password.join(":")];
}

/** Decodes base64 or base64url. Returns an empty text for anything else. */
function decodeBase64(text: string): string {
  const digits = text
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/[^\w+/]/g, "");
  try {
    const bytes = Uint8Array.from(atob(digits), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return "";
  }
}

function inCookies(value = ""): string[] {
  return value.split(";").map((pair) => pair.slice(pair.indexOf("=") + 1));
}

// `joinHeaders` joins the lines with commas. A date in an attribute has a comma too, but no name and "=" follow it.
function inSetCookies(value = ""): string[] {
  return value.split(/,(?=[^;,\s=]*=|\s[^;,\s=]+=)/).map((cookie) => {
    const [pair = ""] = cookie.split(";");
    return pair.slice(pair.indexOf("=") + 1);
  });
}

function inQuery(target: string): string[] {
  const query = target.slice(target.indexOf("?") + 1);
  const pairs = query === target ? [] : query.split("&").map((pair) => pair.split("="));
  return pairs.flatMap(([name = "", ...value]) => (secretParameter.test(name) ? [value.join("=")] : []));
}

function inText(text: string): string[] {
  const { text: plain } = toPlainText(text);
  if (!suspect.test(plain)) return [];
  return Array.from(findNamedSecrets(plain), ([start, end]) => plain.slice(start, end)).slice(0, maxSecretsInText);
}

const name = new RegExp(`\\b(?:${secretNames})["']?\\s*(?:[=:]\\s*["']?|>)`, "gi");
const word = /[^\s"'&,;<>]*/y;

/** Yields the ranges of the values that stand under `secretNames`, in a text without escapes: in quotes, up to the next tag, or one word. */
export function* findNamedSecrets(text: string): Generator<[start: number, end: number]> {
  let read = 0;
  for (const match of text.matchAll(name)) {
    // This name is inside the previous value.
    if (match.index < read) continue;
    const start = match.index + match[0].length;
    const end = findEndOfValue(text, start);
    if (end > start) yield [start, end];
    read = end;
  }
}

function findEndOfValue(text: string, start: number): number {
  const before = text[start - 1] ?? "";
  const closing = before === ">" ? "<" : before;
  if (!`<"'`.includes(closing)) {
    word.lastIndex = start;
    return start + (word.exec(text)?.[0].length ?? 0);
  }
  const end = text.indexOf(closing, start);
  return end < 0 ? text.length : end;
}
