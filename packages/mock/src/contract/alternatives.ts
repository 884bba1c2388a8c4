import type { Violation } from "./violations.ts";

/**
 * Reduces the violations of each `anyOf` to one for each place. Ajv lists the violations of every alternative, and then a violation of the `anyOf` itself.
 * If the value has the type of some alternatives, only their violations remain. If it has the type of none, one violation remains; it lists the
 * types in the words that Ajv uses for a list of types. A failed `if` is dropped, because Ajv also lists what failed in its `then`.
 */
export function mergeAlternatives(violations: Violation[]): Violation[] {
  const merged: Violation[] = [];
  for (const violation of violations) {
    if (violation.code === "if") continue;
    const details =
      violation.code === "anyOf" ? pickAlternatives(takeDetails(merged, violation), violation) : [violation];
    // A loop and not `push(...)`: a large body can have more violations than a call can have arguments.
    for (const detail of details) merged.push(detail);
  }
  return merged;
}

/** Removes the violations of the alternatives from the end of the list, where Ajv puts them before their `anyOf`, and returns them. */
function takeDetails(violations: Violation[], { path }: Violation): Violation[] {
  const isInside = (violation: Violation) => path.every((segment, index) => violation.path[index] === segment);
  const first = violations.findLastIndex((violation) => !isInside(violation)) + 1;
  return violations.splice(first);
}

/** Returns the violations of the alternatives whose type is right; if there is none, one violation for all. */
function pickAlternatives(alternatives: Violation[], anyOf: Violation): Violation[] {
  const isOfWrongType = ({ code, path }: Violation) => code === "type" && path.length === anyOf.path.length;
  const meant = alternatives.filter((violation) => !isOfWrongType(violation));
  if (meant.length > 0) return meant;
  const [first, ...others] = alternatives;
  if (!first) return [anyOf];
  const types = others.map(({ message }) => message.slice(message.lastIndexOf(" ") + 1));
  return [{ ...first, message: [first.message, ...types].join(",") }];
}
