import type { Violation } from "./violations.ts";

/**
 * What is wrong with a message, told once for each place. Of an `anyOf`, Ajv lists what each alternative has against the value, and then that
 * none fits. Here an alternative whose type is wrong says nothing if another one's type is right; if all are wrong, their types are one
 * violation, in the words that Ajv has for a list of types. That a `then` failed is left out after what failed in it.
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

/** Takes off the end what the alternatives had against a value: Ajv lists it just before their `anyOf`. */
function takeDetails(violations: Violation[], { path }: Violation): Violation[] {
  const isInside = (violation: Violation) => path.every((segment, index) => violation.path[index] === segment);
  const first = violations.findLastIndex((violation) => !isInside(violation)) + 1;
  return violations.splice(first);
}

/** What the alternatives of an `anyOf` have to say: those that could have been meant, or else all as one. */
function pickAlternatives(alternatives: Violation[], anyOf: Violation): Violation[] {
  const isOfWrongType = ({ code, path }: Violation) => code === "type" && path.length === anyOf.path.length;
  const meant = alternatives.filter((violation) => !isOfWrongType(violation));
  if (meant.length > 0) return meant;
  const [first, ...others] = alternatives;
  if (!first) return [anyOf];
  const types = others.map(({ message }) => message.slice(message.lastIndexOf(" ") + 1));
  return [{ ...first, message: [first.message, ...types].join(",") }];
}
