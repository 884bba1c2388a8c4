import type { Exchange } from "@ucwa-meetings/spec/exchanges";
import { expect } from "vitest";
import type { Server } from "./ask.ts";

/** Sends a published request, and expects the published response; XML may be indented in another way. */
export async function expectPublishedResponse(server: Server, exchange: Exchange): Promise<void> {
  const response = await play(server, exchange);
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
}

function play({ url, fetch: send = fetch }: Server, { request }: Exchange): Promise<Response> {
  const { host, ...headers } = request.headers;
  const { method, body } = request;
  const target = request.url.replace(/^https:\/\/[^/]+/, url);
  return send(target, { method, headers, ...(body === "" ? {} : { body }) });
}

function withoutIndentation(xml: string): string {
  return xml.replace(/>\s+</g, "><").replace(/ \/>/g, "/>").trim();
}
