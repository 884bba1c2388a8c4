import { operations } from "@ucwa-meetings/spec/operations";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { useSite } from "./site.ts";

const site = useSite();
const paths = operations.operations.map(({ operationId }) => `operations/${operationId}/`);

async function openAt(path: string, width: number): Promise<Page> {
  const { page } = await site.open({ viewport: { width, height: 900 } });
  await page.goto(site.url + path);
  return page;
}

test.each([1100, 1440])("Request and responses of every operation stand beside each other, %i wide", async (width) => {
  const { page } = await site.open({ viewport: { width, height: 900 } });
  for (const path of paths) {
    await page.goto(site.url + path);
    const [request, responses] = [
      await page.locator("#request").boundingBox(),
      await page.locator("#responses").boundingBox(),
    ];
    expect(request, path).not.toBe(null);
    expect(Math.abs((request?.y ?? 0) - (responses?.y ?? 1000)), path).toBeLessThan(2);
    expect(responses?.x, path).toBeGreaterThan((request?.x ?? 0) + 300);
  }
  await page.context().close();
});

test("On a narrow window the responses come below the request", async () => {
  const page = await openAt("operations/updateMyOnlineMeeting/", 1099);
  const request = await page.locator("#request").boundingBox();
  expect((await page.locator("#responses").boundingBox())?.y).toBeGreaterThan((request?.y ?? 0) + 300);
  await page.context().close();
});

test("The responses stay in view while a reader goes through the properties of the request", async () => {
  const page = await openAt("operations/updateMyOnlineMeeting/", 1440);
  await page.locator("#request-body").scrollIntoViewIfNeeded();
  await page.locator("#request-body").evaluate((heading) => heading.scrollIntoView());
  const box = await page.locator("div.response").boundingBox();
  expect(box?.y).toBeGreaterThan(0);
  expect(box?.y).toBeLessThan(150);
  await page.context().close();
});

test.each([1440, 1100, 390])("No path is cut off and no code is wider than its column, %i wide", async (width) => {
  const { page } = await site.open({ viewport: { width, height: 900 } });
  for (const path of paths) {
    await page.goto(site.url + path);
    const cut = await page
      .locator("main pre")
      .evaluateAll((all) =>
        all.filter((code) => code.scrollWidth > code.clientWidth + 1).map((code) => code.textContent?.slice(0, 60)),
      );
    expect(cut, path).toEqual([]);
  }
  await page.context().close();
});

test.each([1440, 390])("A path breaks between its parts only, %i wide", async (width) => {
  const { page } = await site.open({ viewport: { width, height: 900 } });
  for (const path of ["operations/updateMyOnlineMeeting/", "reference/"]) {
    await page.goto(site.url + path);
    const shown = page.locator('pre[data-language="http"]:visible .code > span, .endpoint > summary > span');
    const parts = await shown.evaluateAll((spans) =>
      spans.slice(0, 4).flatMap((span) =>
        [...span.childNodes].map((part) => {
          const range = document.createRange();
          range.selectNode(part);
          const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
          return { text: part.textContent, lines: lines.size };
        }),
      ),
    );
    expect(
      parts.map(({ text }) => text),
      path,
    ).toContain("/onlineMeetings");
    expect(
      parts.filter(({ lines }) => lines > 1),
      path,
    ).toEqual([]);
  }
  await page.context().close();
});

test("A sample is in curl, in curl with XML, in TypeScript and as it is sent, and the choice is kept", {
  timeout: 60_000,
}, async () => {
  const page = await openAt("operations/updateMyOnlineMeeting/", 1440);
  const tabs = page.getByRole("tablist", { name: "Sample" }).getByRole("tab");
  await expect(tabs.allInnerTexts()).resolves.toEqual(["curl", "curl, XML", "TypeScript", "HTTP"]);
  await page.getByRole("tab", { name: "HTTP" }).click();
  const raw = page.getByText(/^PUT \/ucwa\/v1\/applications\/833\/\S+ HTTP\/1\.1/);
  await raw.waitFor();
  await expect(page.getByText("createClient").first().isVisible()).resolves.toBe(false);
  await page.goto(`${site.url}operations/deleteOnlineMeetingExtension/`);
  await page.getByText(/^DELETE \/ucwa\/v1\/\S+ HTTP\/1\.1/).waitFor();
  await expect(page.getByRole("tab", { name: "HTTP" }).getAttribute("aria-selected")).resolves.toBe("true");
  await page.reload();
  await page.getByText(/^DELETE \/ucwa\/v1\/\S+ HTTP\/1\.1/).waitFor();
  await page.context().close();
});

test("An operation without the chosen kind of sample shows its first one", async () => {
  const page = await openAt("operations/updateMyOnlineMeeting/", 1440);
  await page.getByRole("tab", { name: "curl, XML" }).click();
  await page.goto(`${site.url}operations/deleteMyOnlineMeeting/`);
  await page.getByText("curl -s -X DELETE").first().waitFor();
  await expect(page.getByRole("tab", { name: "curl" }).getAttribute("aria-selected")).resolves.toBe("true");
  await page.context().close();
});

test("Arrow keys, Home and End choose a tab, and Tab goes on to the sample", async () => {
  const page = await openAt("operations/updateMyOnlineMeeting/", 1440);
  const tab = (name: string) => page.getByRole("tab", { name, exact: true });
  const isFocused = (name: string) => tab(name).evaluate((element) => element === document.activeElement);
  await tab("curl").focus();
  await page.keyboard.press("ArrowRight");
  await expect(isFocused("curl, XML")).resolves.toBe(true);
  await page.keyboard.press("End");
  await expect(isFocused("HTTP")).resolves.toBe(true);
  await page.keyboard.press("ArrowRight");
  await expect(isFocused("curl")).resolves.toBe(true);
  await page.keyboard.press("Tab");
  await expect(page.evaluate(() => document.activeElement?.closest("[role=tabpanel]")?.id)).resolves.toBe(
    "sample-curl",
  );
  await page.context().close();
});

test("Every body is in JSON and XML, and one choice holds for all of them", async () => {
  const page = await openAt("operations/updateMyOnlineMeeting/", 1440);
  const formats = page.getByRole("tablist", { name: "Format" });
  expect(await formats.count()).toBeGreaterThan(1);
  await formats.first().getByRole("tab", { name: "XML" }).click();
  for (const list of await formats.all()) {
    await expect(list.getByRole("tab", { name: "XML" }).getAttribute("aria-selected")).resolves.toBe("true");
  }
  const shown = await page.locator("sample-tabs[data-group=format] pre:visible").allInnerTexts();
  expect(shown.filter((text) => !text.startsWith("<"))).toEqual([]);
  await page.context().close();
});

test("Without JavaScript there are no tabs, and every sample and every body is there", async () => {
  const { page } = await site.open({ javaScriptEnabled: false });
  await page.goto(`${site.url}operations/updateMyOnlineMeeting/`);
  await expect(page.getByRole("tab").count()).resolves.toBe(0);
  const panels = page.locator("[role=tabpanel]");
  await expect(panels.locator("visible=true").count()).resolves.toBeGreaterThan((await panels.count()) - 1);
  await page.context().close();
});
