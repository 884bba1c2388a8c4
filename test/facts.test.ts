import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { find, inferredMarks, readFacts, statements, unexplainedMarks, withoutFact } from "./facts.ts";

const table = readFileSync(new URL("../spec/facts.md", import.meta.url), "utf8");
const facts = readFacts(table);

describe("The table of facts", () => {
  it("has a row for everything that the document states", () => {
    expect(withoutFact(statements(), facts)).toEqual([]);
  });

  it("has an inferred row for every mark of the document", () => {
    expect(unexplainedMarks(inferredMarks(), facts)).toEqual([]);
  });

  it("has an id of its own for each row, and no row that cannot be read", () => {
    expect(facts.map(({ id }) => id)).toEqual([...new Set(facts.map(({ id }) => id))]);
    expect(facts).toHaveLength(table.split("\n").filter((line) => line.startsWith("| F")).length);
  });

  it.each(facts)("names places that exist: $id", ({ statedAt }) => {
    expect(statedAt.filter((place) => find(place) === undefined)).toEqual([]);
    expect(statedAt).not.toEqual([]);
  });

  it.each(facts)("names a test that exists: $id", ({ test: { file, title } }) => {
    const source = readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
    const missing = title
      .split(" > ")
      .filter((part) => ![`"${part}"`, `\`${part}\``].some((text) => source.includes(text)));
    expect(missing).toEqual([]);
  });

  it.each(facts)("has one of the three kinds, for an error that of its example: $id", ({ kind, statedAt }) => {
    expect(["documented", "observed", "inferred"]).toContain(kind);
    if (kind === "inferred") return;
    const bases = statedAt
      .filter((place) => place.startsWith("examples/"))
      .map((place) => find(`${place}#/x-ucwa-error`));
    for (const error of bases) expect(Object(error).basis ?? kind).toBe(kind);
  });
});

describe("The check of the table notices", () => {
  it.each(["schemas/MyOnlineMeeting#/properties/subject", "headers/Allow", "paths/myOnlineMeeting#/delete"])(
    "that nothing is said of %s",
    (place) => {
      const rest = facts.map((fact) => ({ ...fact, statedAt: fact.statedAt.filter((one) => one !== place) }));
      expect(withoutFact(statements(), rest)).toEqual([place]);
    },
  );

  it("that a mark is not explained", () => {
    const marks = ["schemas/MyOnlineMeeting#/properties/added/description", "schemas/ExtensionValue#/description"];
    expect(unexplainedMarks(marks, facts)).toEqual([marks[0]]);
  });

  it("that a new property of a schema has no row, though the schema has one", () => {
    expect(withoutFact(["schemas/OnlineMeetingExtensionInput#/properties/added"], facts)).toHaveLength(1);
  });
});

describe("What has no other test", () => {
  const inputs = "schemas/MyOnlineMeetingInput#/properties";
  // The published pages of the enumerations. The kind of a meeting is no input.
  it.each([
    ["AccessLevel", "None SameEnterprise Locked Invited Everyone", `${inputs}/accessLevel`],
    ["AutomaticLeaderAssignment", "Disabled SameEnterprise Everyone", `${inputs}/automaticLeaderAssignment`],
    ["EntryExitAnnouncement", "Unsupported Disabled Enabled", `${inputs}/entryExitAnnouncement`],
    ["LobbyBypassForPhoneUsers", "Disabled Enabled", `${inputs}/lobbyBypassForPhoneUsers`],
    ["PhoneUserAdmission", "Disabled Enabled", `${inputs}/phoneUserAdmission`],
    ["OnlineMeetingRel", "myOnlineMeetings myAssignedOnlineMeeting", undefined],
    [
      "OnlineMeetingExtensionType",
      "Undefined RoamedOrganizerData RoamedParticipantData",
      "schemas/OnlineMeetingExtensionInput#/properties/type",
    ],
  ])("The enumeration %s has the published members", (name, published, input) => {
    const members = published.split(" ");
    expect(Object(find(`schemas/${name}`))["x-extensible-enum"]).toEqual(members);
    if (input !== undefined) expect(JSON.stringify(find(input))).toContain(`"enum":${JSON.stringify(members)}`);
  });

  it("Users see and change only the meetings that they organize", () => {
    expect(find("prose/my-online-meeting.md")).toContain("Users see and change only the meetings that they organize.");
  });

  it("The limit of meetings is 1000 unless somebody sets another", () => {
    expect(String(find("examples/TooManyOnlineMeetingsJson#/description"))).toMatch(/1000 .+ \(inferred\)/s);
  });

  it("The servers of the document are the prefixes of traffic", () => {
    const { servers } = parse(readFileSync(new URL("../spec/openapi.yaml", import.meta.url), "utf8"));
    const paths = servers.map(({ url }: { url: string }) => url.replace("https://{host}", ""));
    expect(paths).toEqual(["/ucwa/v1", "/ucwa/oauth/v1", "/ucwa"]);
  });
});
