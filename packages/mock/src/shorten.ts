/** A text that may have come from outside, cut where it is longer than a message has room for. */
export function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
