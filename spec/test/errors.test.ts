import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { describe, expect, it } from "vitest";
import { operations } from "../dist/operations.js";
import { readBundle } from "./bundle.ts";

/** The rows of the published pages' tables of synchronous errors. A page's "None" is a missing subcode. */
const publishedRows = {
  getMyOnlineMeeting: [
    "500 ServiceFailure/InvalidExchangeServerVersion",
    "409 Conflict/AlreadyExists",
    "409 Conflict/TooManyGroups",
    "409 Conflict",
  ],
  updateMyOnlineMeeting: ["500 ServiceFailure/InvalidExchangeServerVersion"],
  deleteMyOnlineMeeting: [],
  getOnlineMeetingExtensions: [
    "500 ServiceFailure/InvalidExchangeServerVersion",
    "409 Conflict/AlreadyExists",
    "409 Conflict/TooManyGroups",
    "409 Conflict",
    "410 Gone/CannotRedirect",
  ],
  createOnlineMeetingExtension: [
    "500 ServiceFailure/CallbackChannelError",
    "409 Conflict/AlreadyExists",
    "409 Conflict/TooManyGroups",
    "409 Conflict",
    "410 Gone/CannotRedirect",
  ],
  getMyOnlineMeetings: [
    "500 ServiceFailure/InvalidExchangeServerVersion",
    "409 Conflict/AlreadyExists",
    "409 Conflict/TooManyGroups",
    "409 Conflict",
    "410 Gone/CannotRedirect",
  ],
  createMyOnlineMeeting: [
    "409 Conflict/TooManyOnlineMeetings",
    "500 ServiceFailure/CallbackChannelError",
    "409 Conflict/AlreadyExists",
    "409 Conflict/TooManyGroups",
    "409 Conflict",
    "410 Gone/CannotRedirect",
  ],
};

/** The generic errors that both pages refer to, with the statuses that facts §2.4 gives them. */
const genericRows = [
  "404 NotFound/ApplicationNotFound",
  "400 BadRequest",
  "400 BadRequest/DeserializationFailure",
  "500 ExchangeServiceFailure",
  "404 NotFound/InactiveApplicationExpired",
  "405 MethodNotAllowed",
  "403 Forbidden",
  "400 BadRequest/ParameterValidationFailure",
  "404 NotFound",
  "500 ServiceFailure",
  "504 GatewayTimeout",
  "409 Conflict/TooManyApplications",
  "404 NotFound/APIVersionNotSupported",
];

const listRows = (operationId: string) =>
  operations.operations
    .find((operation) => operation.operationId === operationId)
    ?.errors.map(({ status, code, subcode }) => `${status} ${[code, subcode].filter(Boolean).join("/")}`);

describe("The documented errors", () => {
  it.each(Object.entries(publishedRows))("of %s have every row of the published table", (operationId, rows) => {
    expect(listRows(operationId)).toEqual(expect.arrayContaining(rows));
  });

  it.each(operations.operations)("of $operationId have every generic error", ({ operationId }) => {
    expect(listRows(operationId)).toEqual(expect.arrayContaining(genericRows));
  });

  it.each(operations.operations.filter(({ method }) => method === "PUT" || method === "POST"))(
    "of $operationId have the errors of a body",
    ({ operationId }) => {
      expect(listRows(operationId)).toEqual(expect.arrayContaining(["413 EntityTooLarge", "415 UnsupportedMediaType"]));
    },
  );

  it("of an update have both preconditions, and of nothing else", () => {
    const conditional = operations.operations.filter(({ operationId }) =>
      listRows(operationId)?.some((row) => row === "412 PreconditionFailed" || row === "428 PreconditionRequired"),
    );
    expect(conditional.map(({ operationId }) => operationId)).toEqual([
      "updateMyOnlineMeeting",
      "updateOnlineMeetingExtension",
    ]);
  });
});

describe("An error example", () => {
  const { examples } = readBundle().components;
  const reasons = Object.entries(examples).filter(
    ([name, { value }]) => name.endsWith("Json") && "code" in Object(value),
  );

  it.each(reasons)("%s says the same in XML", (name, { value }) => {
    const xml = examples[name.replace(/Json$/, "Xml")]?.value;
    const { root } = parseXml(String(xml));
    expect(root?.name).toBe("reason");
    expect(root ? getChildren(root) : undefined).toEqual(value);
  });
});

/** The children of a `reason` as the JSON form has them. */
function getChildren(element: XmlElement): Record<string, unknown> {
  const children = element.children.filter((child) => child instanceof XmlElement);
  return Object.fromEntries(
    children.map((child) => [
      child.name,
      child.name === "parameters"
        ? child.children.filter((parameter) => parameter instanceof XmlElement).map(getChildren)
        : child.text,
    ]),
  );
}
