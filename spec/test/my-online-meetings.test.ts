import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { getRefName, operationsIn } from "../../tools/openapi/document.ts";
import { operations } from "../dist/operations.js";
import { readBundle } from "./bundle.ts";

const document = readBundle();
const { components } = document;
const ajv = new Ajv2020({ strict: false, allErrors: true }).addSchema(document, "document");
const isValid = (value: unknown) => ajv.validate({ $ref: "document#/components/schemas/MyOnlineMeetings" }, value);
const operation = (operationId: string) =>
  [...operationsIn(document)].find((entry) => entry.operation.operationId === operationId)?.operation;
const example = (name: string) => components.examples[name];
const getHeaderNames = (operationId: string, status: string) =>
  Object.keys(
    Object(components.responses[getRefName(operation(operationId)?.responses[status] ?? { $ref: "" })]).headers ?? {},
  );

const href = "/ucwa/v1/applications/192/onlineMeetings/myOnlineMeetings";
const self = { href };
const meeting = { rel: "myOnlineMeeting", _links: { self: { href: `${href}/943` } } };
const assigned = { rel: "myAssignedOnlineMeeting", _links: { self: { href: `${href}/600` } } };

describe("A list of meetings is read", () => {
  it.each([
    ["empty", {}],
    ["with empty lists", { _embedded: { myOnlineMeeting: [], myAssignedOnlineMeeting: [] } }],
    [
      "with embedded lists",
      { _embedded: { myOnlineMeeting: [meeting, meeting], myAssignedOnlineMeeting: [assigned] } },
    ],
    ["with one meeting embedded alone", { _embedded: { myOnlineMeeting: meeting, myAssignedOnlineMeeting: assigned } }],
    ["with links in a list", { _links: { self, myOnlineMeeting: [self, self], myAssignedOnlineMeeting: [self] } }],
    ["with one link alone", { _links: { self, myOnlineMeeting: self, myAssignedOnlineMeeting: self } }],
    ["with what a later server adds", { count: 2, _links: { self, next: self }, _embedded: { other: 1 } }],
  ])("%s", (_, part) => {
    expect(isValid({ rel: "myOnlineMeetings", _links: { self }, ...part })).toBe(true);
  });

  it.each([
    ["without a self link", { _links: {} }],
    ["with another resource's rel", { rel: "myOnlineMeeting" }],
    ["with an embedded meeting without links", { _embedded: { myOnlineMeeting: [{ rel: "myOnlineMeeting" }] } }],
    [
      "with an embedded extension for a meeting",
      { _embedded: { myOnlineMeeting: { ...meeting, rel: "onlineMeetingExtension" } } },
    ],
  ])("but not %s", (_, part) => {
    expect(isValid({ rel: "myOnlineMeetings", _links: { self }, ...part })).toBe(false);
  });
});

describe("A new meeting", () => {
  it("comes with 201 as documented, and with 200 as a deployed server answered", () => {
    const entry = operations.operations.find(({ operationId }) => operationId === "createMyOnlineMeeting");
    expect(entry).toMatchObject({ method: "POST", success: 201, deployedSuccess: 200 });
  });

  it.each(["200", "201"])("comes with an ETag and without a Location in a %s", (status) => {
    expect(getHeaderNames("createMyOnlineMeeting", status)).toEqual(["ETag"]);
  });

  it("is asked for with the ten inputs and no other, none of them required", () => {
    const content = components.requestBodies.MyOnlineMeetingCreate?.content["application/json"];
    const input = components.schemas[getRefName(content?.schema ?? { $ref: "" })];
    // The table of inputs of the published page.
    expect(Object.keys(input?.properties ?? {})).toEqual(
      "accessLevel attendees automaticLeaderAssignment description entryExitAnnouncement expirationTime leaders lobbyBypassForPhoneUsers phoneUserAdmission subject".split(
        " ",
      ),
    );
    expect(input).not.toHaveProperty("required");
  });

  it("is asked for in the published sample with a body of the published length", () => {
    const compact = JSON.stringify(example("MyOnlineMeetingCreateJson")?.value);
    const asServed = compact.replaceAll("'", "\\u0027").replaceAll(/\/(Date\(\d+\))\//g, "\\/$1\\/");
    expect(Buffer.byteLength(asServed)).toBe(515);
  });

  it("is never to be asked for again after a lost response, which is inferred", () => {
    const { description = "" } = operation("createMyOnlineMeeting") ?? {};
    expect(description).toContain("Do not repeat this request");
    expect(description).toMatch(/second one \(inferred\)/);
  });

  it("in traffic got the defaults for all that its request left out", () => {
    expect(example("MyOnlineMeetingCreatedDeployedJson")?.value).toMatchObject({
      accessLevel: "SameEnterprise",
      automaticLeaderAssignment: "Disabled",
      entryExitAnnouncement: "Disabled",
      phoneUserAdmission: "Disabled",
      lobbyBypassForPhoneUsers: "Disabled",
      leaders: [],
    });
    // It has an older name in the request, which the response does not repeat.
    expect(example("MyOnlineMeetingCreateDeployedJson")?.value).toHaveProperty("attendanceAnnouncementsStatus");
    expect(example("MyOnlineMeetingCreatedDeployedJson")?.value).not.toHaveProperty("attendanceAnnouncementsStatus");
  });

  it("is refused with 409 TooManyOnlineMeetings where the user has too many, and no other request is", () => {
    const refused = operations.operations.filter(({ errors }) =>
      errors.some((error) => error.subcode === "TooManyOnlineMeetings"),
    );
    expect(refused.map(({ operationId }) => operationId)).toEqual(["createMyOnlineMeeting"]);
    const error = refused[0]?.errors.find(({ subcode }) => subcode === "TooManyOnlineMeetings");
    expect(error).toMatchObject({ status: 409, code: "Conflict", basis: "documented", retry: "never" });
  });
});

it("The list has no ETag and no conditional read, since no sample shows one", () => {
  expect(getHeaderNames("getMyOnlineMeetings", "200")).toEqual([]);
  expect(operation("getMyOnlineMeetings")?.responses).not.toHaveProperty("304");
});

it("The published list embeds each kind of meeting in a list, and its extensions in each, in JSON and in XML", () => {
  const { _embedded } = Object(example("MyOnlineMeetingsReadJson")?.value);
  for (const rel of ["myAssignedOnlineMeeting", "myOnlineMeeting"]) {
    expect(_embedded[rel]).toMatchObject([{ rel, _embedded: { onlineMeetingExtension: [{ id: "917823" }] } }]);
  }
  const { root } = parseXml(String(example("MyOnlineMeetingsReadXml")?.value));
  expect(root ? nestedIn(root) : undefined).toEqual([
    { rel: "myAssignedOnlineMeeting", nested: [{ rel: "onlineMeetingExtension", nested: [] }] },
    { rel: "myOnlineMeeting", nested: [{ rel: "onlineMeetingExtension", nested: [] }] },
  ]);
});

it.each([
  "MyOnlineMeetingsLinkedJson",
  "MyOnlineMeetingsLinkedXml",
  "MyOnlineMeetingCreateDeployedXml",
  "MyOnlineMeetingCreatedDeployedXml",
])("The composed example %s is marked as inferred", (name) => {
  expect(example(name)?.summary).toContain("(inferred)");
});

function nestedIn(element: XmlElement): { rel: string | undefined; nested: unknown }[] {
  return element.children
    .filter((child) => child instanceof XmlElement)
    .filter(({ name }) => name === "resource")
    .map((child) => ({ rel: child.attributes.rel, nested: nestedIn(child) }));
}
