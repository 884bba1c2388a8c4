import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { startPrism } from "./support/plain-prism.ts";
import { listProbes, probes, score, total } from "./support/probes.ts";
import { startMock } from "./support/ways-in.ts";

test("ours does all 17 probes; plain Prism's results are those in the README, where it hangs on malformed JSON", async () => {
  await using prism = await startPrism();
  await using mock = await startMock();
  const [theirs, ours] = [await score(prism), await score(mock)];
  expect(ours).toEqual(probes.map(() => "yes"));

  const rows = probes.map(({ name }, index) => `| ${index + 1} | ${name} | ${theirs[index]} | ${ours[index]} |`);
  const table = [...rows, `| | **total** | **${total(theirs)}** | **${total(ours)}** |`].join("\n");
  // The formatter pads the columns of a table.
  const readme = (await readFile(new URL("../README.md", import.meta.url), "utf8")).replace(/ +/g, " ");
  expect(readme).toContain(table);
  expect(theirs[probes.findIndex(({ name }) => name === "malformed JSON is answered")]).toBe("hangs");
}, 60_000);

test("ours does all probes of the list of meetings; plain Prism's results are those in the README", async () => {
  await using prism = await startPrism();
  await using mock = await startMock();
  const [theirs, ours] = [await score(prism, listProbes), await score(mock, listProbes)];
  expect(ours).toEqual(listProbes.map(() => "yes"));
  const rows = listProbes.map(({ name }, index) => `| ${index + 1} | ${name} | ${theirs[index]} | ${ours[index]} |`);
  const table = [...rows, `| | **total** | **${total(theirs)}** | **${total(ours)}** |`].join("\n");
  const readme = (await readFile(new URL("../README.md", import.meta.url), "utf8")).replace(/ +/g, " ");
  expect(readme).toContain(table);
}, 60_000);
