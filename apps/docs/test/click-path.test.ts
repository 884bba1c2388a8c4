import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { serveDocs } from "../src/index.ts";
import { launchBrowser, openPage } from "./browser.ts";
import { runSample } from "./run-sample.ts";

test("A reader finds TooManyGroups, follows it to an operation, copies the curl command, and sees the error", async () => {
  const docs = await serveDocs({ port: 0, host: "127.0.0.1" });
  const browser = await launchBrowser();
  const { page, foreignRequests, problems } = await openPage(browser, docs.url, {
    permissions: ["clipboard-read", "clipboard-write"],
  });

  await page.goto(docs.url);
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("searchbox").fill("TooManyGroups");
  await page.getByRole("link", { name: "Conflict: TooManyGroups" }).click();
  await page.waitForURL(/errors\/#conflict-toomanygroups$/);

  const entry = page.locator("#conflict-toomanygroups").locator("xpath=following::table[1]");
  const prefer = await entry.getByText(/^Prefer: code=409/).textContent();
  await entry.getByRole("link", { name: "getMyOnlineMeeting", exact: true }).click();
  await page.getByRole("heading", { name: "Read a scheduled meeting", level: 1 }).waitFor();
  await page
    .locator("figure", { has: page.getByText("curl", { exact: true }) })
    .getByRole("button", { name: /copy/i })
    .click();
  const command = await page.evaluate(() => navigator.clipboard.readText());

  const folder = await mkdtemp(join(tmpdir(), "docs-click-"));
  await writeFile(join(folder, "copied.sh"), `${command.trimEnd()} -H '${prefer}'\n`);
  const { output } = await runSample(join(folder, "copied.sh"));
  await rm(folder, { recursive: true });
  await browser.close();
  await docs.close();

  expect(JSON.parse(output)).toMatchObject({ code: "Conflict", subcode: "TooManyGroups" });
  expect(foreignRequests).toEqual([]);
  expect(problems).toEqual([]);
});
