const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text for an element or an attribute of XML or HTML; control characters, which neither has, become question marks. */
export function escapeMarkup(text: string): string {
  return text
    .replace(/[&<>"']/g, (one) => escapes[one] ?? one)
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "?");
}
