const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text for an element or an attribute of XML or HTML; control characters, and those that turn the writing around, become question marks. */
export function escapeMarkup(text: string): string {
  return text
    .replace(/[&<>"']/g, (one) => escapes[one] ?? one)
    .replace(/[^\t\n\r\x20-\x7E\u00A0-\u{10FFFF}]|[\uD800-\uDFFF\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/gu, "?");
}
