import type { Preferences } from "../http/prefer.ts";
import { isObject } from "../http/text.ts";
import { documented, type Refusal } from "./documented-error.ts";
import type { HttpOperation } from "./operations.ts";
import type { Switches } from "./switches.ts";

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

/** Errors whose status no source shows, by their name; whether their `code` goes with the status. */
const unsure = {
  InactiveApplicationExpired: { name: "inactiveApplicationExpired", codeGoesWithStatus: true },
  TooManyApplications: { name: "tooManyApplications", codeGoesWithStatus: true },
  ExchangeServiceFailure: { name: "exchangeServiceFailure", codeGoesWithStatus: false },
} as const;

/** An error that a switch gives another status than the document's; undefined for all others. */
export function moveError(
  operation: HttpOperation,
  example: string,
  status: number,
  switches: Switches,
): Refusal | undefined {
  const entry = isUnsure(example) ? unsure[example] : undefined;
  if (!entry || Number(switches[entry.name]) === status) return undefined;
  const target = Number(switches[entry.name]);
  const usual = documented([operation], status, example)?.reason ?? {};
  const there = documented([operation], target, "")?.reason ?? {};
  const code = String((entry.codeGoesWithStatus ? there : usual).code);
  const message = String(usual.message ?? "");
  const { subcode } = usual;
  return { status: target, name: "", message, code, ...(typeof subcode === "string" && { subcode }) };
}

function isUnsure(example: string): example is keyof typeof unsure {
  return Object.hasOwn(unsure, example);
}

/** The resources that the document's examples show, each once. */
export function exampleSeeds(all: HttpOperation[]): Record<string, unknown>[] {
  const reading = all.filter(({ method }) => method === "get");
  return reading.flatMap(({ responses }) => {
    const success = responses.find(({ code }) => code.startsWith("2"));
    const json = success?.contents?.find(({ mediaType }) => mediaType === "application/json");
    return (json?.examples ?? []).flatMap((example) =>
      "value" in example && isObject(example.value) ? [example.value] : [],
    );
  });
}
