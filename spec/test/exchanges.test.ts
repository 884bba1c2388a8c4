import { parseXml } from "@rgrove/parse-xml";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { getRefName, operationsIn } from "../../tools/openapi/document.ts";
import { exchanges } from "../dist/exchanges.js";
import { operations } from "../dist/operations.js";
import { readBundle } from "./bundle.ts";

const document = readBundle();
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ ...document, $id: "bundle" });

it("The two published pages show ten exchanges: five operations, in JSON and in XML", () => {
  expect(exchanges.map(({ name }) => name)).toEqual([
    "create-online-meeting-extension.json",
    "create-online-meeting-extension.xml",
    "delete-my-online-meeting.json",
    "delete-my-online-meeting.xml",
    "get-my-online-meeting.json",
    "get-my-online-meeting.xml",
    "get-online-meeting-extensions.json",
    "get-online-meeting-extensions.xml",
    "update-my-online-meeting.json",
    "update-my-online-meeting.xml",
  ]);
});

describe.each(exchanges)("The published exchange $name", ({ name, representation, request, response }) => {
  const operation = operationFor(request.method, request.url);
  const requestContent = document.components.requestBodies[getRefName(operation.requestBody ?? { $ref: "" })]?.content;
  const responseContent =
    document.components.responses[getRefName(operation.responses[response.status] ?? { $ref: "" })]?.content;

  it("is the operation that its name says", () => {
    expect(kebab(operation.operationId)).toBe(name.replace(/\.\w+$/, ""));
  });

  it("answers with a status that the document has", () => {
    expect(Object.keys(operation.responses)).toContain(String(response.status));
  });

  it.each([
    ["request", request, requestContent],
    ["answer", response, responseContent],
  ] as const)("has a %s that is valid, and is an example of the document", (_, message, content) => {
    const mediaType = content?.[`application/${representation}`];
    expect(message.headers["content-type"]).toBe(message.body === "" ? undefined : `application/${representation}`);
    if (message.body === "" || !mediaType) {
      expect([message.body, mediaType]).toEqual(["", undefined]);
      return;
    }
    const value: unknown = representation === "json" ? JSON.parse(message.body) : message.body;
    const validate = ajv.compile({ $ref: `bundle${mediaType.schema.$ref}` });
    validate(value);
    expect(validate.errors).toBeNull();
    const examples = Object.values(mediaType.examples).map(
      (example) => document.components.examples[getRefName(example)]?.value,
    );
    expect(examples).toContainEqual(value);
    if (representation === "xml")
      expect(parseXml(message.body).root?.attributes.xmlns).toBe("http://schemas.microsoft.com/rtc/2012/03/ucwa");
  });
});

it("A body that the document forbids is refused", () => {
  const validate = ajv.compile({ $ref: "bundle#/components/schemas/MyOnlineMeetingInput" });
  expect(validate({ accessLevel: "Anybody", attendees: ["johndoe"], expirationTime: "2015-07-14T20:54:08" })).toBe(
    false,
  );
  expect(validate.errors?.map(({ instancePath }) => instancePath)).toEqual(
    expect.arrayContaining(["/accessLevel", "/attendees/0", "/expirationTime"]),
  );
});

function operationFor(method: string, url: string) {
  const { pathname } = new URL(url);
  const prefix = operations.prefixes.find((candidate) => pathname.startsWith(`${candidate}/`)) ?? "";
  for (const entry of operationsIn(document)) {
    const pattern = new RegExp(`^${prefix}${entry.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
    if (entry.method === method && pattern.test(pathname)) return entry.operation;
  }
  throw new Error(`No operation of the document answers ${method} ${url}.`);
}

function kebab(operationId: string): string {
  return operationId.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
