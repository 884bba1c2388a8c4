/** A text without its escapes, and where each of its characters begins in the original; no places where the two are the same. */
export interface PlainText {
  text: string;
  places?: Uint32Array;
}

/** Percent-encoding, the escapes of JSON and of its Pointer, the references of HTML and XML, and the zero bytes of UTF-16. */
const escapes =
  /%([0-9a-f]{2})|\\u([0-9a-f]{4})|&#x0*([0-9a-f]{1,6});|&#0*(\d{1,7});|\\([\\/"'])|&(amp|lt|gt|quot|apos);|~([01])|\0/gi;
const suspect = /[%\\&~\0]/;
const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
// A token within a URL within a query within JSON is escaped three times.
const mostLayers = 5;

/** Takes the escapes off a text, layer by layer, so that a word is found in whatever form it travels. Linear in the text's length. */
export function toPlainText(text: string): PlainText {
  let plain: PlainText = { text };
  for (let layer = 0; layer < mostLayers && suspect.test(plain.text); layer += 1) {
    const peeled = withoutLayer(plain);
    if (!peeled) break;
    plain = peeled;
  }
  return plain;
}

function withoutLayer({ text, places }: PlainText): PlainText | undefined {
  const placeOf = (index: number) => (places ? (places[index] ?? 0) : index);
  const pieces: string[] = [];
  const found = new Uint32Array(text.length + 1);
  let length = 0;
  let read = 0;
  const copy = (end: number) => {
    pieces.push(text.slice(read, end));
    for (; read < end; read += 1) found[length++] = placeOf(read);
  };
  for (const match of text.matchAll(escapes)) {
    copy(match.index);
    const meant = meaningOf(match);
    pieces.push(meant);
    for (let count = 0; count < meant.length; count += 1) found[length++] = placeOf(match.index);
    read = match.index + match[0].length;
  }
  if (read === 0) return undefined;
  copy(text.length);
  found[length] = placeOf(text.length);
  return { text: pieces.join(""), places: found.subarray(0, length + 1) };
}

function meaningOf([whole, percent, unicode, hex, decimal, quoted, name, step]: RegExpMatchArray): string {
  if (whole === "\0") return "";
  if (quoted !== undefined) return quoted;
  if (step !== undefined) return step === "1" ? "/" : "~";
  if (name !== undefined) return named[name.toLowerCase()] ?? "";
  const code = decimal === undefined ? Number.parseInt(percent ?? unicode ?? hex ?? "", 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
}
