import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import * as xml from "../src/codec/xml.ts";
import * as client from "../src/index.ts";
import * as validate from "../src/validation/index.ts";

test("these names are exported, and no others", () => {
  expect(Object.keys(client).sort()).toEqual([
    "ArgumentError",
    "BadRequestError",
    "ConflictError",
    "ForbiddenError",
    "GoneError",
    "LinkError",
    "NetworkError",
    "NotFoundError",
    "PreconditionFailedError",
    "PreconditionRequiredError",
    "ServiceFailureError",
    "ServiceUnavailableError",
    "TimeoutError",
    "TooManyRequestsError",
    "UcwaClientError",
    "UcwaError",
    "UnauthorizedError",
    "UnexpectedResponseError",
    "UnknownOutcomeError",
    "createClient",
    "isUcwaError",
    "parseChallenge",
  ]);
  expect(Object.keys(xml)).toEqual(["xml"]);
  expect(Object.keys(validate).sort()).toEqual(["ValidationError", "validator"]);
});

test("nothing is imported from node:, and the XML codec by xml.ts only", async () => {
  const folder = new URL("../src/", import.meta.url);
  const files = (await readdir(folder, { recursive: true })).filter((name) => /(?<!\.test)\.ts$/.test(name));
  const imports = new Set<string>();
  for (const name of files) {
    const source = await readFile(new URL(name, folder), "utf8");
    for (const [, from = ""] of source.matchAll(/from "([^."][^"]*)"/g)) imports.add(`${from} in ${name}`);
  }
  expect([...imports].filter((entry) => entry.startsWith("node:"))).toEqual([]);
  expect([...imports].filter((entry) => entry.startsWith("@ucwa-meetings/xml"))).toEqual([
    "@ucwa-meetings/xml in codec/xml.ts",
  ]);
});

test("the type declarations export no name of openapi-fetch", async () => {
  const declarations = await readFile(new URL("../src/index.ts", import.meta.url), "utf8");
  expect(declarations).not.toContain("openapi-fetch");
});
