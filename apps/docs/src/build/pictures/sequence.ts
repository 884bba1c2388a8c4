import type { Picture } from "./figure.ts";
import { arrow, box, lineHeight, pictureWidth, textLines } from "./svg.ts";

/** A message from one lane to another, something that a lane does by itself, or steps that are repeated. */
export type Step =
  | { from: number; to: number; label: readonly string[] }
  | { at: number; note: readonly string[] }
  | { repeat: string; steps: readonly Step[] };

/** Who sends messages to whom, from top to bottom. */
export interface Sequence {
  title: string;
  description: string;
  lanes: readonly string[];
  steps: readonly Step[];
}

const laneWidth = 112;
const headHeight = 30;
const noteWidth = 212;

/** Draws a sequence: a lane for each party, and an arrow for each message. */
export function drawSequence({ title, description, lanes, steps }: Sequence): Picture {
  const places = lanes.map((_, index) => 58 + (index * (pictureWidth - 116)) / (lanes.length - 1));
  const drawn = drawSteps(steps, places, headHeight + 12);
  const height = drawn.bottom + 8;
  const heads = lanes.map((lane, index) => {
    const x = places[index] ?? 0;
    const line = `<path class="lane" d="M${x} ${headHeight}V${height}"/>`;
    return line + box({ x: x - laneWidth / 2, y: 1, width: laneWidth, height: headHeight }, [lane]);
  });
  return { title, description, height, shapes: [...heads, ...drawn.shapes] };
}

interface Drawn {
  shapes: string[];
  bottom: number;
}

function drawSteps(steps: readonly Step[], places: number[], top: number): Drawn {
  let bottom = top;
  const shapes = steps.flatMap((step) => {
    const drawn = drawStep(step, places, bottom);
    bottom = drawn.bottom;
    return drawn.shapes;
  });
  return { shapes, bottom };
}

function drawStep(step: Step, places: number[], top: number): Drawn {
  if ("label" in step) {
    const [from = 0, to = 0] = [places[step.from], places[step.to]];
    const y = top + step.label.length * lineHeight + 4;
    const label = textLines({ x: (from + to) / 2, y: top + 11 }, step.label);
    const gap = from < to ? 2 : -2;
    return { shapes: [label, arrow({ x: from, y }, { x: to - gap, y })], bottom: y + 12 };
  }
  if ("note" in step) {
    const height = step.note.length * lineHeight + 10;
    const x = Math.min(Math.max((places[step.at] ?? 0) - noteWidth / 2, 10), pictureWidth - noteWidth - 10);
    return { shapes: [box({ x, y: top, width: noteWidth, height }, step.note, "note")], bottom: top + height + 12 };
  }
  const drawn = drawSteps(step.steps, places, top + 26);
  const frame = `<rect class="frame" x="3" y="${top}" width="${pictureWidth - 6}" height="${drawn.bottom - top - 4}" rx="6"/>`;
  return {
    shapes: [frame, textLines({ x: 12, y: top + 17 }, [step.repeat], "strong", true), ...drawn.shapes],
    bottom: drawn.bottom + 8,
  };
}
