/**
 * Tests the tests: `pnpm mutation`, or `pnpm mutation xml`. Fails where fewer changes to the code are noticed than should be,
 * and where the page of survivors does not say what the run shows.
 */
import { mutate } from "./mutate.ts";
import { differenceOf, readSurvivors, type Survivor, without } from "./survivors.ts";
import { targets } from "./targets.ts";

const page = new URL("../survivors.md", import.meta.url);

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(targets);
const unknown = names.find((name) => !Object.hasOwn(targets, name));
if (unknown !== undefined) {
  console.error(`There is no target ${JSON.stringify(unknown)}; there are ${Object.keys(targets).join(", ")}.`);
  process.exit(2);
}

const listed = readSurvivors(page);
for (const name of names) {
  const target = targets[name];
  if (!target) continue;
  const started = performance.now();
  const { survived, timedOut } = await mutate(target);
  console.log(`${target.folder}: ${Math.round((performance.now() - started) / 60_000)} minutes`);
  const here = listed.filter(({ file }) => file.startsWith(`${target.folder}/`));
  complain("no test notices, and mutation/survivors.md gives no reason", without(survived, here));
  // On a busy machine a change that only makes the code slower may run out of time.
  const gone = without(without(here, survived), timedOut);
  complain("mutation/survivors.md lists, but are noticed or cannot be made any more", gone);
}

function complain(what: string, survivors: readonly Survivor[]): void {
  if (survivors.length === 0) return;
  process.exitCode = 1;
  console.error(`\nChanges that ${what}:`);
  for (const survivor of survivors) console.error(`\n${survivor.file}\n${differenceOf(survivor)}`);
}
