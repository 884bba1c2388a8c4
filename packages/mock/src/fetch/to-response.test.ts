import { expect, test } from "vitest";
import { emptyResponse, textResponse } from "../http/response.ts";
import { toResponse } from "./to-response.ts";

const url = "https://fe1.contoso.com/ucwa/v1";
const get = new Request(`${url}#a#b`);
const bytesOf = (text: string) => textResponse(200, {}, text);

test("a response has the status, the headers, the body, and the URL without its fragment", async () => {
  const response = toResponse(get, textResponse(404, { "set-cookie": ["a=1", "b=2"], etag: '"1"' }, "Grüße"));
  expect([response.status, response.statusText, response.url]).toEqual([404, "Not Found", url]);
  expect([...response.headers]).toEqual([
    ["content-length", "7"],
    ["etag", '"1"'],
    ["set-cookie", "a=1"],
    ["set-cookie", "b=2"],
    ["vary", "Accept, Origin"],
  ]);
  expect(Object.keys(response)).toContain("url");
  const clone = response.clone().clone();
  expect([clone.url, clone.status, await clone.text()]).toEqual([url, 404, "Grüße"]);
  expect(await response.text()).toBe("Grüße");
});

test("a status that nobody has registered has no reason phrase, and HEAD has no body", () => {
  expect(toResponse(get, emptyResponse(299)).statusText).toBe("");
  const head = toResponse(new Request(url, { method: "HEAD" }), bytesOf("text"));
  expect([head.body, head.headers.get("content-length")]).toEqual([null, "4"]);
});

test.each([
  ["reset", bytesOf("text")],
  ["reset", emptyResponse(204)],
  ["truncate", emptyResponse(204)],
] as const)("the fault %s leaves no response", (disruption, result) => {
  const failing = () => toResponse(get, { ...result, disruption });
  expect(failing).toThrow(TypeError);
  expect(failing).toThrow("fetch failed");
  try {
    failing();
  } catch (error) {
    expect(error).toMatchObject({ cause: { message: "read ECONNRESET", code: "ECONNRESET" } });
  }
});

test.each([
  ["abcde", "ab"],
  ["a", ""],
  ["", ""],
])("the fault truncate leaves of %j the first half, %j, and then an error", async (text, half) => {
  const reader = toResponse(get, { ...bytesOf(text), disruption: "truncate" }).body?.getReader();
  if (half !== "") expect(await reader?.read()).toEqual({ done: false, value: new TextEncoder().encode(half) });
  const error: unknown = await reader?.read().catch((caught) => caught);
  expect(error).toBeInstanceOf(TypeError);
  expect(error).toMatchObject({ message: "terminated", cause: { message: "other side closed" } });
});
