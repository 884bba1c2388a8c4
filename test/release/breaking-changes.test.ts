import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRecord } from "../../tools/openapi/is-record.ts";
import { explainBreakingChanges } from "../../tools/release/check-document.ts";

/** Where to edit, and how. */
type Change = [path: string[], change: (object: Record<string, unknown>) => void];

const root = fileURLToPath(new URL("../../", import.meta.url));
const bundle = readFileSync(join(root, "spec/dist/openapi.json"), "utf8");
const meeting = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";

/** Each test changes the document in a workspace of its own that was released as 0.1.0 just before. */
describe("A change of the document", () => {
  let workspace: string;

  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), "ucwa-breaking-"));
    const write = (path: string, value: unknown) => writeFileSync(join(workspace, path), JSON.stringify(value));
    mkdirSync(join(workspace, "spec"));
    mkdirSync(join(workspace, ".changeset"));
    write("package.json", { name: "workspace", private: true, packageManager: "pnpm@12.21.0" });
    write("spec/package.json", { name: "@ucwa-meetings/spec", version: "0.1.0" });
    write(".changeset/config.json", { baseBranch: "main", access: "public" });
    writeFileSync(join(workspace, "pnpm-workspace.yaml"), "packages: [spec]\n");
    writeFileSync(join(workspace, "released.json"), bundle);
    cpSync(join(workspace, "released.json"), join(workspace, "current.json"));
    release("0.1.0");
  });

  afterEach(() => {
    rmSync(workspace, { recursive: true });
  });

  /** Changes the object that a path leads to in one of the two bundles. */
  const edit = (file: string, path: string[], change: (object: Record<string, unknown>) => void) => {
    const document: unknown = JSON.parse(readFileSync(join(workspace, file), "utf8"));
    let object = document;
    for (const key of path) object = isRecord(object) ? object[key] : undefined;
    if (!isRecord(object)) throw new Error(`The document has no ${path.join("/")}.`);
    change(object);
    writeFileSync(join(workspace, file), JSON.stringify(document, undefined, 2));
  };
  const release = (version: string) => edit("released.json", ["info"], (info) => Object.assign(info, { version }));
  const changeset = (size: string) =>
    writeFileSync(
      join(workspace, ".changeset/a-change.md"),
      `---\n"@ucwa-meetings/spec": ${size}\n---\n\nA change of the document.\n`,
    );
  const explain = () =>
    explainBreakingChanges({
      workspace,
      released: join(workspace, "released.json"),
      current: join(workspace, "current.json"),
    });

  const schemas = ["components", "schemas"];
  const responses = ["components", "responses"];
  const subject: Change = [[...schemas, "MyOnlineMeeting", "properties"], (properties) => delete properties.subject];

  const breaks: [string, Change, string[]][] = [
    [
      "removes a property of the answer",
      subject,
      [`GET ${meeting}`, "Property `subject` of `MyOnlineMeeting` was removed."],
    ],
    [
      "removes a property of the request",
      [[...schemas, "MyOnlineMeetingInput", "properties"], (properties) => delete properties.subject],
      [`PUT ${meeting}`, "Property `subject` of the request body was removed"],
    ],
    [
      "narrows an enumeration of the request",
      [
        [...schemas, "MyOnlineMeetingInput", "properties", "accessLevel"],
        (level) => Object.assign(level, { anyOf: [{ type: "string", enum: ["None", "Locked"] }, { type: "null" }] }),
      ],
      [`PUT ${meeting}`, "`accessLevel`: Enum lost values: 'SameEnterprise', 'Invited', 'Everyone'."],
    ],
    [
      "narrows an open enumeration",
      [[...schemas, "AccessLevel"], (level) => Object.assign(level, { "x-extensible-enum": ["Locked", "Everyone"] })],
      ["AccessLevel", "`SameEnterprise` is no longer a known value of `AccessLevel`."],
    ],
    [
      "drops a media type",
      [[...responses, "MyOnlineMeetingRead", "content"], (content) => delete content["application/xml"]],
      [`GET ${meeting}`, "Media type `application/xml` was removed."],
    ],
    [
      "drops a documented error",
      [
        [...responses, "Conflict", "content", "application/json", "examples"],
        (examples) => delete examples.TooManyGroups,
      ],
      [`GET ${meeting}`, "The documented error `TooManyGroups` of status 409 was removed"],
    ],
  ];

  it.each(breaks)("that %s is stopped, with what breaks", async (_, change, explanation) => {
    edit("current.json", ...change);
    const said = await explain();
    expect(said).toContain("break code written for 0.1.0");
    for (const sentence of explanation) expect(said).toContain(sentence);
    expect(said).toContain("It needs a changeset of size `minor` or larger for @ucwa-meetings/spec; there is none.");
  });

  it("that breaks is stopped if its changeset is too small, and passes if it is large enough", async () => {
    edit("current.json", ...subject);
    changeset("patch");
    expect(await explain()).toContain("the ones here add up to `patch`");
    changeset("minor");
    expect(await explain()).toBeUndefined();
  });

  it("that breaks needs a changeset of size major from 1.0.0 on", async () => {
    release("1.0.0");
    edit("current.json", ...subject);
    changeset("minor");
    expect(await explain()).toContain("It needs a changeset of size `major`");
  });

  it("that adds an optional property passes", async () => {
    edit("current.json", [...schemas, "MyOnlineMeeting", "properties"], (properties) => {
      properties.colour = { type: "string", description: "Its colour." };
    });
    expect(await explain()).toBeUndefined();
  });

  it("that only puts something into better words passes", async () => {
    edit("current.json", ["info"], (info) => {
      info.summary = "Meetings, in better words.";
    });
    expect(await explain()).toBeUndefined();
  });
});

it("The document here breaks nothing that was released, or a changeset says so", async () => {
  const explanation = await explainBreakingChanges({
    workspace: root,
    released: join(root, "spec/released/openapi.json"),
    current: join(root, "spec/dist/openapi.json"),
  });
  expect(explanation).toBeUndefined();
});
