import type { Preferences } from "../http/prefer.ts";
import { isObject } from "../http/text.ts";
import { findDocumentedError } from "./documented-error.ts";
import { HttpError } from "./http-error.ts";
import type { HttpOperation } from "./operations.ts";
import type { Switches } from "./switches.ts";

/** The document's example that a request prefers. */
export interface PreferredExample {
  code?: number;
  exampleKey?: string;
  dynamic?: boolean;
}

/** The selected example, or an error, which the mock throws only after it has validated the request. */
export type ExampleSelection = { example: PreferredExample } | { error: HttpError };

/**
 * Finds the example that a request prefers; undefined if it prefers none. A name is enough without a status. If the operation has no such
 * example, the result is an error that lists those it has.
 */
export function selectExample(
  operation: HttpOperation,
  { code, example, dynamic }: Preferences,
  switches: Switches,
): ExampleSelection | undefined {
  if (code === undefined && example === undefined) return dynamic ? { example: { dynamic } } : undefined;
  const codes = operation.responses.map((response) => response.code);
  if (code !== undefined && !codes.includes(String(code))) return unknownExample("code", codes, String(code));
  if (code !== undefined && example === undefined) return { example: { code } };
  const candidates = operation.responses.filter((response) => code === undefined || response.code === String(code));
  const response = candidates.find((candidate) => exampleNames(candidate).includes(example ?? ""));
  if (!response || example === undefined) {
    return unknownExample("example", [...new Set(candidates.flatMap(exampleNames))], JSON.stringify(example));
  }
  const status = Number(response.code);
  const moved = overrideErrorStatus(operation, example, status, switches);
  return moved ? { error: moved } : { example: { code: status, exampleKey: example } };
}

function exampleNames({ contents = [] }: HttpOperation["responses"][number]): string[] {
  return (contents[0]?.examples ?? []).map(({ key }) => key);
}

function unknownExample(preference: "code" | "example", known: string[], actual: string | undefined): ExampleSelection {
  const expected = known.length === 0 ? "none" : `one of ${known.join(", ")}`;
  return { error: new HttpError(400, "BadRequest", `Prefer: ${preference}: expected ${expected}, got ${actual}.`) };
}

/** Errors whose status no source shows. `codeGoesWithStatus` says whether the switch also changes their `code`. */
const statusSwitches = {
  InactiveApplicationExpired: { name: "inactiveApplicationExpired", codeGoesWithStatus: true },
  TooManyApplications: { name: "tooManyApplications", codeGoesWithStatus: true },
  ExchangeServiceFailure: { name: "exchangeServiceFailure", codeGoesWithStatus: false },
} as const;

/** Returns the error with the status of its switch, if that differs from the document's; undefined for all others. */
function overrideErrorStatus(
  operation: HttpOperation,
  example: string,
  status: number,
  switches: Switches,
): HttpError | undefined {
  const entry = hasStatusSwitch(example) ? statusSwitches[example] : undefined;
  if (!entry || Number(switches[entry.name]) === status) return undefined;
  const target = Number(switches[entry.name]);
  const documented = findDocumentedError([operation], status, example)?.reason ?? {};
  const ofTarget = findDocumentedError([operation], target, "")?.reason ?? {};
  const code = String((entry.codeGoesWithStatus ? ofTarget : documented).code);
  const { subcode, message = "" } = documented;
  return new HttpError(target, "", String(message), { code, ...(typeof subcode === "string" && { subcode }) });
}

function hasStatusSwitch(example: string): example is keyof typeof statusSwitches {
  return Object.hasOwn(statusSwitches, example);
}

/** Returns each resource in the document's examples once. */
export function exampleResources(operations: HttpOperation[]): Record<string, unknown>[] {
  const readOperations = operations.filter(({ method }) => method === "get");
  return readOperations.flatMap(({ responses }) => {
    const success = responses.find(({ code }) => code.startsWith("2"));
    const json = success?.contents?.find(({ mediaType }) => mediaType === "application/json");
    return (json?.examples ?? []).flatMap((example) =>
      "value" in example && isObject(example.value) ? [example.value] : [],
    );
  });
}
