/** A text up to a length. Tokens have been taken out before, so that none is cut in two. */
export function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
