/** What may hold a secret, in whatever form: not a blank, nor a sign that divides texts and addresses. */
const run = /(?:[^\s"'<>()[\]{}/?:,\\]|\\{1,4}u00){6,}/g;

/** A character in percent-encoding, once or more often; as JSON escapes it; or as an entity. */
const coded = /(?:%(?:25)*|\\{1,4}u00|&#x0*)([\da-f]{2});?|&#(\d+);/gi;

/** Far more than a reason takes. */
const longest = 100_000;

/** Parts of secrets, in plain and in base64. What is shorter than a part is no secret, and would be in every word. */
export function partsOf(secrets: Iterable<string>): ReadonlySet<string> {
  const parts = new Set<string>();
  for (const each of secrets) {
    // In base64, the same text has three forms, by what stands in front of it.
    for (const form of [each, btoa(each), btoa(` ${each}`), btoa(`  ${each}`)]) {
      for (let at = 6; at <= form.length; at += 3) parts.add(form.slice(at - 6, at));
    }
  }
  return parts;
}

/**
 * A text without secrets, cut where it is uncommonly long. Eight characters of a secret are as bad as the whole, and so are
 * those that are percent-encoded or escaped.
 */
export function redact(text: string, parts: ReadonlySet<string>): string {
  return text.slice(0, longest).replace(run, (word) => {
    const plain = word.replace(coded, (_, hex, code) => String.fromCharCode(Number(code ?? `0x${hex}`)));
    for (let at = 6; at <= plain.length; at++) if (parts.has(plain.slice(at - 6, at))) return "[redacted]";
    return word;
  });
}
