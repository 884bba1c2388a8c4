import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { operationsIn } from "../../tools/openapi/document.ts";
import { operations } from "../dist/operations.js";
import { readBundle } from "./bundle.ts";

const { components, ...document } = readBundle();
const { info, tags }: { info: { description: string }; tags: { description: string }[] } = parse(
  readFileSync(new URL("../dist/openapi.yaml", import.meta.url), "utf8"),
);

const errorAt = (status: number, name: string) =>
  operations.operations.flatMap(({ errors }) => errors).find((one) => one.status === status && one.example === name);
const row = (schema: string, member: string) =>
  components.schemas[schema]?.description?.split("\n").find((line) => line.includes(`\`${member}\` |`)) ?? "";
const property = (schema: string, name: string) => {
  const found = components.schemas[schema]?.properties?.[name];
  return `${found?.description} ${JSON.stringify(found)}`;
};
const response = (name: string) => components.responses[name]?.description ?? "";
const described = (operationId: string) =>
  [...operationsIn(readBundle())].find(({ operation }) => operation.operationId === operationId)?.operation.description;

describe("An error says what the published rows say, and no more", () => {
  it("A gateway's timeout has no subcode", () => {
    const { code, subcode } = errorAt(504, "GatewayTimeout") ?? {};
    expect([code, subcode]).toEqual(["GatewayTimeout", undefined]);
  });

  it("Gone is permanent: nothing is to be repeated", () => {
    expect(errorAt(410, "CannotRedirect")).toMatchObject({ code: "Gone", retry: "never" });
  });

  it("What exists already is asked for again later, as the published body says", () => {
    expect(errorAt(409, "AlreadyExists")).toMatchObject({ retry: "after-waiting" });
    // The one published error body (ErrorsAndInformationalMessages).
    expect(components.examples.AlreadyExistsJson?.value).toEqual({
      code: "Conflict",
      subcode: "AlreadyExists",
      message: "The requested resource already exists. Please wait and try again.",
    });
  });

  it("The first example of a 400 has a subcode and parameters", () => {
    const [first] = Object.keys(components.responses.BadRequest?.content?.["application/json"]?.examples ?? {});
    expect(first).toBe("ParameterValidationFailure");
    expect(components.examples.ParameterValidationFailureJson?.value).toMatchObject({
      subcode: "ParameterValidationFailure",
      parameters: [{ name: "expirationTime" }],
    });
  });

  it.each([
    ["TemporarilyUnavailable", "| the conferencing server is shutting down |"],
    ["MigrationInProgress", "| the buddy list is read-only |"],
    ["ProvisioningDataUnavailable", "| provisioning data could not be retrieved |"],
    ["UserAgentNotAllowed", "| the user agent is not allowed |"],
    ["CannotRedirect", "permanent |"],
  ])("%s means what is documented", (member, meaning) => {
    expect(row("ErrorSubcode", member)).toContain(meaning);
    expect(row("ErrorSubcode", member)).not.toContain("inferred");
  });
});

describe("What no source shows is marked as inferred", () => {
  const allow = JSON.stringify(Object(components).headers.Allow);
  it.each([
    ["Allow with a 405", () => allow],
    ["HTML with a 403", () => response("Forbidden")],
    ["the page of a 403", () => components.examples.ForbiddenHtml?.summary],
    ["a body in UCWA's form with a 401", () => response("Unauthorized")],
    ["null for attendees", () => property("MyOnlineMeetingInput", "attendees")],
    ["null for description", () => property("MyOnlineMeetingInput", "description")],
    ["null for leaders", () => property("MyOnlineMeetingInput", "leaders")],
    ["null for subject", () => property("MyOnlineMeetingInput", "subject")],
    ["that an object cannot be a custom value", () => components.schemas.ExtensionValue?.description],
    ["an offset in /Date(…)/", () => components.schemas.TimestampInput?.description],
    ["that Outlook keeps its item", () => described("deleteMyOnlineMeeting")],
    ...Object.entries(components.examples)
      .filter(([name]) => /^(CustomKeys|Extension(With|Played)|MyOnlineMeeting(Deployed|Played))/.test(name))
      .map(([name, { summary }]) => [`the composed example ${name}`, () => summary] as const),
  ] as const)("%s", (_, text) => {
    expect(text()).toContain("inferred");
  });

  it.each(["accessLevel", "automaticLeaderAssignment", "entryExitAnnouncement", "expirationTime"])(
    "null for %s is documented",
    (name) => expect(property("MyOnlineMeetingInput", name)).not.toContain("null (inferred)"),
  );
});

describe("The document says", () => {
  const tag = (name: string) => tags.find((one) => Object(one).name === name)?.description;
  it.each([
    ["which products the pages apply to", () => info.description, "Skype for Business 2015"],
    [
      "that servers hand out other paths than the published ones",
      () => info.description,
      "since servers hand out others",
    ],
    ["that links have an etag", () => property("Link", "etag"), "version"],
    ["how a link's etag is written in XML", () => info.description, 'revision="…" etag="…"/>'],
    ["what a type is for", () => components.schemas.OnlineMeetingExtensionType?.description, "intended purpose"],
    ["how a meeting comes to be", () => tag("myOnlineMeeting"), "comes to be"],
    ["which edition of the page speaks of Outlook", () => described("deleteMyOnlineMeeting"), "July 2016"],
  ] as const)("%s", (_, text, phrase) => {
    expect(text()?.replaceAll(/\s+/g, " ")).toContain(phrase);
  });

  it.each([
    ["Conversations.Initiate", "Initiate conversations and join meetings"],
    ["Conversations.Receive", "Receive conversation invites"],
    ["Meetings.ReadWrite", "Create Skype Meetings"],
  ])("the name of the scope %s, which no operation asks for", (scope, name) => {
    const { webTicket } = Object(components).securitySchemes;
    expect(webTicket.description).toContain(`| \`${scope}\` | ${name} |`);
    expect(JSON.stringify(document)).not.toContain(scope);
  });
});
