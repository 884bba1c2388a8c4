/** Text that may be a secret in whatever form: it has no blanks, and no character that divides texts and URLs. */
const words = /(?:[^\s"'<>()[\]{}/?:,\\]|\\{1,4}u00){6,}/g;

/** A character in percent-encoding, once or more often; as JSON escapes it; or as an entity. */
const encodedCharacters = /(?:%(?:25)*|\\{1,4}u00|&#x0*)([\da-f]{2});?|&#(\d+);/gi;

/** Far more characters than a reason has. */
const maxLength = 100_000;

/** The parts of secrets, in plain and in base64. A secret that is shorter than a part has none: it would be in every word. */
export function splitSecrets(secrets: Iterable<string>): ReadonlySet<string> {
  const parts = new Set<string>();
  for (const secret of secrets) {
    // In base64, the same text has three forms, by what stands in front of it.
    for (const form of [secret, btoa(secret), btoa(` ${secret}`), btoa(`  ${secret}`)]) {
      for (let end = 6; end <= form.length; end += 3) parts.add(form.slice(end - 6, end));
    }
  }
  return parts;
}

/** A text whose URLs have no password, no query and no fragment, in which servers put secrets. */
export function cleanUrls(text: string): string {
  return text.replace(/(^|\/\/)[^\s"'<>/]*@|[?#][^\s"'<>()]+/g, "$1");
}

/**
 * A text without secrets, cut if it is uncommonly long. Eight characters of a secret are as bad as the whole. So are those that are
 * percent-encoded or escaped.
 */
export function redactText(text: string, parts: ReadonlySet<string>): string {
  return text.slice(0, maxLength).replace(words, (word) => {
    const plain = word.replace(encodedCharacters, (_, hex, code) => String.fromCharCode(Number(code ?? `0x${hex}`)));
    for (let end = 6; end <= plain.length; end++) if (parts.has(plain.slice(end - 6, end))) return "[redacted]";
    return word;
  });
}
