/** The width of every picture, in its own units: that of a phone's column, so that its letters keep their size there. */
export const pictureWidth = 360;
/** The height of a line of text. */
export const lineHeight = 16;

/** A place in a picture. */
export interface Point {
  x: number;
  y: number;
}

/** A rectangle in a picture. */
export interface Area extends Point {
  width: number;
  height: number;
}

/** What a line stands for: something that happens, that never happens, or that two things are the same. */
export type LineKind = "goes" | "never" | "same";

/** Returns lines of text below each other. `place` is the middle of the first one, unless the text is to start there. */
export function textLines(place: Point, lines: readonly string[], style = "", start = false): string {
  const anchor = start ? "" : ' text-anchor="middle"';
  const name = style === "" ? "" : ` class="${style}"`;
  return lines
    .map(
      (line, index) =>
        `<text x="${place.x}" y="${place.y + index * lineHeight}"${anchor}${name}>${escapeText(line)}</text>`,
    )
    .join("");
}

/** Returns a rectangle with text in its middle. The first line of a heading is bold. */
export function box(area: Area, lines: readonly string[], kind: "thing" | "note" = "thing"): string {
  const middle = {
    x: area.x + area.width / 2,
    y: area.y + area.height / 2 - ((lines.length - 1) * lineHeight) / 2 + 4,
  };
  const [first = "", ...others] = lines;
  const text =
    kind === "note"
      ? textLines(middle, lines)
      : textLines(middle, [first], "strong") + textLines({ ...middle, y: middle.y + lineHeight }, others);
  return `<rect class="${kind}" x="${area.x}" y="${area.y}" width="${area.width}" height="${area.height}" rx="6"/>${text}`;
}

/** Returns a straight line with the head of an arrow at its end. One that is never taken is dashed and has a cross in its middle. */
export function arrow(from: Point, to: Point, kind: LineKind = "goes"): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const corner = (side: number) =>
    round(to.x - 8 * along.x - side * 4 * along.y, to.y - 8 * along.y + side * 4 * along.x);
  const head = `<path class="head ${kind}" d="M${to.x} ${to.y}L${corner(1)}L${corner(-1)}Z"/>`;
  const line = `<path class="line ${kind}" d="M${from.x} ${from.y}L${round(to.x - 6 * along.x, to.y - 6 * along.y)}"/>`;
  return `${line}${head}${kind === "never" ? cross({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }) : ""}`;
}

function cross({ x, y }: Point): string {
  return `<path class="cross" d="M${x - 6} ${y - 6}L${x + 6} ${y + 6}M${x + 6} ${y - 6}L${x - 6} ${y + 6}"/>`;
}

function round(x: number, y: number): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}

/** Returns a text for an element of HTML. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
