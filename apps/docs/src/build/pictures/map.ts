import type { Picture } from "./figure.ts";
import { type Area, arrow, box, type LineKind, lineHeight, textLines } from "./svg.ts";

/** Things, and what goes from one to another. */
export interface PictureMap {
  title: string;
  description: string;
  /** Each thing has its place and its text; the first line is its name. */
  things: Readonly<Record<string, Area & { text: readonly string[] }>>;
  lines: readonly Line[];
}

interface Line {
  from: string;
  to: string;
  kind?: LineKind;
  /** What goes there. It stands above a line from left to right, and to the right of a line from top to bottom. */
  label?: readonly string[];
}

/** Draws a map: a box for each thing, and an arrow for each line. */
export function drawMap({ title, description, things, lines }: PictureMap): Picture {
  const areas = Object.values(things);
  return {
    title,
    description,
    height: Math.max(...areas.map(({ y, height }) => y + height)) + 2,
    shapes: [...areas.map((area) => box(area, area.text)), ...lines.map((line) => drawLine(line, things))],
  };
}

function drawLine({ from, to, kind = "goes", label = [] }: Line, things: PictureMap["things"]): string {
  const [start, end] = [things[from], things[to]];
  if (!start || !end)
    throw new Error(`picture: expected ${from} and ${to} among the things, got ${Object.keys(things)}.`);
  const right = start.x + start.width;
  if (right < end.x) {
    const y = end.y + end.height / 2;
    const above = { x: (right + end.x) / 2, y: y - 8 - (label.length - 1) * lineHeight };
    return arrow({ x: right + 1, y }, { x: end.x - 2, y }, kind) + textLines(above, label);
  }
  const isDown = start.y < end.y;
  const narrow = start.width < end.width ? start : end;
  const x = narrow.x + narrow.width / 2;
  const [y1, y2] = isDown ? [start.y + start.height + 1, end.y - 2] : [start.y - 1, end.y + end.height + 2];
  const beside = { x: x + 8, y: (y1 + y2) / 2 + 4 - ((label.length - 1) * lineHeight) / 2 };
  return arrow({ x, y: y1 }, { x, y: y2 }, kind) + textLines(beside, label, "", true);
}
