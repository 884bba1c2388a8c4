/** A text without its escapes, and where each of its characters begins in the original; no places where the two are the same. */
export interface PlainText {
  text: string;
  places?: Uint32Array;
}

/** An escape, and the code of the character that it stands for. */
interface Escape {
  length: number;
  code: number | undefined;
}

const suspect = /[%\\&~\0]/;
// A token within a URL within a query within JSON is escaped three times.
const maxLayers = 5;

/** Takes the escapes off a text, layer by layer, so that a word is found in whatever form it travels. Linear in the text's length. */
export function toPlainText(text: string): PlainText {
  let plain: PlainText = { text };
  for (let layer = 0; layer < maxLayers && suspect.test(plain.text); layer += 1) {
    const peeled = withoutLayer(plain);
    if (!peeled) break;
    plain = peeled;
  }
  return plain;
}

// Halves of surrogate pairs become another character, which is of no use to a token either.
const utf16 = new TextDecoder("utf-16le", { ignoreBOM: true });

// A megabyte of escapes has 300,000 of them: no string and no match is made for each.
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
    // Text in UTF-16 that is read as UTF-8 has such a byte beside each letter.
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

/** Digits of `%2B` and `\u002b`. */
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

/** `\/` and its like in JSON. */
function quotedAt(text: string, index: number): Escape | undefined {
  const code = text.charCodeAt(index + 1);
  return code === 0x2f || code === 0x5c || code === 0x22 || code === 0x27 ? { length: 2, code } : undefined;
}

/** `~1` and `~0` in a JSON Pointer (RFC 6901, section 3). */
function pointerAt(text: string, index: number): Escape | undefined {
  const digit = text.charCodeAt(index + 1);
  if (digit === 0x31) return { length: 2, code: 0x2f };
  return digit === 0x30 ? { length: 2, code: 0x7e } : undefined;
}

const reference = /&(?:#x0{0,20}([0-9a-f]{1,4})|#0{0,20}(\d{1,5})|(amp|lt|gt|quot|apos));/iy;
const named: Record<string, number> = { amp: 0x26, lt: 0x3c, gt: 0x3e, quot: 0x22, apos: 0x27 };

/** `&#43;`, `&#x2b;` and `&amp;` in HTML and XML. */
function referenceAt(text: string, index: number): Escape | undefined {
  reference.lastIndex = index;
  const match = reference.exec(text);
  if (!match) return undefined;
  const [whole, hex, decimal, name = ""] = match;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return { length: whole.length, code: (hex ?? decimal) ? code : (named[name.toLowerCase()] ?? 0) };
}

/**
 * The texts that base64 and base64url make of a word, wherever it stands in what is encoded: three, as three bytes become four characters
 * (RFC 4648, sections 4 and 5). What also depends on the neighbours is left out.
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
