/** A text without escapes. `places` has the index of each character in the original text; undefined if both texts are the same. */
export interface PlainText {
  text: string;
  places?: Uint32Array;
}

/** An escape in a text: its length and the code of its character; undefined if it stands for none. */
interface Escape {
  length: number;
  code: number | undefined;
}

const suspect = /[%\\&~\0]/;
// A token in a URL in a query in JSON is escaped three times.
const maxLayers = 5;

/** Removes the escapes from a text, layer by layer, so that a search finds a word in any form. Takes time linear in the length of the text. */
export function toPlainText(text: string): PlainText {
  let plain: PlainText = { text };
  for (let layer = 0; layer < maxLayers && suspect.test(plain.text); layer += 1) {
    const peeled = withoutLayer(plain);
    if (!peeled) break;
    plain = peeled;
  }
  return plain;
}

// A lone surrogate becomes the replacement character. No token has either.
const utf16 = new TextDecoder("utf-16le", { ignoreBOM: true });

// A megabyte can have 300,000 escapes, so this creates no string and no match for each.
function withoutLayer({ text, places }: PlainText): PlainText | undefined {
  const codes = new Uint16Array(text.length);
  const found = new Uint32Array(text.length + 1);
  let length = 0;
  let read = 0;
  while (read < text.length) {
    const escaped = escapeAt(text, read);
    found[length] = places ? (places[read] ?? 0) : read;
    if (!escaped) codes[length++] = text.charCodeAt(read);
    else if (escaped.code !== undefined) codes[length++] = escaped.code;
    read += escaped?.length ?? 1;
  }
  if (length === text.length) return undefined;
  found[length] = places ? (places[text.length] ?? 0) : text.length;
  return { text: utf16.decode(codes.subarray(0, length)), places: found.subarray(0, length + 1) };
}

function escapeAt(text: string, index: number): Escape | undefined {
  switch (text.charCodeAt(index)) {
    // UTF-16 that is read as UTF-8 has a zero byte beside each letter.
    case 0:
      return { length: 1, code: undefined };
    case 0x25:
      return hexAt(text, index, 1, 2);
    case 0x5c:
      return text[index + 1] === "u" ? hexAt(text, index, 2, 4) : quotedAt(text, index);
    case 0x7e:
      return pointerAt(text, index);
    case 0x26:
      return referenceAt(text, index);
    default:
      return undefined;
  }
}

/** Parses the hexadecimal digits of `%2B` or `\u002b`. */
function hexAt(text: string, index: number, start: number, count: number): Escape | undefined {
  let code = 0;
  for (let place = index + start; place < index + start + count; place += 1) {
    const digit = parseHexDigit(text.charCodeAt(place));
    if (digit === undefined) return undefined;
    code = code * 16 + digit;
  }
  return { length: start + count, code };
}

function parseHexDigit(code: number): number | undefined {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : undefined;
}

/** Parses `\/`, `\\`, `\"` or `\'`, as in JSON and JavaScript. */
function quotedAt(text: string, index: number): Escape | undefined {
  const code = text.charCodeAt(index + 1);
  return code === 0x2f || code === 0x5c || code === 0x22 || code === 0x27 ? { length: 2, code } : undefined;
}

/** Parses `~1` or `~0` of a JSON Pointer (RFC 6901, section 3). */
function pointerAt(text: string, index: number): Escape | undefined {
  const digit = text.charCodeAt(index + 1);
  if (digit === 0x31) return { length: 2, code: 0x2f };
  return digit === 0x30 ? { length: 2, code: 0x7e } : undefined;
}

const reference = /&(?:#x0{0,20}([0-9a-f]{1,4})|#0{0,20}(\d{1,5})|(amp|lt|gt|quot|apos));/iy;
const named: Record<string, number> = { amp: 0x26, lt: 0x3c, gt: 0x3e, quot: 0x22, apos: 0x27 };

/** Parses `&#43;`, `&#x2b;` or `&amp;` of HTML and XML. */
function referenceAt(text: string, index: number): Escape | undefined {
  reference.lastIndex = index;
  const match = reference.exec(text);
  if (!match) return undefined;
  const [whole, hex, decimal, name = ""] = match;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return { length: whole.length, code: (hex ?? decimal) ? code : (named[name.toLowerCase()] ?? 0) };
}

/**
 * Returns the texts that a word can become in base64 and base64url. There are three for each, because three bytes become four characters, so
 * that the text depends on the word's position (RFC 4648, sections 4 and 5). Characters that also depend on the neighbours are left out.
 */
export function base64Forms(word: string): string[] {
  const bytes = new TextEncoder().encode(word);
  const texts = [0, 1, 2].map((before) => {
    const text = btoa("\0".repeat(before) + String.fromCharCode(...bytes)).replace(/=+$/, "");
    const isWhole = (before + bytes.length) % 3 === 0;
    return text.slice(before === 0 ? 0 : before + 1, isWhole ? undefined : -1);
  });
  return [...new Set(texts.flatMap((text) => [text, text.replaceAll("+", "-").replaceAll("/", "_")]))];
}
