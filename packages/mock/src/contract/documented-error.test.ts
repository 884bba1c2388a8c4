import { expect, test } from "vitest";
import { chooseSwitches } from "./dialect.ts";
import { documentError, findDocumentedError, renderError } from "./documented-error.ts";
import { HttpError } from "./http-error.ts";
import { httpOperations } from "./operations.ts";

const operations = await httpOperations();
const create = operations.filter(({ iid }) => iid === "createMyOnlineMeeting");
const documented = chooseSwitches("documented");
const decoder = new TextDecoder();

test("an error is found by its status and its name, and by its status alone where none has the name", () => {
  expect(findDocumentedError(create, 409, "TooManyOnlineMeetings")?.reason).toMatchObject({
    code: "Conflict",
    subcode: "TooManyOnlineMeetings",
  });
  const first = findDocumentedError(create, 409, "TooManyOnlineMeetings");
  expect(findDocumentedError(create, 409, "NoSuchName")).toEqual(first);
  expect(findDocumentedError(create, 418, "NotFound")).toBeUndefined();
  // Only one of the operations has it.
  expect(findDocumentedError(operations, 409, "TooManyOnlineMeetings")?.reason).toEqual(first?.reason);
});

test("an error has its media types, its headers and the page of a web server, where the document has them", () => {
  const unauthorized = findDocumentedError(operations, 401, "Unauthorized");
  expect(unauthorized?.mediaTypes).toEqual([
    "application/json",
    "application/vnd.microsoft.com.ucwa+json",
    "application/xml",
    "application/vnd.microsoft.com.ucwa+xml",
    "text/html",
  ]);
  expect(unauthorized?.html).toContain("<html");
  expect(unauthorized?.headers["WWW-Authenticate"]).toMatch(/^MsRtcOAuth href=/);
  expect(findDocumentedError(operations, 404, "NotFound")).not.toHaveProperty("html");
  // Nothing is said about what a 304 has in it.
  expect(findDocumentedError(operations, 304, "")).toMatchObject({ mediaTypes: [], reason: {} });
});

test("an error says what went wrong, and of which parameters, in characters that XML has", () => {
  const parameters = [{ name: "a\u0000", reason: "b\u0001" }];
  const error = new HttpError(400, "ParameterValidationFailure", "No\u0000.", { parameters });
  const { result } = documentError(operations, error);
  const { code, subcode } = findDocumentedError(operations, 400, "ParameterValidationFailure")?.reason ?? {};
  expect(result).toMatchObject({ status: 400, headers: { "Content-type": "application/json" } });
  expect(result.body).toEqual({
    code,
    subcode,
    message: "No\ufffd.",
    parameters: [{ name: "a\ufffd", reason: "b\ufffd" }],
  });
});

test("an error without wrong parameters has none of those of the document's example", () => {
  const { result } = documentError(operations, new HttpError(400, "ParameterValidationFailure", "No."));
  expect(result.body).not.toHaveProperty("parameters");
});

test("an error that the document does not have has the name that it was given", () => {
  const { result, documented: found } = documentError(operations, new HttpError(418, "Teapot", "No."));
  expect([result.body, found]).toEqual([{ code: "Teapot", message: "No." }, undefined]);
  expect(result.headers).toEqual({ "Content-type": "application/json" });
});

test("an error may have a code and a subcode of its own, or no subcode, and the body of another status", () => {
  const options = { code: "Gone", subcode: "ApplicationNotFound", documentedStatus: 404 };
  const { result } = documentError(operations, new HttpError(410, "NotFound", "No.", options));
  expect(result).toMatchObject({ status: 410, body: { code: "Gone", subcode: "ApplicationNotFound" } });
  const other = documentError(operations, new HttpError(409, "TooManyOnlineMeetings", "No.", { code: "Gone" }));
  expect(JSON.parse(JSON.stringify(other.result.body))).not.toHaveProperty("subcode");
});

test("an error has the headers of the document's example, unless it is none of a token", () => {
  const headers = (options: object) =>
    documentError(operations, new HttpError(401, "Unauthorized", "No.", options)).result.headers;
  expect(headers({ headers: { "X-Own": "1" } })).toMatchObject({
    "X-Own": "1",
    "WWW-Authenticate": expect.stringMatching(/^MsRtcOAuth/),
  });
  expect(headers({ headers: { "X-Own": "1" }, ownHeadersOnly: true })).toEqual({
    "X-Own": "1",
    "Content-type": "application/json",
  });
});

test("a message has room for fifty violations, and no more", () => {
  const message = (length: number) =>
    documentError(operations, new HttpError(400, "BadRequest", "m".repeat(length))).result.body;
  expect(message(30_000)).toMatchObject({ message: "m".repeat(30_000) });
  expect(message(30_001)).toMatchObject({ message: `${"m".repeat(30_000)}…` });
});

const render = (accept: string | undefined, status = 401, switches = documented, example = "Unauthorized") => {
  const { headers, body } = renderError(
    documentError(operations, new HttpError(status, example, "No.")),
    accept,
    switches,
  );
  return [headers["content-type"], decoder.decode(body)];
};

test("an error is in the representation that the request accepts, and in JSON if it accepts none", () => {
  expect(render(undefined)).toEqual(["application/json", expect.stringMatching(/^\{.*"message":"No\."/)]);
  expect(render("application/xml")).toEqual(["application/xml", expect.stringContaining("<reason")]);
  expect(render("text/csv")[0]).toBe("application/json");
  expect(render("application/xml", 418, documented, "Teapot")[0]).toBe("application/json");
});

test("an error is the web server's page where the request accepts that, or a switch says so", () => {
  const page = ["text/html", expect.stringMatching(/<html.*<\/html>/s)];
  expect(render("text/html")).toEqual(page);
  expect(render("application/json", 401, chooseSwitches("documented", { unauthorized: "html" }))).toEqual(page);
  const others = render("application/json", 403, chooseSwitches("documented", { unauthorized: "html" }), "Forbidden");
  expect(others[0]).toBe("application/json");
  expect(render("text/html", 404, documented, "NotFound")[0]).toBe("application/json");
});

test("an error that the document does not have is in JSON, whatever the request accepts", () => {
  expect(render(undefined, 418, documented, "Teapot")[0]).toBe("application/json");
  const unknown = documentError([], new HttpError(401, "Unauthorized", "No."));
  const { headers } = renderError(unknown, "*/*", chooseSwitches("documented", { unauthorized: "html" }));
  expect(headers["content-type"]).toBe("application/json");
});
