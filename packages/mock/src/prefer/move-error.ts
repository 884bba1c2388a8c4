import type { Switches } from "../dialect/switches.ts";
import type { HttpOperation } from "../prism/operations.ts";
import { documented } from "../refuse/documented.ts";
import type { Refusal } from "../refuse/refuse.ts";

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
