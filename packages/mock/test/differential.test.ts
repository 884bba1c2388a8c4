import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import * as prism from "@stoplight/prism-http/dist/validator/index.js";
import document from "@ucwa-meetings/spec/openapi.json" with { type: "json" };
import { expect, test } from "vitest";
import * as parts from "../dist/generated/prism.js";
import { reachSchemas } from "../scripts/reach-schemas.ts";
import { mergeAlternatives } from "../src/contract/alternatives.ts";
import { dropAbsentHeaders, dropUnconstrainedParameters, narrowToStatus } from "../src/contract/narrow-operation.ts";
import { type HttpOperation, httpOperations } from "../src/contract/operations.ts";
import { lowerCaseNames } from "../src/http/response.ts";
import { startMock } from "../src/index.ts";
import { type GeneratedMessage, generateMessages } from "./support/generate-messages.ts";
import { startPrism } from "./support/plain-prism.ts";

const isLong = process.env.UCWA_LONG === "1";
const total = isLong ? 100_000 : 5_000;
const seed = Number(process.env.UCWA_TEST_SEED ?? 1);

const operations = await httpOperations();
/** The operations and validators of plain Prism, which compiles while it runs. */
const plainOperations = await getHttpOperationsFromSpec(document);
// Prism has one validator for each schema, and its first use decides whether it converts texts, as those of forms do. Here as there it is JSON.
reachSchemas(plainOperations, prism);

type Validation = Pick<typeof prism, "validateSecurity" | "validateInput" | "validateOutput">;

/** All that the validators find in a message, each finding as Prism gives it. */
function findAll(
  validation: Validation,
  message: GeneratedMessage,
  forRequest: HttpOperation,
  forResponse = forRequest,
) {
  const { headers, query, ids, body, response } = message;
  const url = { path: fill(forRequest.path, ids), query };
  const element = { method: "get" as const, url, headers, ...(body !== undefined && { body }) };
  const answer = { statusCode: response.status, headers: response.headers, body: response.body };
  const results = {
    security: validation.validateSecurity({ resource: forRequest, element }),
    request: validation.validateInput({ resource: forRequest, element }),
    response: validation.validateOutput({ resource: forResponse, element: answer }),
  };
  return Object.entries(results).map(([part, result]) => [part, result._tag === "Left" ? result.left : []] as const);
}

function fill(path: string, ids: string[]): string {
  const left = [...ids];
  return path.replace(/\{\w+\}/g, () => left.shift() ?? "");
}

function describeMessage(index: number, { operation, ...message }: GeneratedMessage): string {
  return `${index}: ${operation.iid} ${JSON.stringify(message).slice(0, 2000)}`;
}

function plain(message: GeneratedMessage) {
  const operation = plainOperations.find(({ iid }) => iid === message.operation.iid);
  if (!operation) throw new Error(`Prism has no ${message.operation.iid}.`);
  return findAll(prism, message, operation);
}

function ours(message: GeneratedMessage) {
  const operation = dropUnconstrainedParameters(message.operation);
  const forRequest = dropAbsentHeaders(operation, lowerCaseNames(message.headers));
  return findAll(parts, message, forRequest, narrowToStatus(operation, message.response.status));
}

test(`compiled at build, the validators say of ${total} generated messages what plain Prism says`, {
  timeout: isLong ? 600_000 : 60_000,
}, () => {
  const next = generateMessages(operations, seed);
  const seen = { valid: 0, invalid: 0, codes: new Set<string>() };
  for (let index = 0; index < total; index += 1) {
    const message = next();
    const expected = plain(message);
    // Comparing texts is much faster than to compare objects, and a difference is shown below.
    const found = ours(message);
    if (JSON.stringify(found) !== JSON.stringify(expected))
      expect(found, describeMessage(index, message)).toEqual(expected);
    for (const [, findings] of expected) {
      seen[findings.length === 0 ? "valid" : "invalid"] += 1;
      for (const { code } of findings) seen.codes.add(String(code));
    }
  }
  // The messages reach what there is to be found.
  expect(Math.min(seen.valid, seen.invalid)).toBeGreaterThan(total / 10);
  expect([...seen.codes]).toEqual(
    expect.arrayContaining(["401", "415", "anyOf", "enum", "format", "pattern", "required", "type"]),
  );
});

/** The status of a response, and what its header says of the request. An `anyOf` is told as the mock tells it. */
async function verdict(url: string, { operation, headers, ids, body }: GeneratedMessage) {
  const { "content-length": _, ...sent } = headers;
  const init = { method: operation.method.toUpperCase(), headers: sent };
  // The mock ignores a body where the document has none, since it has no meaning there (RFC 9110, section 9.3.1). Prism does not.
  const text = operation.request?.body ? JSON.stringify(body) : undefined;
  const response = await fetch(url + fill(operation.path, ids), { ...init, ...(text !== undefined && { body: text }) });
  await response.arrayBuffer();
  const header: Found[] = JSON.parse(response.headers.get("sl-violations") ?? "[]");
  const ofRequest = header.filter(({ location: [side] }) => side === "request");
  const violations = ofRequest.map(({ location: [, ...path], code, message }) => ({
    path,
    message,
    code: String(code),
    severity: "error" as const,
  }));
  // Of several statuses of success, Prism takes the lowest and the mock the one of the published page.
  return { status: response.ok ? "success" : response.status, violations: mergeAlternatives(violations) };
}

/** An item of the header `sl-violations`. */
interface Found {
  location: string[];
  code: string | number;
  message: string;
}

test("over HTTP, the mock says of requests what `prism mock` says on the published document", {
  timeout: 60_000,
}, async () => {
  await using prismServer = await startPrism("--verboseLevel", "silent");
  await using mock = await startMock({ state: false });
  const next = generateMessages(operations, seed);
  const statuses = new Set<number | string>();
  for (let index = 0; index < 150; index += 1) {
    const message = next();
    // Prism hangs up on a body that is no object or list, and the mock tells a media type that it cannot read in its own words.
    if (typeof message.body !== "object" || message.body === null) continue;
    if (message.headers["content-type"] !== "application/json") continue;
    const [expected, found] = await Promise.all([verdict(prismServer.url, message), verdict(mock.url, message)]);
    expect(found, describeMessage(index, message)).toEqual(expected);
    statuses.add(found.status);
  }
  expect([...statuses]).toEqual(expect.arrayContaining(["success", 400, 401]));
});
