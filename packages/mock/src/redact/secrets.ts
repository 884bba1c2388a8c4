import { toPlainText } from "./plain-text.ts";

/** Names whose value is a secret, in a query, a form, JSON or XML. */
export const secretNames = "access_token|refresh_token|id_token|client_secret|client_assertion|assertion|password";

/** What of a message can hold a secret. Header names are in lower case. */
export interface MessageParts {
  target?: string;
  headers?: Record<string, string>;
  /** The body as text. */
  text?: string;
}

/** Headers of which the value is a secret, but for the name of the scheme. */
export const secretHeaders = ["authorization", "proxy-authorization", "cookie", "set-cookie"];

// A shorter one cannot be told from other words.
const minSecretLength = 8;
const secretParameter =
  /token|ticket|cwt|secret|password|assertion|credential|session|signature|^(?:sig|code|key|pwd)$/i;
// A response with a token has one or two. Where there are more, each is known by the name that it stands under.
const maxSecretsInText = 100;
const suspect = new RegExp(secretNames, "i");

/** The secrets that a message says, without escapes: the tokens in its headers, its query, its cookies and its body. */
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
  // The padding of base64 gets lost where "=" divides names from values.
  const cores = bare.map((secret) => secret.replace(/^cwt=/i, "").replace(/=+$/, ""));
  return [...new Set(cores)].filter(({ length }) => length >= minSecretLength);
}

function inCredentials(value = ""): string[] {
  const [scheme = "", ...rest] = value.trim().split(/\s+/);
  const credentials = rest.length === 0 ? scheme : rest.join(" ");
  if (scheme.toLowerCase() !== "basic") return [credentials];
  // Basic is the name and the password in base64 (RFC 7617, section 2).
  const [, ...password] = decodeBase64(credentials).split(":");
  return [credentials, password.join(":")];
}

/** Base64 and base64url, as far as they can be read; what is neither gives an empty text. */
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

// Node joins the lines with commas; a date among the attributes has one, too, but no "=" before the next.
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

/** Where a text without escapes has the value of such a name: in quotes, up to the next tag, or as a word. */
export function* findNamedSecrets(text: string): Generator<[start: number, end: number]> {
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
