import type { Violation } from "./engine.ts";

/**
 * What is wrong with a message, told once for each place. Of an `anyOf`, Ajv lists what each alternative has against the value, and then that
 * none fits. Here an alternative whose type is wrong says nothing if another one's type is right; if all are wrong, their types are one
 * violation, in the words that Ajv has for a list of types. That a `then` failed is left out after what failed in it.
 */
export function withoutAlternatives(violations: Violation[]): Violation[] {
  const told: Violation[] = [];
  for (const violation of violations) {
    if (violation.code === "if") continue;
    // A loop and not `push(...)`: a large body can have more violations than a call can have arguments.
    for (const one of violation.code === "anyOf" ? best(takeInside(told, violation), violation) : [violation])
      told.push(one);
  }
  return told;
}

/** Takes off the end what the alternatives had against a value: Ajv lists it just before their `anyOf`. */
function takeInside(told: Violation[], { path }: Violation): Violation[] {
  const first = told.findLastIndex((one) => !path.every((segment, index) => one.path[index] === segment)) + 1;
  return told.splice(first);
}

/** What the alternatives of an `anyOf` have to say: those that could have been meant, or else all as one. */
function best(alternatives: Violation[], anyOf: Violation): Violation[] {
  const isOfWrongType = ({ code, path }: Violation) => code === "type" && path.length === anyOf.path.length;
  const meant = alternatives.filter((one) => !isOfWrongType(one));
  if (meant.length > 0) return meant;
  const [first, ...others] = alternatives;
  if (!first) return [anyOf];
  const types = others.map(({ message }) => message.slice(message.lastIndexOf(" ") + 1));
  return [{ ...first, message: [first.message, ...types].join(",") }];
}
