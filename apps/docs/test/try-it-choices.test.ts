import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dialects, faults, startMock, switches } from "@ucwa-meetings/mock";
import { operations } from "@ucwa-meetings/spec/operations";
import { expect, test } from "vitest";
import { runSample } from "./run-sample.ts";
import { useSite } from "./site.ts";
import { editorOf, openPanel, send, statusOf, waitForPanel } from "./try-panel.ts";

const site = useSite();

test("The panel offers every dialect, switch, fault and documented error, and the mock does what is chosen", {
  timeout: 60_000,
}, async () => {
  const { page } = await site.open();
  await page.goto(`${site.url}operations/getMyOnlineMeeting/`);
  const panel = await openPanel(page);
  const prefer = panel.getByRole("combobox", { name: "Prefer" });
  const offered = await prefer
    .locator("option")
    .evaluateAll((options: HTMLOptionElement[]) => options.map(({ value }) => value));
  for (const name of Object.keys(faults)) expect(offered).toContainEqual(expect.stringMatching(`^ucwa-fault=${name}`));
  const operation = operations.operations.find(({ operationId }) => operationId === "getMyOnlineMeeting");
  for (const { status, example } of operation?.errors ?? [])
    expect(offered).toContain(`code=${status}, example=${example}`);
  await expect(panel.getByRole("combobox", { name: "Dialect" }).locator("option").allTextContents()).resolves.toEqual([
    ...dialects,
  ]);
  await expect(panel.locator(".switch select").count()).resolves.toBe(Object.keys(switches).length);

  await prefer.selectOption("ucwa-fault=unavailable:5");
  await send(panel, "503 Service Unavailable");
  await prefer.selectOption("ucwa-fault=reset");
  await send(panel, "No response");
  await prefer.selectOption("");
  // With another method come its errors and the header that it needs; what was chosen stays.
  await panel.getByRole("combobox", { name: "Method" }).selectOption("PUT");
  await expect.poll(() => prefer.locator('[value^="code=412"]').count()).toBe(1);
  await expect(panel.getByLabel("Headers, one per line").inputValue()).resolves.toContain("Content-Type");
  await editorOf(panel).fill("{}");
  await send(panel, "200 OK");
  await panel.getByRole("combobox", { name: "Method" }).selectOption("GET");
  await panel.getByText("Switches: how the mock differs").click();
  await panel.getByRole("combobox", { name: /^etag: / }).selectOption("decimal");
  await panel.getByText("The mock behaves so from now on.").waitFor();
  await send(panel, "200 OK");
  await expect(panel.getByText(/etag: "\d+"/).count()).resolves.toBe(1);
  await page.context().close();
});

test("A request that is copied as curl, as TypeScript or as HTTP does the same from a terminal or an editor", {
  timeout: 90_000,
}, async () => {
  const { page } = await site.open();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${site.url}operations/updateMyOnlineMeeting/`);
  const panel = await openPanel(page);
  await editorOf(panel).fill('{"subject": "It\'s Q3"}');
  const copied = async (name: string) => {
    await panel.getByRole("button", { name: `Copy as ${name}` }).click();
    await panel.getByText(`Copied as ${name}.`).waitFor();
    return await page.evaluate(() => navigator.clipboard.readText());
  };
  const folder = await mkdtemp(join(tmpdir(), "docs-copied-"));
  for (const representation of ["JSON", "XML"]) {
    if (representation === "XML") {
      await panel.getByRole("combobox", { name: "Representation" }).selectOption("XML");
      await editorOf(panel).fill(
        '<input xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"><property name="subject">It\'s Q3</property></input>',
      );
    }
    for (const [name, file] of [
      ["curl", "copied.sh"],
      ["TypeScript", "copied.ts"],
    ] as const) {
      await using mock = await startMock();
      await writeFile(join(folder, file), await copied(name));
      const { output, errors } = await runSample(join(folder, file), mock.url);
      expect(output, `${name}, ${representation}: ${errors}`).toMatch(/\b200\b/);
      expect(output).toContain("It's Q3");
      expect(mock.requests.map(({ operationId }) => operationId)).toEqual(["updateMyOnlineMeeting"]);
    }
  }
  expect(await copied("HTTP")).toBe(
    [
      "PUT http://127.0.0.1:4010/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810",
      "Authorization: Bearer cwt=anything",
      "Accept: application/xml",
      "Content-Type: application/xml",
      "",
      '<input xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"><property name="subject">It\'s Q3</property></input>',
      "",
    ].join("\n"),
  );
  await rm(folder, { recursive: true });
  await page.context().close();
});

test("A stranger gets from the start page to a changed meeting with three clicks", { timeout: 60_000 }, async () => {
  const { page } = await site.open();
  await page.goto(site.url);
  await page.getByRole("link", { name: "Change a meeting in your browser" }).click();
  const panel = await waitForPanel(page);
  await editorOf(panel).fill((await editorOf(panel).inputValue()).replace("Quarterly", "Yearly"));
  await send(panel, "200 OK");
  await panel.getByText('"Yearly sales numbers"').first().waitFor();
  await page.context().close();
});

test("The catalogue shows an error in the panel", { timeout: 60_000 }, async () => {
  const { page } = await site.open();
  await page.goto(`${site.url}errors/#conflict-toomanygroups`);
  await page.getByRole("button", { name: "See this error" }).nth(0).waitFor();
  await page.locator('[data-request*="example=TooManyGroups"] > button').click();
  const panel = await waitForPanel(page);
  await send(panel, "409 Conflict");
  await expect(statusOf(panel).textContent()).resolves.toContain("409");
  await expect(panel.getByRole("region", { name: "Body of the response" }).textContent()).resolves.toContain(
    "TooManyGroups",
  );
  await page.context().close();
});
