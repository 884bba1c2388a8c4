import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { isGuid } from "../http/text.ts";

/** Makes stand-ins for values: the same one for the same value, and none that leads back to it. */
export interface StandIns {
  /** Letters for letters and digits for digits, in the case of the value; a GUID stays one. */
  word(value: string): string;
  /** One word in place of a text. */
  text(value: string): string;
  /** A name in `.example` for a host, in any case; its port stays. */
  host(value: string): string;
  /** Whether a value had a stand-in as a word before. */
  knowsWord(value: string): boolean;
  /** Whether a value had a stand-in as a host before. */
  knowsHost(value: string): boolean;
}

// Beyond this, two short values may have the same stand-in.
const maxKnown = 100_000;
const maxKnownLength = 300;
const maxAttempts = 64;

/** Creates stand-ins that depend on a secret. Without the secret, nobody can try out values. */
export function createStandIns(secret: Uint8Array): StandIns {
  // With the bytes, each HMAC would take five times as long.
  const key = createSecretKey(secret);
  const owners = new Map<string, string>();
  const domains = new Set<string>();
  const words = new Memory((lower) => {
    const isTaken = (candidate: string) => candidate === lower || (owners.get(candidate) ?? lower) !== lower;
    const made = makeWord(key, lower, isTaken);
    if (owners.size < maxKnown) owners.set(made, lower);
    return made;
  });
  const hash = (kind: string, value: string) => digest(key, kind, value, 0).toString("hex").slice(0, 10);
  const texts = new Memory((value) => `text-${hash("text", value)}`);
  const hosts = new Memory((name) => {
    // A domain is known by each of its machines.
    const labels = name.split(".");
    for (let from = 0; from < labels.length - 1; from += 1)
      if (domains.size < maxKnown) domains.add(labels.slice(from).join("."));
    return `host-${hash("host", name)}.example`;
  });
  return {
    word: (value) => withCase(words.get(value.toLowerCase()), value),
    text: (value) => texts.get(value),
    host(value) {
      const [, name = "", port = ""] = /^(.*?)\.?((?::\d{1,5})?)$/.exec(value.toLowerCase()) ?? [];
      return hosts.get(name) + port;
    },
    knowsWord: (value) => words.has(value.toLowerCase()),
    knowsHost: (value) => domains.has(value.toLowerCase()),
  };
}

/** Values that were computed before: most of an exchange was in the one before it. */
class Memory {
  readonly #known = new Map<string, string>();
  readonly #compute: (value: string) => string;

  constructor(compute: (value: string) => string) {
    this.#compute = compute;
  }

  has(value: string): boolean {
    return this.#known.has(value);
  }

  get(value: string): string {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const computed = this.#compute(value);
    if (this.#known.size < maxKnown && value.length <= maxKnownLength) this.#known.set(value, computed);
    return computed;
  }
}

function digest(key: KeyObject, kind: string, value: string, part: number): Buffer {
  return createHmac("sha256", key).update(`${kind} ${part} ${value}`).digest();
}

function makeWord(key: KeyObject, lower: string, isTaken: (word: string) => boolean): string {
  if (!/[\p{L}\p{M}\p{N}]/u.test(lower)) return lower;
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const word = shapeLike(key, `${attempt} ${lower}`, lower);
    if (!isTaken(word)) return word;
  }
  // There are only 26 words of one letter.
  return shapeLike(key, lower, `${lower}xxxx`);
}

/** Makes a word in lower case with a letter for each letter, and a digit for each digit. */
function shapeLike(key: KeyObject, seed: string, shape: string): string {
  const letters = isGuid(shape) ? "abcdef" : "abcdefghijklmnopqrstuvwxyz";
  let random: Uint8Array = new Uint8Array();
  let word = "";
  for (const [index, character] of [...shape].entries()) {
    if (index % 32 === 0) random = digest(key, "shape", seed, index / 32);
    const byte = random[index % 32] ?? 0;
    if (/\d/.test(character)) word += index === 0 && character !== "0" ? 1 + (byte % 9) : byte % 10;
    else word += /[\p{L}\p{M}\p{N}]/u.test(character) ? letters[byte % letters.length] : character;
  }
  return word;
}

/** Gives the letters of a word the case that those of another have. */
function withCase(word: string, model: string): string {
  const characters = [...model];
  return [...word]
    .map((letter, index) => (/\p{Lu}/u.test(characters[index] ?? "") ? letter.toUpperCase() : letter))
    .join("");
}
