import type { Picture } from "./figure.ts";
import { lineHeight, textLines } from "./svg.ts";

/** A line of code. Lines of both texts with the same `pair` belong together. */
export interface CodeLine {
  text: string;
  pair?: string;
}

/** Two texts that say the same. */
export interface Pairs {
  title: string;
  description: string;
  first: { name: string; lines: readonly CodeLine[] };
  second: { name: string; lines: readonly CodeLine[] };
}

const railWidth = 7;
const textStart = 50;
// The width of a letter of a monospaced font of 10.5 pixels.
const letterWidth = 6.3;

/** Draws two texts below each other, with a line at their left from each part of the first to what belongs to it in the second. */
export function drawPairs({ title, description, first, second }: Pairs): Picture {
  const top = drawCode(first, 14);
  const bottom = drawCode(second, top.bottom + 22);
  // From the innermost pair to the outermost, so that no line crosses another one.
  const rails = [...top.places].reverse().map(([pair, start], index) => {
    const end = bottom.places.get(pair);
    if (end === undefined) throw new Error(`picture: expected ${pair} in both texts, got it in one.`);
    const x = textStart - 8 - (index + 1) * railWidth + 3;
    const [dot, stop] = [textStart - 5, end - 4];
    const from = start - 4;
    return `<path class="line same" d="M${dot} ${from}H${x + 4}Q${x} ${from} ${x} ${from + 4}V${stop - 4}Q${x} ${stop} ${x + 4} ${stop}H${dot}"/><circle class="head same" cx="${dot}" cy="${from}" r="2.5"/><circle class="head same" cx="${dot}" cy="${stop}" r="2.5"/>`;
  });
  return { title, description, height: bottom.bottom, shapes: [...top.shapes, ...bottom.shapes, ...rails] };
}

function drawCode({ name, lines }: Pairs["first"], top: number) {
  const places = new Map<string, number>();
  const shapes = lines.map(({ text, pair }, index) => {
    const y = top + (index + 1) * lineHeight + 4;
    if (pair !== undefined) places.set(pair, y);
    const indent = text.length - text.trimStart().length;
    return textLines({ x: textStart + indent * letterWidth, y }, [text.trim()], "code", true);
  });
  const heading = textLines({ x: textStart, y: top }, [name], "strong", true);
  return { shapes: [heading, ...shapes], places, bottom: top + (lines.length + 1) * lineHeight };
}
