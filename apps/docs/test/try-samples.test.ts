import { globSync, readFileSync } from "node:fs";
import { createMock, type FetchMock } from "@ucwa-meetings/mock/fetch";
import { expect, test } from "vitest";
import type { TryRequest } from "../src/try/try-request.ts";
import { readPage } from "./crawl.ts";
import { pages } from "./pages.ts";

/** The requests of all buttons of a page, in its order. */
function requestsOn(path: string): TryRequest[] {
  const page = readPage(path);
  return page("try-it")
    .toArray()
    .map(({ attribs }) => JSON.parse(attribs["data-request"] ?? ""));
}

async function ask(mock: FetchMock, { method, path, headers, prefer, ...bodies }: TryRequest, form: "json" | "xml") {
  const type = `application/${form}`;
  const body = method === "PUT" || method === "POST" ? bodies[form] : undefined;
  return await mock.fetch(`https://fe1.contoso.com${path}`, {
    method,
    headers: {
      authorization: "Bearer cwt=anything",
      accept: type,
      "content-type": type,
      ...headers,
      ...(prefer !== undefined && { prefer }),
    },
    ...(body !== undefined && { body }),
  });
}

test("Every operation can be tried on its page, in JSON and in XML, and the mock does not refuse the request", async () => {
  const operations = pages.filter((path) => /^operations\/./.test(path));
  expect(operations.length).toBeGreaterThan(9);
  for (const path of operations) {
    const requests = requestsOn(path);
    expect(requests, path).toHaveLength(1);
    for (const request of requests) {
      for (const form of ["json", "xml"] as const) {
        await using mock = await createMock();
        expect((await ask(mock, request, form)).status, `${path} ${form}`).toBeLessThan(300);
      }
    }
  }
});

test("Every error of the catalogue can be seen", async () => {
  const page = readPage("errors/");
  const documented = page("h3")
    .toArray()
    .filter((heading) => !page(heading).text().startsWith("Subcode"));
  const requests = requestsOn("errors/");
  expect(requests).toHaveLength(documented.length);
  for (const request of requests) {
    await using mock = await createMock();
    const response = await ask(mock, request, "json");
    expect(String(response.status), request.title).toBe(/code=(\d+)/.exec(request.prefer ?? "")?.[1]);
    expect(await response.text(), request.title).toContain(`"${request.title}"`);
  }
});

test("A sample of a guide that has a request can be tried, and does what the guide says", async () => {
  const guides = pages.filter((path) => /^(?:$|start\/|guides\/)/.test(path));
  for (const path of guides) {
    for (const request of requestsOn(path)) {
      await using mock = await createMock();
      const { status } = await ask(mock, request, request.representation);
      const where = `${path} ${JSON.stringify(request)}`;
      // What the guide of contract tests sends is wrong on purpose.
      const isWrong = path === "guides/contract-testing/" && request.json === '{"subject": 7}';
      if (isWrong || request.prefer !== undefined) expect(status, where).toBeGreaterThan(399);
      else expect(status, where).toBeLessThan(300);
    }
  }
});

test("Each sample with a call of the client or of curl has its button", () => {
  const content = new URL("../src/site/content/", import.meta.url);
  const samples = new URL("../samples/", import.meta.url);
  for (const guide of globSync("**/*.md", { cwd: content, exclude: ["404.md"] })) {
    const names = [...readFileSync(new URL(guide, content), "utf8").matchAll(/^<!-- sample: (\S+) -->$/gm)];
    const withRequest = names.filter(([, name = ""]) => {
      const text = readFileSync(new URL(name, samples), "utf8");
      // That of the proxy is in a file which it writes.
      return (
        !name.endsWith(".test.ts") &&
        name !== "proxy.sh" &&
        /ucwa\.\w+\.\w+\(|curl [^|]*\n?[^|]*Authorization|-H "\$TOKEN"/.test(text)
      );
    });
    const path = guide.replace(/\.md$/, "/").replace(/^index\/$/, "");
    expect(requestsOn(path), guide).toHaveLength(withRequest.length);
  }
});
