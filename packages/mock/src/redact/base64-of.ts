/**
 * The texts that base64 and base64url make of a word, wherever it stands in what is encoded: three, as three bytes become four characters
 * (RFC 4648, sections 4 and 5). What also depends on the neighbours is left out.
 */
export function base64Of(word: string): string[] {
  const bytes = Buffer.from(word, "utf8");
  const texts = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const isWhole = (before + bytes.length) % 3 === 0;
    return text.slice(before === 0 ? 0 : before + 1, isWhole ? undefined : -1);
  });
  return [...new Set(texts.flatMap((text) => [text, text.replaceAll("+", "-").replaceAll("/", "_")]))];
}
