import { expect, test } from "vitest";
import { bodyText, DisconnectError, joinHeaders, toText } from "./request.ts";

const request = { method: "PUT", target: "/", headers: {} };

test("a body is text in UTF-8, with its mark of byte order, and with a replacement character for what is none", () => {
  expect(toText(new Uint8Array([0xef, 0xbb, 0xbf, 0xc3, 0xbc, 0xff]))).toBe("\ufeffü\ufffd");
  expect(bodyText({ ...request, body: { kind: "bytes", bytes: new TextEncoder().encode("{}") } })).toBe("{}");
});

test("where there is no body, or too much of it, its text is empty", () => {
  expect(bodyText({ ...request, body: { kind: "none" } })).toBe("");
  expect(bodyText({ ...request, body: { kind: "tooLarge", limit: 4 } })).toBe("");
});

test("headers that were sent more than once are one list, and those that were not sent are left out", () => {
  expect(joinHeaders({ accept: ["application/xml", "*/*"], host: "localhost", origin: undefined })).toEqual({
    accept: "application/xml, */*",
    host: "localhost",
  });
  expect(Object.keys(joinHeaders({ origin: undefined }))).toEqual([]);
});

test("a client that went away is an error of its own name", () => {
  expect(new DisconnectError("The client went away.").name).toBe("DisconnectError");
});
