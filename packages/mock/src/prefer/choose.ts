import type { Switches } from "../dialect/switches.ts";
import type { HttpOperation } from "../prism/operations.ts";
import type { Refusal } from "../refuse/refuse.ts";
import { moveError } from "./move-error.ts";
import type { Preferences } from "./prefer.ts";

/** A documented answer that a request prefers. */
export interface Preferred {
  code?: number;
  exampleKey?: string;
  dynamic?: boolean;
}

/** What the preferences come to: one of Prism's examples, or an error. */
export type Choice = { example: Preferred } | { refusal: Refusal };

/**
 * The answer of the operation that the preferences name; undefined where they name none. A name is enough without its status. A refusal
 * says what there is where they name something else.
 */
export function choose(
  operation: HttpOperation,
  { code, example, dynamic }: Preferences,
  switches: Switches,
): Choice | undefined {
  if (code === undefined && example === undefined) return dynamic ? { example: { dynamic } } : undefined;
  if (code !== undefined && !operation.responses.some((one) => one.code === String(code))) {
    const codes = operation.responses.map((one) => one.code);
    return notThere(`Prefer: code=${code}: expected one of ${codes.join(", ")}.`);
  }
  if (code !== undefined && example === undefined) return { example: { code } };
  const wanted = operation.responses.filter((one) => code === undefined || one.code === String(code));
  const response = wanted.find((one) => namesOf(one).includes(example ?? ""));
  if (!response || example === undefined) {
    const names = new Set(wanted.flatMap(namesOf));
    return notThere(`Prefer: example=${example}: expected one of ${[...names].join(", ")}.`);
  }
  const status = Number(response.code);
  const moved = moveError(operation, example, status, switches);
  return moved ? { refusal: moved } : { example: { code: status, exampleKey: example } };
}

function namesOf({ contents = [] }: HttpOperation["responses"][number]): string[] {
  return (contents[0]?.examples ?? []).map(({ key }) => key);
}

function notThere(message: string): Choice {
  return { refusal: { status: 400, name: "BadRequest", message } };
}
