import { decode } from "@ucwa-meetings/xml";
import type { HttpOperation } from "../contract/operations.ts";
import { matchRoute } from "../contract/route.ts";
import { isObject } from "../http/text.ts";
import { checkSeeds } from "../resources/check-seeds.ts";
import { resolveSeedPath, type Seed } from "../resources/seed.ts";

/** Collects the resources that a server responded with, so that a mock can start with them. */
export interface SeedCollector {
  /** Takes a response as it is in a recording: a target, and the text of a body in JSON or XML. */
  add(method: string, target: string, status: number, body: { text: string; isXml: boolean }): Promise<void>;
  /** The resources in their last state, as a GET returns them; the mock takes each of them. */
  seeds(): Seed[];
}

// The store of a mock has room for twice as much.
const maxCharacters = 4_000_000;

/** Creates an empty collector. */
export function createSeedCollector(operations: HttpOperation[]): SeedCollector {
  const found = new Map<string, { seed: Seed; size: number }>();
  let total = 0;
  const remove = (path: string) => {
    total -= found.get(path)?.size ?? 0;
    found.delete(path);
  };
  const put = async (path: string, seed: Seed) => {
    remove(path);
    const size = JSON.stringify(seed).length;
    if (total + size > maxCharacters || !(await isValid(operations, seed))) return;
    total += size;
    found.set(path, { seed, size });
  };
  return {
    async add(method, target, status, body) {
      const { path, resource = "" } = matchRoute(target);
      if (method === "DELETE" && status < 300)
        for (const known of [...found.keys()]) if (known === path || known.startsWith(`${path}/`)) remove(known);
      if (status !== 200 && status !== 201) return;
      for (const seed of split(readBody(body, resource))) {
        const own = findPath(seed);
        if (own !== undefined) await put(own, seed);
      }
    },
    seeds: () => [...found.values()].map(({ seed }) => seed).filter((seed) => hasMeeting(seed, found)),
  };
}

function readBody({ text, isXml }: { text: string; isXml: boolean }, resource: string): unknown {
  try {
    return isXml ? decode(text, { resource }) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns a resource without what it embeds, and then what it embeds. A set of extensions is none by itself. */
function split(resource: unknown): Seed[] {
  if (!isObject(resource)) return [];
  const { _embedded: embedded, ...own } = resource;
  const inner = isObject(embedded) ? Object.values(embedded).flat().flatMap(split) : [];
  return own.rel === "onlineMeetingExtensions" ? inner : [own, ...inner];
}

function findPath(seed: Seed): string | undefined {
  try {
    return resolveSeedPath(seed).path;
  } catch {
    return undefined;
  }
}

async function isValid(operations: HttpOperation[], seed: Seed): Promise<boolean> {
  try {
    await checkSeeds(operations, [seed]);
    return true;
  } catch {
    return false;
  }
}

/** Whether the mock has a place for a seed: an extension needs its meeting. */
function hasMeeting(seed: Seed, found: Map<string, unknown>): boolean {
  if (seed.rel !== "onlineMeetingExtension") return true;
  const path = findPath(seed) ?? "";
  return [...found.keys()].some((known) => path.startsWith(`${known}/`) && /\/myOnlineMeetings\/[^/]+$/.test(known));
}
