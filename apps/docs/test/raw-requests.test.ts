import { createMock } from "@ucwa-meetings/mock/fetch";
import { expect, test } from "vitest";
import { readPage } from "./crawl.ts";
import { pages } from "./pages.ts";

/** A request as a page shows it: the first line with or without its version, headers, and after an empty line the body. */
function parse(text: string): { method: string; path: string; request: RequestInit } | undefined {
  const [head = "", ...rest] = text.split("\n\n");
  const [first = "", ...lines] = head.split("\n");
  const [, method, path] = /^(GET|PUT|POST|DELETE) (\/ucwa\/\S+)(?: HTTP\/1\.1)?$/.exec(first) ?? [];
  if (method === undefined || path === undefined) return undefined;
  const headers = lines.map((line) => /^([\w-]+): (.+)$/.exec(line)?.slice(1, 3) ?? ["not-a-header", line]);
  const fields = new Headers(headers.map(([name = "", value = ""]): [string, string] => [name, value]));
  const body = rest.join("\n\n");
  return { method, path, request: { method, headers: fields, ...(body !== "" && { body }) } };
}

/** The requests that a page shows as they are sent. */
function requestsOn(path: string) {
  const page = readPage(path);
  return page(".expressive-code pre")
    .toArray()
    .map((block) =>
      page(block)
        .find(".ec-line")
        .toArray()
        .map((line) => page(line).text().replace(/\n$/, ""))
        .join("\n"),
    )
    .flatMap((text) => parse(text.trimEnd()) ?? []);
}

const shown = pages.flatMap((path) => requestsOn(path).map((request) => ({ page: path, ...request })));

test("Every operation shows its request as it is sent", () => {
  const withRequest = shown.map(({ page }) => page).filter((path) => path.startsWith("operations/"));
  expect(withRequest).toEqual(pages.filter((path) => /^operations\/./.test(path)));
});

test.for(shown)("The request $method of /$page is accepted as it is shown", async ({ method, path, request }) => {
  await using mock = await createMock();
  const response = await mock.fetch(`http://127.0.0.1:4010${path}`, request);
  const done = { GET: [200], PUT: [200], POST: [201], DELETE: [204] }[method];
  expect(done, await response.text()).toContain(response.status);
  expect([...new Headers(request.headers).keys()]).not.toContain("not-a-header");
});

test("The guide to authentication shows the challenge that the mock sends", async () => {
  const page = readPage("guides/authentication/");
  await using mock = await createMock();
  const response = await mock.fetch(
    "http://127.0.0.1:4010/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810",
  );
  expect(response.status).toBe(401);
  expect(page("main").text()).toContain(`WWW-Authenticate: ${response.headers.get("www-authenticate")}`);
});
