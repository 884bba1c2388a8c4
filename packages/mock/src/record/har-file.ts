import { closeSync, ftruncateSync, openSync, readdirSync, writeSync } from "node:fs";
import { join } from "node:path";
import { readVersion } from "../server/version.ts";

/** A HAR file that is complete after each entry, so that it can be read whenever its writer is killed. */
export interface HarFile {
  path: string;
  /** Appends an entry. Returns false if the file would become too large. Throws the system's error; the file then stays as it was. */
  add(entry: unknown): boolean;
  close(): void;
}

const end = "\n]}}\n";

/** Creates a HAR file (HAR 1.2) in a folder, with the next number in its name. Throws the system's error if that is not possible. */
export function createHarFile(folder: string, maxBytes: number): HarFile {
  const { path, descriptor } = openNew(folder);
  const creator = { name: "@ucwa-meetings/mock", version: readVersion() };
  const start = `{"log":{"version":"1.2","creator":${JSON.stringify(creator)},"entries":[`;
  writeAll(descriptor, start + end, 0);
  let length = Buffer.byteLength(start);
  let separator = "\n";
  return {
    path,
    add(entry) {
      const text = separator + JSON.stringify(entry);
      const bytes = Buffer.byteLength(text);
      if (length + bytes > maxBytes) return false;
      try {
        // One call, so that a program that reads meanwhile sees the file before or after.
        writeAll(descriptor, text + end, length);
      } catch (error) {
        ftruncateSync(descriptor, length);
        writeAll(descriptor, end, length);
        throw error;
      }
      length += bytes;
      separator = ",\n";
      return true;
    },
    close: () => closeSync(descriptor),
  };
}

const maxNumber = 9999;

function openNew(folder: string): { path: string; descriptor: number } {
  const numbers = readdirSync(folder).map((name) => Number(/^recording-(\d{4})\.har$/.exec(name)?.[1] ?? 0));
  // Another proxy may be faster.
  for (let number = Math.max(0, ...numbers) + 1; ; number += 1) {
    const path = join(folder, `recording-${String(number).padStart(4, "0")}.har`);
    try {
      return { path, descriptor: openSync(path, "wx", 0o600) };
    } catch (error) {
      const isTaken = error instanceof Error && "code" in error && error.code === "EEXIST";
      if (!isTaken || number >= maxNumber) throw error;
    }
  }
}

function writeAll(descriptor: number, text: string, position: number): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; )
    written += writeSync(descriptor, bytes, written, bytes.length - written, position + written);
}
