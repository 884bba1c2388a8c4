import { expect, it } from "vitest";
import { getRefName, operationsIn } from "../../tools/openapi/document.ts";
import { readBundle } from "./bundle.ts";

const { components, ...document } = readBundle();
const listLinks = (response: string) =>
  Object.values(components.responses[response]?.links ?? {}).map((link) => components.links[getRefName(link)]);

it.each([
  [
    "a meeting",
    "MyOnlineMeetingRead",
    ["getOnlineMeetingExtensions", "createOnlineMeetingExtension", "updateMyOnlineMeeting", "deleteMyOnlineMeeting"],
  ],
  [
    "an updated meeting",
    "MyOnlineMeetingUpdated",
    ["getOnlineMeetingExtensions", "createOnlineMeetingExtension", "updateMyOnlineMeeting", "deleteMyOnlineMeeting"],
  ],
  ["the extensions", "OnlineMeetingExtensionsRead", ["createOnlineMeetingExtension"]],
  [
    "a created extension",
    "OnlineMeetingExtensionCreated",
    ["getOnlineMeetingExtension", "updateOnlineMeetingExtension", "deleteOnlineMeetingExtension"],
  ],
  ["an extension", "OnlineMeetingExtensionRead", ["updateOnlineMeetingExtension", "deleteOnlineMeetingExtension"]],
  [
    "an updated extension",
    "OnlineMeetingExtensionUpdated",
    ["updateOnlineMeetingExtension", "deleteOnlineMeetingExtension"],
  ],
  ["the list of meetings", "MyOnlineMeetingsRead", ["createMyOnlineMeeting"]],
  ...["MyOnlineMeetingCreated", "MyOnlineMeetingCreatedDeployed"].map((response): [string, string, string[]] => [
    `a new meeting (${response})`,
    response,
    [
      "getMyOnlineMeeting",
      "getOnlineMeetingExtensions",
      "createOnlineMeetingExtension",
      "updateMyOnlineMeeting",
      "deleteMyOnlineMeeting",
    ],
  ]),
])("The document says what %s leads to", (_, response, operationIds) => {
  expect(listLinks(response).map((link) => link?.operationId)).toEqual(operationIds);
});

it.each(Object.entries(components.links))("The link %s gives its operation every id that the path needs", (_, link) => {
  const found = [...operationsIn({ ...document, components })].find(
    ({ operation }) => operation.operationId === link.operationId,
  );
  const ids = [...(found?.path ?? "").matchAll(/\{(\w+)\}/g)].map(([, id]) => `path.${id}`);
  expect(ids.length).toBeGreaterThan(0);
  expect(Object.keys(link.parameters)).toEqual(expect.arrayContaining(ids));
});

it("That an extension's URL ends in its id is marked as inferred, and only there is it needed", () => {
  const byId = Object.values(components.links).filter(({ parameters }) =>
    Object.values(parameters).includes("$response.body#/id"),
  );
  expect(byId).toHaveLength(3);
  for (const { description } of byId) expect(description).toContain("inferred");
});
