import { readFileSync } from "node:fs";
import { type Dialect, dialects, type MockOptions, type Seed, toFault, toSeeds, toSwitches } from "@ucwa-meetings/mock";

/** A variable of the environment has a value that the server does not understand. The message names both. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

type Environment = Record<string, string | undefined>;

/** Reads the server's configuration from the environment; README.md lists the variables. Throws `ConfigurationError`. */
export function readConfiguration(environment: Environment): MockOptions {
  const {
    HOST,
    UCWA_ALLOW_HOSTS: hosts,
    UCWA_CLOCK: clock,
    UCWA_CORS: cors,
    UCWA_FAULT: fault,
    UCWA_SEED: seed,
  } = environment;
  return {
    port: number(environment, "PORT", 4010, 65_535),
    host: HOST || "127.0.0.1",
    state: word(environment, "UCWA_STATE", ["on", "off"]) !== "off",
    dialect: dialect(environment),
    switches: toSwitches(switches(environment.UCWA_SWITCHES ?? "")),
    bodyLimit: number(environment, "UCWA_BODY_LIMIT", 1_048_576, 2 ** 30),
    ...(hosts && { allowHosts: list(hosts) }),
    ...(clock && { clock }),
    ...(cors && { cors: list(cors).filter((origin) => origin !== "none") }),
    ...(fault && { fault: toFault(fault) }),
    ...(seed && { seed: readSeed(seed) }),
  };
}

function number(environment: Environment, name: string, usual: number, most: number): number {
  const text = environment[name] || String(usual);
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
  throw new ConfigurationError(`${name}: expected a whole number from 0 to ${most}, got ${JSON.stringify(text)}.`);
}

function word<const Word extends string>(
  environment: Environment,
  name: string,
  words: readonly [Word, ...Word[]],
): Word {
  const text = environment[name] || words[0];
  const found = words.find((one) => one === text);
  if (found === undefined)
    throw new ConfigurationError(`${name}: expected ${words.join(" or ")}, got ${JSON.stringify(text)}.`);
  return found;
}

function dialect(environment: Environment): Dialect {
  return word(environment, "UCWA_DIALECT", dialects);
}

function list(text: string): string[] {
  return text.split(",").flatMap((one) => one.trim() || []);
}

function switches(text: string): Record<string, string> {
  const pairs = list(text).map((one) => one.split("="));
  for (const pair of pairs) {
    if (pair.length !== 2)
      throw new ConfigurationError(`UCWA_SWITCHES: expected name=value,name=value, got ${JSON.stringify(text)}.`);
  }
  return Object.fromEntries(pairs);
}

function readSeed(file: string): Seed[] {
  try {
    return toSeeds(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`UCWA_SEED ${file}: expected resources in JSON. ${reason}`, { cause: error });
  }
}
