import { getResponse } from "msw";
import { expect, test } from "vitest";
import { handlers } from "./msw.ts";

const url = "https://fe1.contoso.com/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";
const respond = async () => new Response("from the mock");
const ask = (address: string, fetch = respond, baseUrl?: string) =>
  getResponse(handlers({ fetch }, baseUrl === undefined ? {} : { baseUrl }), new Request(address, { method: "PUT" }));

test("the mock responds to requests that are for it, and no other", async () => {
  expect(await (await ask(url))?.text()).toBe("from the mock");
  expect(await ask("https://fe1.contoso.com/index.html")).toBeUndefined();
  expect(await (await ask("https://fe2.contoso.com/index.html", respond, "https://fe2.contoso.com"))?.text()).toBe(
    "from the mock",
  );
  expect(await ask(url, respond, "https://fe2.contoso.com")).toBeUndefined();
});

test("a request that the mock rejects is a network error, and no response with status 500", async () => {
  const response = await ask(url, () => Promise.reject(new TypeError("fetch failed")));
  expect(response?.type).toBe("error");
});

test("a base URL that is not absolute is refused", () => {
  expect(() => handlers({ fetch: respond }, { baseUrl: "/ucwa" })).toThrow("baseUrl: expected a URL of http or https");
});
