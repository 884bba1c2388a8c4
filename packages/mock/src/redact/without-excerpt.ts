/**
 * What a parser says, without the piece of the text that it quotes: the piece may begin or end within a token, and nothing would know it for
 * one. The place stays.
 */
export function withoutExcerpt(message: string): string {
  const [line = ""] = message.replace(/(?:, )?(?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s, "").split("\n");
  return line.replace(/, (?:found|got) .* \(line/, " (line");
}
