import { toSwitches } from "../contract/dialect.ts";
import { formatValue } from "../contract/explain.ts";
import { type Dialect, dialects, type Switches } from "../contract/switches.ts";
import { MockError } from "../errors.ts";
import { isObject, shorten } from "../http/text.ts";
import { type Seed, toSeeds } from "../resources/seed.ts";

/** How a sandbox differs from the mock of its server. What is absent is as there. */
export interface SandboxSettings {
  /**
   * The resources at the start, as a GET returns them in JSON.
   * @default those of the server
   */
  seed?: Seed[];
  /**
   * Whether it behaves like the published pages or like observed servers. The server's switches count only without this.
   * @default the server's
   */
  dialect?: Dialect;
  /**
   * Switches that differ from the dialect's.
   * @default the server's, if the dialect is, too
   */
  switches?: Partial<Switches>;
  /**
   * The sandbox's clock: `now`, or a time in ISO 8601 at which it stands still.
   * @default the server's
   */
  clock?: string;
  /**
   * After how many seconds without a request the sandbox is gone.
   * @default 1800, unless the server says something else
   */
  ttl?: number;
}

const maxNameLength = 100;
const members = ["seed", "dialect", "switches", "clock", "ttl"];

/** Reads what a new sandbox is to be like. Throws `MockError`, with the place of what is wrong. */
export function readSandboxSettings(body: unknown = {}, maxTtl: number): SandboxSettings {
  if (!isObject(body)) throw new MockError(`The body: expected an object, got ${formatValue(body)}.`);
  const unknown = Object.keys(body).find((name) => !members.includes(name));
  if (unknown !== undefined)
    throw new MockError(`The body: expected no members but ${members.join(", ")}, got ${formatValue(unknown)}.`);
  const { seed, dialect, switches, clock, ttl } = body;
  return {
    ...(seed !== undefined && { seed: toSeeds(seed) }),
    ...(dialect !== undefined && { dialect: readDialect(dialect) }),
    ...(switches !== undefined && { switches: readSwitches(switches) }),
    ...(clock !== undefined && { clock: readClock(clock) }),
    ...(ttl !== undefined && { ttl: readTtl(ttl, maxTtl) }),
  };
}

function readDialect(value: unknown): Dialect {
  const dialect = dialects.find((known) => known === value);
  if (dialect !== undefined) return dialect;
  throw new MockError(`/dialect: expected ${dialects.join(" or ")}, got ${formatValue(value)}.`);
}

function readSwitches(value: unknown): Partial<Switches> {
  if (!isObject(value)) throw new MockError(`/switches: expected an object, got ${formatValue(value)}.`);
  const texts = Object.entries(value).map(([name, text]) => {
    if (typeof text === "string") return [name, text];
    throw new MockError(`/switches/${shorten(name, maxNameLength)}: expected a string, got ${formatValue(text)}.`);
  });
  return toSwitches(Object.fromEntries(texts));
}

function readClock(value: unknown): string {
  if (typeof value === "string") return value;
  throw new MockError(`/clock: expected "now" or a time such as 2026-01-31T12:00:00Z, got ${formatValue(value)}.`);
}

function readTtl(value: unknown, maxTtl: number): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1 && value <= maxTtl) return value;
  throw new MockError(`/ttl: expected a whole number of seconds from 1 to ${maxTtl}, got ${formatValue(value)}.`);
}
