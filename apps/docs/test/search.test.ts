import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seriousFindings } from "./axe.ts";
import { pages } from "./pages.ts";
import { useSite } from "./site.ts";

const site = useSite();
let page: Page;

beforeAll(async () => {
  ({ page } = await site.open());
  await page.goto(`${site.url}guides/links/`);
  await page.keyboard.press("Control+k");
});
afterAll(() => page.context().close());

/** What the search lists for a query, best first, as addresses from the site's root. */
async function found(query: string): Promise<string[]> {
  await page.getByRole("searchbox").fill("");
  await page.locator("site-search li").first().waitFor({ state: "detached" });
  await page.getByRole("searchbox").fill(query);
  await page.getByText(/^\d+ found\./).waitFor();
  const addresses = await page.locator("site-search li a").evaluateAll((links) => links.map((link) => String(link)));
  return addresses.map((address) => address.slice(site.url.length));
}

/** What readers type, and the page or section that they must see first. */
const table = [
  ["delete", "operations/deleteMyOnlineMeeting/"],
  ["Delete a scheduled meeting", "operations/deleteMyOnlineMeeting/"],
  ["remove meeting", "operations/deleteMyOnlineMeeting/"],
  ["delete extension", "operations/deleteOnlineMeetingExtension/"],
  ["update", "operations/updateMyOnlineMeeting/"],
  ["change a meeting", "operations/updateMyOnlineMeeting/"],
  ["PUT", "operations/updateMyOnlineMeeting/"],
  ["update extension", "operations/updateOnlineMeetingExtension/"],
  ["create meeting", "operations/createMyOnlineMeeting/"],
  ["how do I schedule a meeting", "operations/createMyOnlineMeeting/"],
  ["list meetings", "operations/getMyOnlineMeetings/"],
  ["read meeting", "operations/getMyOnlineMeeting/"],
  ["getMyOnlineMeeting", "operations/getMyOnlineMeeting/"],
  ["attach an extension", "operations/createOnlineMeetingExtension/"],
  ["login", "guides/authentication/"],
  ["sign in", "guides/authentication/"],
  ["token", "guides/authentication/"],
  ["web ticket", "guides/authentication/"],
  ["SDK", "client/"],
  ["rate limit", "errors/#toomanyrequests"],
  ["429", "errors/#toomanyrequests"],
  ["lobby", "schemas/#lobbybypassforphoneusers"],
  ["401", "errors/#unauthorized"],
  ["412", "errors/#preconditionfailed"],
  ["428", "errors/#preconditionrequired"],
  ["TooManyGroups", "errors/#conflict-toomanygroups"],
  ["AlreadyExists", "errors/#conflict-alreadyexists"],
  ["If-Match", "guides/concurrency/#etag-and-if-match"],
  ["ETag", "guides/concurrency/#etag-and-if-match"],
  ["304", "guides/concurrency/#reading-often-304"],
  ["lost update", "guides/concurrency/"],
  ["expirationTime", "schemas/#myonlinemeeting"],
  ["XML date", "guides/representations/#dates"],
  ["custom data", "guides/extensions/"],
  ["test without a server", "guides/contract-testing/"],
  ["proxy", "guides/contract-testing/#in-front-of-a-real-server"],
  ["install", "start/"],
  ["OpenAPI", "downloads/"],
  ["How sure is this?", "reference/#section/How-sure-is-this"],
  ["discrepancies", "discrepancies/"],
] as const;

test.each(table)("A reader who searches for %s finds %s first", async (query, address) => {
  expect((await found(query))[0]).toMatch(new RegExp(`^${address.replaceAll("?", "\\?")}(?:input)?(?:#|$)`));
});

test("The table has forty queries, and a page for each of them", () => {
  expect(new Set(table.map(([query]) => query)).size).toBe(40);
  const addresses = table.map(([, address]) => address.replace(/#.*/, ""));
  expect(addresses.filter((address) => !pages.includes(address))).toEqual([]);
});

test("A status finds no other status", async () => {
  const addresses = await found("412");
  expect(addresses.filter((address) => /#4\d\d$|#gone|#toomanyrequests/.test(address))).toEqual([]);
});

test("Every result of a search is a page of the site", async () => {
  const addresses = [...(await found("meeting")), ...(await found("what is this")), ...(await found("npm"))];
  expect(addresses.filter((address) => !pages.includes(address.replace(/#.*/, "")))).toEqual([]);
});

test("The start page can be found, and its entry leads to it", async () => {
  expect(await found("UCWA online meetings")).toContain("");
});

test("A result says where it stands, and marks the words that were searched for", async () => {
  await found("delete");
  const [first, ...others] = await page.locator("site-search li a").all();
  await expect(first?.locator("strong").textContent()).resolves.toBe("Delete a scheduled meeting");
  await expect(first?.locator("small").textContent()).resolves.toBe("operation");
  await expect(first?.locator("mark").allInnerTexts()).resolves.toContain("Delete");
  for (const other of others) {
    const shown = (await other.locator("strong, span").allInnerTexts()).join(" ");
    const marks = (await other.locator("mark").allInnerTexts()).join(" ");
    // What is found by a keyword only does not show it.
    expect(/\bdelet/i.test(marks), shown).toBe(/\bdelet/i.test(shown));
    expect((await other.locator("span").textContent())?.length).toBeLessThan(260);
  }
});

test("Markup in a query is text", async () => {
  await page.getByRole("searchbox").fill("<img src=x> (");
  await page.getByText("Nothing found.").waitFor();
  await expect(page.locator("site-search img").count()).resolves.toBe(0);
});

test.each(["light", "dark"] as const)(
  "The results can be read by everybody, %s",
  { timeout: 60_000 },
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await found("delete");
    expect(await seriousFindings(page)).toEqual([]);
  },
);

// The names that client, mock and decisions have.
test.each([
  ["createClient", "client/#createclient"],
  ["conflictRetries", "client/#updateoptions"],
  ["ConflictError", "client/errors/#conflicterror"],
  ["startMock", "mock/#startmock"],
  ["min-exchanges", "mock/command/#flags-for-recordings"],
  ["UCWA_CLOCK", "mock/command/#environment-variables"],
  ["ifMatchStar", "mock/switches/#ifmatchstar"],
  ["glossary", "decisions/glossary/"],
])("A reader who searches for %s finds its entry in %s first", async (query, address) => {
  expect((await found(query))[0]).toBe(address);
});
