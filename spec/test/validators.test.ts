import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { getRefName, operationsIn, resolve } from "../../tools/openapi/document.ts";
import { validators } from "../dist/validators.js";
import { readBundle } from "./bundle.ts";

const document = readBundle();
const { components } = document;

/** Each example of a JSON body in the document, with the operation and the kind of body. */
const examples = operationsIn(document).flatMap(({ operation }) => {
  const { operationId, requestBody, responses } = operation;
  const bodies = [
    ...(requestBody ? [["request", resolve(components.requestBodies, requestBody)] as const] : []),
    ...Object.entries(responses).map(
      ([status, reference]) =>
        [Number(status) < 400 ? "response" : "error", resolve(components.responses, reference)] as const,
    ),
  ];
  return bodies.flatMap(([kind, { content }]) =>
    Object.values(content?.["application/json"]?.examples ?? {}).map((reference) => ({
      operationId,
      kind,
      name: getRefName(reference),
      value: resolve(components.examples, reference).value,
    })),
  );
});

describe("The validators", () => {
  it("are there for each operation", () => {
    expect(Object.keys(validators)).toEqual(operationsIn(document).map(({ operation }) => operation.operationId));
  });

  it("find nothing wrong with any example of the document", () => {
    const wrong = examples.filter(
      ({ operationId, kind, value }) => validators[operationId]?.[kind]?.(value).length !== 0,
    );
    expect(examples.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it("find each example wrong in which an object is in the place of each text", () => {
    const wrong = examples.map(({ value, ...example }) => {
      const entries = Object.entries(Object(value)).map(([name, inner]) => [
        name,
        typeof inner === "string" ? {} : inner,
      ]);
      return { ...example, value: Object.fromEntries(entries) };
    });
    const passed = wrong.filter(
      ({ operationId, kind, value }) => validators[operationId]?.[kind]?.(value).length === 0,
    );
    expect(passed).toEqual([]);
  });

  it.each([
    ["a member that is new", { accessLevel: "AddedByALaterServer" }],
    ["a time without an offset", { expirationTime: "2015-07-14T20:54:08" }],
    ["an attendee without a scheme", { attendees: ["johndoe"] }],
    ["a property that is new", { later: { any: "form" } }],
  ])("find nothing wrong with %s", (_, value) => {
    expect(validators.updateMyOnlineMeeting?.request?.(value)).toEqual([]);
  });

  it("make no code of texts, and require nothing", () => {
    const code = readFileSync(new URL("../dist/validators.js", import.meta.url), "utf8");
    expect(code).not.toMatch(/\beval\b|\bFunction\b|\brequire\(|^import\b/m);
  });

  it("are under the licence of Ajv, which comes with them", () => {
    const notice = readFileSync(new URL("../dist/THIRD-PARTY-NOTICES.txt", import.meta.url), "utf8");
    expect(notice).toMatch(/^ajv \d+\.\d+\.\d+$/m);
    expect(notice).toContain("Evgeny Poberezkin");
    expect(notice).toContain("THE SOFTWARE IS PROVIDED");
  });
});
