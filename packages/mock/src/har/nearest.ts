import type { Question } from "./question.ts";

/** Returns the question that differs least from another one: its path counts most, then its method, then its query and its representation. */
export function findNearest(question: Question, candidates: readonly Question[]): Question | undefined {
  let nearest: Question | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const difference = compare(question, candidate);
    if (difference < least) [nearest, least] = [candidate, difference];
  }
  return nearest;
}

function compare(one: Question, other: Question): number {
  const differs = (name: keyof Question) => Number(one[name] !== other[name]);
  const path = comparePaths(one.path.split("/"), other.path.split("/"));
  // A difference counts more than all that count less together.
  return path * 6 + differs("method") * 3 + differs("query") + differs("representation");
}

/** Counts the segments to replace, to add and to remove. */
function comparePaths(one: string[], other: string[]): number {
  let row = other.map((_, index) => index + 1);
  for (const [at, segment] of one.entries()) {
    let [diagonal, left] = [at, at + 1];
    row = row.map((above, index) => {
      const changed = diagonal + Number(segment.toLowerCase() !== other[index]?.toLowerCase());
      [diagonal, left] = [above, Math.min(changed, above + 1, left + 1)];
      return left;
    });
  }
  return row.at(-1) ?? one.length;
}
