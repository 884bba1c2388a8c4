import { expect, test } from "vitest";
import { useSite } from "./site.ts";

const site = useSite();

/** What the search lists for a query, best first, as addresses from the site's root. */
async function found(query: string): Promise<string[]> {
  const { page } = await site.open();
  await page.goto(`${site.url}guides/links/`);
  await page.keyboard.press("Control+k");
  await page.getByRole("searchbox").fill(query);
  await page.getByText(/^\d+ found\.$/).waitFor();
  const addresses = await page.locator("site-search li a").evaluateAll((links) => links.map((link) => String(link)));
  await page.context().close();
  return addresses.map((address) => address.slice(site.url.length));
}

test.each([
  ["412", "errors/#preconditionfailed"],
  ["428", "errors/#preconditionrequired"],
  ["TooManyGroups", "errors/#conflict-toomanygroups"],
  ["If-Match", "guides/concurrency/#etag-and-if-match"],
  ["ETag", "guides/concurrency/#etag-and-if-match"],
  ["304", "guides/concurrency/#reading-often-304"],
  ["expirationTime", "schemas/#myonlinemeeting"],
  ["XML date", "guides/representations/#dates"],
  ["custom data", "guides/extensions/"],
  ["web ticket", "guides/authentication/"],
  ["proxy", "guides/contract-testing/#in-front-of-a-real-server"],
])("A reader who searches for %s finds %s first", async (query, address) => {
  expect((await found(query))[0]).toMatch(new RegExp(`^${address}`));
});

test("A status finds no other status", async () => {
  const addresses = await found("412");
  expect(addresses.filter((address) => /#4\d\d$|#gone|#toomanyrequests/.test(address))).toEqual([]);
});

test("The start page can be found, and its entry leads to it", async () => {
  expect(await found("make a first call without a server")).toContain("");
});

test.each([
  ["createClient", "client/#createclient"],
  ["conflictRetries", "client/#updateoptions"],
  ["ConflictError", "client/errors/#conflicterror"],
  ["startMock", "mock/#startmock"],
  ["min-exchanges", "mock/command/#flags-in-front-of-a-real-server"],
  ["UCWA_CLOCK", "mock/command/#environment-variables"],
  ["ifMatchStar", "mock/switches/#ifmatchstar"],
  ["glossary", "decisions/glossary/"],
])("Whoever searches for %s finds its entry in %s first", async (query, address) => {
  expect((await found(query))[0]).toBe(address);
});
