/** The URL of http or https that a text is, maybe relative to a base; undefined for any other text. */
export function parseHttpUrl(text: string, base?: string): URL | undefined {
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined;
  return url && /^https?:/.test(url.protocol) ? url : undefined;
}
