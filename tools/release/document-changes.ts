import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isRecord } from "../openapi/is-record.ts";
import { redoclyCli } from "../tasks/redocly.ts";
import { telemetryOff } from "../tasks/telemetry.ts";

const rules = fileURLToPath(new URL("redocly.yaml", import.meta.url));

/** The version bump that a change needs, as in semantic versioning. */
export type BumpType = "major" | "minor" | "patch";

/** One difference between two versions of the document. */
export interface DocumentChange {
  /** The operation, or the part of the document. */
  where: string;
  size: BumpType;
  /** A sentence that describes the change. */
  message: string;
}

/**
 * Returns the changes between two bundles. It adds three kinds of changes to those of `redocly diff`, which break our types or our mock; see
 * `findTypeBreak` and `removedEnumMembers`. Throws if Redocly cannot read one of the two JSON files.
 *
 * @see decisions/versions.md
 */
export function compareDocuments(released: string, current: string): DocumentChange[] {
  const args = [redoclyCli, "diff", released, current, `--config=${rules}`, "--format=json", "--fail-on=none"];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    maxBuffer: 100_000_000,
    env: { ...process.env, ...telemetryOff },
  });
  if (!stdout.startsWith("{"))
    throw new Error(`redocly diff: expected a report, got ${stderr.trim() || stdout.trim()}`);
  const report: unknown = JSON.parse(stdout);
  const changes = isRecord(report) && Array.isArray(report.changes) ? report.changes.filter(isRecord) : [];
  return [...changes.map(describe), ...removedEnumMembers(readJson(released), readJson(current))];
}

function describe(change: Record<string, unknown>): DocumentChange {
  const segments = String(change.path).replace(/^#\//, "").split("/").map(decodePointer);
  const [where, rest] = locate(segments);
  const found = `${rest.join("/") || "It"} was ${change.kind}.`;
  const typeBreak = findTypeBreak(rest, change.kind);
  if (typeBreak !== undefined) return { where, size: "major", message: typeBreak };
  const verdicts = Array.isArray(change.verdicts) ? change.verdicts.filter(isRecord) : [];
  const message = verdicts.map((verdict) => String(verdict.message)).join(" ") || found;
  const size = change.impact === "major" || change.impact === "minor" ? change.impact : "patch";
  return { where, size, message: withProperty(message, rest) };
}

/** Redocly does not say whose alternative (`anyOf`) changed. */
function withProperty(message: string, rest: string[]): string {
  const [, name = ""] = rest.slice(rest.lastIndexOf("properties"));
  return rest.includes("properties") && !message.includes(name) ? `\`${name}\`: ${message}` : message;
}

/** Returns a message for a removal that breaks TypeScript code or requests to the mock, although the HTTP messages stay valid. */
function findTypeBreak(rest: string[], kind: unknown): string | undefined {
  if (kind !== "removed") return undefined;
  const [part, name = ""] = rest.slice(-2);
  if (rest[0] === "requestBody" && part === "properties") {
    return `Property \`${name}\` of the request body was removed: TypeScript rejects code that sends it.`;
  }
  if (rest[0] === "responses" && part === "examples" && /^[45]/.test(rest[1] ?? "")) {
    return `The documented error \`${name}\` of status ${rest[1]} was removed: it can no longer be told apart, or asked of the mock.`;
  }
  return undefined;
}

/** Yields the members that were removed from open enumerations. Redocly does not compare extensions, but the generated types use them. */
function* removedEnumMembers(released: unknown, current: unknown): Generator<DocumentChange> {
  const now = openEnumerations(current);
  for (const [schema, members] of openEnumerations(released)) {
    const lost = members.filter((member) => now.has(schema) && !now.get(schema)?.includes(member));
    for (const member of lost) {
      yield { where: schema, size: "major", message: `\`${member}\` is no longer a known value of \`${schema}\`.` };
    }
  }
}

function openEnumerations(document: unknown): Map<string, unknown[]> {
  const components = isRecord(document) && isRecord(document.components) ? document.components : {};
  const schemas = isRecord(components.schemas) ? Object.entries(components.schemas) : [];
  return new Map(
    schemas.map(([name, schema]) => {
      const members = isRecord(schema) ? schema["x-extensible-enum"] : undefined;
      return [name, Array.isArray(members) ? members : []];
    }),
  );
}

/** Returns the operation in a JSON Pointer, as `GET /path`, and the rest of the pointer. */
function locate(segments: string[]): [string, string[]] {
  const [root = "the document", path, method, ...rest] = segments;
  if (root !== "paths" || path === undefined) return [root, segments.slice(1)];
  return method === undefined ? [path, []] : [`${method.toUpperCase()} ${path}`, rest];
}

function decodePointer(segment: string): string {
  return segment.replaceAll("~1", "/").replaceAll("~0", "~");
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
