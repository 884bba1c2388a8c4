import { describe, expect, it } from "vitest";
import { type OpenApiDocument, type Operation, operationsIn } from "../../tools/openapi/document.ts";
import { readBundle } from "./bundle.ts";
import { houseRules } from "./house-rules.ts";

/** For each rule, a way to break it: what the rule then says is what a careless author would read. */
const breakages: Record<keyof typeof houseRules, { by: (document: OpenApiDocument) => void; says: string }> = {
  "names occur once": {
    by: ({ components }) => Object.assign(components.schemas, { "Link-2": {} }),
    says: "schemas/Link-2",
  },
  "every operation is named and described": {
    by: (document) => Reflect.deleteProperty(firstOperation(document), "description"),
    says: "GET /applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId} has no description",
  },
  "every operation has 401, 404 and 500": {
    by: (document) => delete firstOperation(document).responses["404"],
    says: "getMyOnlineMeeting has no 404",
  },
  "every body comes in JSON and in XML": {
    by: ({ components }) => delete components.responses.Gone?.content?.["application/xml"],
    says: "Gone has no application/xml",
  },
  "every media type has an example": {
    by: ({ components }) =>
      Object.assign(components.responses.Gone?.content?.["application/json"] ?? {}, { examples: {} }),
    says: "Gone has none for application/json",
  },
  "both representations have the same examples": {
    by: ({ components }) => delete components.responses.Conflict?.content?.["application/xml"]?.examples.TooManyGroups,
    says: "Conflict has AlreadyExists,TooManyGroups,Conflict,TooManyApplications in JSON and AlreadyExists,Conflict,TooManyApplications in XML",
  },
  "every error example is named by its subcode, or by its code": {
    by: ({ components }) => Object.assign(components.examples.CannotRedirectJson ?? {}, { value: { code: "Gone" } }),
    says: "Gone calls Gone CannotRedirect",
  },
  "every error example says what to do, whether to retry, and how sure it is": {
    by: ({ components }) => Object.assign(components.examples.NotFoundJson?.["x-ucwa-error"] ?? {}, { retry: "maybe" }),
    says: "NotFoundJson has the retry maybe",
  },
  "every property has a description and an example": {
    by: ({ components }) => delete components.schemas.MyOnlineMeeting?.properties?.subject?.examples,
    says: "MyOnlineMeeting.subject has no example",
  },
  "generators have a type for every schema": {
    by: ({ components }) =>
      Object.assign(components.schemas.ExtensionScalar ?? {}, { anyOf: undefined, type: ["string", "array"] }),
    says: "ExtensionScalar has a list among other types, which crashes kubb",
  },
  "an enumeration of an input has the members that are read": {
    by: ({ components }) => components.schemas.AccessLevel?.["x-extensible-enum"]?.pop(),
    says: "MyOnlineMeetingInput.accessLevel",
  },
};

describe.each(Object.entries(houseRules))("%s", (name, rule) => {
  it("holds for the document", () => {
    expect([...rule(readBundle())]).toEqual([]);
  });

  it("is noticed when it is broken", () => {
    const broken = readBundle();
    const breakage = Object.entries(breakages).find(([key]) => key === name)?.[1];
    breakage?.by(broken);
    expect([...rule(broken)]).toEqual([breakage?.says]);
  });
});

it.each<[string, (schemas: OpenApiDocument["components"]["schemas"]) => unknown]>([
  ["null among the members", ({ AccessLevel }) => Object.assign(AccessLevel ?? {}, { enum: ["None", null] })],
  ["a pattern", ({ MyOnlineMeeting }) => Object.assign(MyOnlineMeeting ?? {}, { patternProperties: {} })],
  [
    "types other properties",
    ({ MyOnlineMeeting }) => Object.assign(MyOnlineMeeting ?? {}, { additionalProperties: {} }),
  ],
  [
    "has additionalProperties",
    ({ MyOnlineMeetingInput }) => Object.assign(MyOnlineMeetingInput ?? {}, { additionalProperties: true }),
  ],
])("What generators have no type for is noticed: %s", (words, change) => {
  const broken = readBundle();
  change(broken.components.schemas);
  const said = [...houseRules["generators have a type for every schema"](broken)];
  expect(said).toEqual([expect.stringContaining(words)]);
});

function firstOperation(document: OpenApiDocument): Operation {
  for (const { operation } of operationsIn(document)) return operation;
  throw new Error("The bundle has no operation.");
}
