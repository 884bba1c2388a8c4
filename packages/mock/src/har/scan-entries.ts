import { RecordingError } from "../errors.ts";
import { getErrorMessage } from "../http/text.ts";

/** Finds the entries of a HAR file while it is being read, so that no more than one has to be in memory. */
export interface EntryScanner {
  /** Takes the next part of the file, and returns the entries that end in it, parsed. */
  push(text: string): unknown[];
  /** Takes the end of the file. */
  end(): void;
}

// An entry that is longer than a string of JavaScript may be is no exchange with this API.
const maxEntryLength = 256_000_000;

/**
 * Creates a scanner. Its functions throw `RecordingError` for a file without a list `log.entries`, for one that breaks off, and for an entry that is not
 * JSON.
 */
export function createEntryScanner(where: string): EntryScanner {
  return new Scanner(where);
}

const plainText = /[^"\\]*/y;

/** Returns the place of the next character in a string that may end it. */
function skipText(text: string, from: number): number {
  plainText.lastIndex = from;
  plainText.test(text);
  return plainText.lastIndex;
}

/** Knows at each character of JSON in which member of which object it is. */
class Scanner implements EntryScanner {
  readonly #where: string;
  /** The open objects and lists, each with the member that it is the value of. */
  readonly #open: string[] = [];
  #name = "";
  #string = "";
  #isInString = false;
  #isEscaped = false;
  #isFirst = true;
  #count = 0;
  #isListed = false;
  #isComplete = false;
  /** The parts of the entry that is being read. */
  #entry: string[] | undefined;
  #entryLength = 0;

  constructor(where: string) {
    this.#where = where;
  }

  push(text: string): unknown[] {
    const found: unknown[] = [];
    let start = 0;
    for (let at = 0; at < text.length; at += 1) {
      const character = text[at] ?? "";
      if (this.#isInString) {
        // Most of a file are the strings of its entries.
        if (this.#entry && !this.#isEscaped) at = skipText(text, at);
        this.#readString(text[at] ?? "");
      } else if (character === '"') this.#beginString();
      else if (character === "{" || character === "[") {
        if (this.#isEntries() && !this.#entry) [this.#entry, start] = [[], at];
        this.#begin(character);
      } else if (character === "}" || character === "]") {
        this.#finish(character);
        if (this.#entry && this.#isEntries()) {
          found.push(this.#parse(this.#entry.join("") + text.slice(start, at + 1)));
          this.#entry = undefined;
          this.#entryLength = 0;
        }
      } else if (character === ":") this.#name = this.#string;
      // The mark of byte order is white space, too.
      else if (/\S/.test(character)) this.#requireStart();
    }
    if (this.#entry) this.#keep(this.#entry, text.slice(start));
    return found;
  }

  end(): void {
    if (!this.#isListed) throw this.#wrong("a HAR file with a list log.entries", "another one");
    if (!this.#isComplete) throw this.#wrong("the end of the list log.entries", "the end of the file");
  }

  #isEntries(): boolean {
    const [, first, second] = this.#open;
    return this.#open.length === 3 && first === "log" && second === "entries";
  }

  #beginString(): void {
    this.#requireStart();
    this.#isInString = true;
    this.#string = "";
  }

  #readString(character: string): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (character === "\\") this.#isEscaped = true;
    else if (character === '"') this.#isInString = false;
    // No name that counts is as long.
    else if (this.#string.length < 100) this.#string += character;
  }

  #begin(bracket: string): void {
    if (bracket !== "{") this.#requireStart();
    this.#isFirst = false;
    this.#open.push(this.#name);
    if (bracket === "[" && this.#isEntries()) this.#isListed = true;
  }

  #finish(bracket: string): void {
    if (bracket === "]" && this.#isEntries()) this.#isComplete = true;
    if (this.#open.pop() === undefined) throw this.#wrong("a HAR file", "other text");
    // What comes next in a list has no name.
    this.#name = "";
  }

  #requireStart(): void {
    if (this.#isFirst) throw this.#wrong("a HAR file, which is an object in JSON", "other text");
  }

  #keep(entry: string[], part: string): void {
    this.#entryLength += part.length;
    if (this.#entryLength > maxEntryLength)
      throw new RecordingError(
        `${this.#where}: /log/entries/${this.#count}: expected at most ${maxEntryLength} characters, got more.`,
      );
    entry.push(part);
  }

  #parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      const place = `${this.#where}: /log/entries/${this.#count}`;
      throw new RecordingError(`${place}: expected JSON (${getErrorMessage(error)}), got other text.`, {
        cause: error,
      });
    } finally {
      this.#count += 1;
    }
  }

  #wrong(expected: string, actual: string): RecordingError {
    return new RecordingError(`${this.#where}: expected ${expected}, got ${actual}.`);
  }
}
