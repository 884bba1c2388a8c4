import { createHmac } from "node:crypto";

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
const maxAttempts = 64;
const isGuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Creates stand-ins that depend on a secret. Whoever does not have the secret cannot try out values. */
export function createStandIns(secret: Uint8Array): StandIns {
  const words = new Map<string, string>();
  const owners = new Map<string, string>();
  const hosts = new Set<string>();

  const findWord = (lower: string, shape: string): string => {
    if (!/[\p{L}\p{M}\p{N}]/u.test(shape)) return shape;
    const key = digest(secret, "word", lower, 0).toString("base64");
    const known = words.get(key);
    if (known !== undefined) return known;
    const made = makeWord(secret, lower, shape, (candidate) => candidate === lower || owners.has(candidate));
    if (words.size < maxKnown) {
      words.set(key, made);
      owners.set(made, key);
    }
    return made;
  };
  const hash = (kind: string, value: string) => digest(secret, kind, value, 0).toString("hex").slice(0, 10);
  return {
    word: (value) => withCase(findWord(value.toLowerCase(), value), value),
    text: (value) => `text-${hash("text", value)}`,
    host(value) {
      const [, name = "", port = ""] = /^(.*?)\.?((?::\d{1,5})?)$/.exec(value.toLowerCase()) ?? [];
      // A domain is known by each of its machines.
      const labels = name.split(".");
      for (let from = 0; from < labels.length - 1; from += 1)
        if (hosts.size < maxKnown) hosts.add(labels.slice(from).join("."));
      return `host-${hash("host", name)}.example${port}`;
    },
    knowsWord: (value) => words.has(digest(secret, "word", value.toLowerCase(), 0).toString("base64")),
    knowsHost: (value) => hosts.has(value.toLowerCase()),
  };
}

function digest(secret: Uint8Array, kind: string, value: string, part: number): Buffer {
  return createHmac("sha256", secret).update(`${kind} ${part} ${value}`).digest();
}

function makeWord(secret: Uint8Array, lower: string, shape: string, isTaken: (word: string) => boolean): string {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const word = shapeLike(secret, `${attempt} ${lower}`, shape);
    if (!isTaken(word)) return word;
  }
  // There are only 26 words of one letter.
  return shapeLike(secret, lower, `${shape}xxxx`);
}

/** Makes a word in lower case with a letter for each letter, and a digit for each digit. */
function shapeLike(secret: Uint8Array, seed: string, shape: string): string {
  const letters = isGuid.test(shape) ? "abcdef" : "abcdefghijklmnopqrstuvwxyz";
  let random: Uint8Array = new Uint8Array();
  let word = "";
  for (const [index, character] of [...shape].entries()) {
    if (index % 32 === 0) random = digest(secret, "shape", seed, index / 32);
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
