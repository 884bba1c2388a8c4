import { type Exchange, exchanges } from "@ucwa-meetings/spec/exchanges";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ state: false });
});
afterAll(() => mock.close());

describe("without state, the mock answers the published requests as their page does", () => {
  test.each(exchanges)("$name", async (exchange) => {
    const response = await play(exchange);
    const expected = exchange.response;
    expect(response.status).toBe(expected.status);
    expect(response.headers.get("content-type")).toBe(expected.headers["content-type"] ?? null);
    if ("etag" in expected.headers) expect(response.headers.get("etag")).toBeTruthy();
    const body = await response.text();
    if (exchange.representation === "xml" || expected.body === "") {
      expect(withoutIndentation(body)).toBe(withoutIndentation(expected.body));
    } else {
      expect(JSON.parse(body)).toEqual(JSON.parse(expected.body));
    }
  });
});

function play({ request }: Exchange): Promise<Response> {
  const { host, ...headers } = request.headers;
  const url = request.url.replace(/^https:\/\/[^/]+/, mock.url);
  const { method, body } = request;
  return fetch(url, { method, headers, ...(body === "" ? {} : { body }) });
}

function withoutIndentation(xml: string): string {
  return xml.replace(/>\s+</g, "><").replace(/ \/>/g, "/>").trim();
}
