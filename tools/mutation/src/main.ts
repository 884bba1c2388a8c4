/**
 * Tests the tests: `pnpm mutation`, `pnpm mutation xml`, or a part of the mock, `pnpm mutation mock:http`. It fails if the tests notice too
 * few changes to the code, or if survived-mutants.md does not match the run. `pnpm mutation packages/mock/src/mock.ts:10-20` changes some lines only.
 */
import { mutate } from "./mutate.ts";
import { difference, readSurvivedMutants, type SurvivedMutant, toDiff } from "./survived-mutants.ts";
import { findTargets, isInTarget, isPartOfFile, targets } from "./targets.ts";

const page = new URL("../survived-mutants.md", import.meta.url);

// A long run names what its day is for.
const named = process.argv.length > 2 ? process.argv.slice(2) : process.env.UCWA_MUTATION?.split(" ");
const names = named ?? Object.keys(targets);
const unknown = names.find((name) => findTargets(name).length === 0);
if (unknown !== undefined) {
  console.error(
    `pnpm mutation: expected mock, ${Object.keys(targets).join(", ")} or a file of them, got ${JSON.stringify(unknown)}.`,
  );
  process.exit(2);
}

const listed = readSurvivedMutants(page);
for (const target of names.flatMap(findTargets)) {
  const started = performance.now();
  const { survived, timedOut } = await mutate(target);
  console.log(`${target.folder} (${target.files[0]}): ${Math.round((performance.now() - started) / 60_000)} minutes`);
  const expected = listed.filter(({ file }) => isInTarget(target, file));
  reportMismatch(
    "no test notices, and tools/mutation/survived-mutants.md gives no reason",
    difference(survived, expected),
  );
  // On a busy machine a change that only makes the code slower may run out of time.
  const stale = isPartOfFile(target) ? [] : difference(difference(expected, survived), timedOut);
  reportMismatch(
    "tools/mutation/survived-mutants.md lists, but that a test notices or that are no longer possible",
    stale,
  );
}

function reportMismatch(what: string, survivors: readonly SurvivedMutant[]): void {
  if (survivors.length === 0) return;
  process.exitCode = 1;
  console.error(`\nChanges that ${what}:`);
  for (const survivor of survivors) console.error(`\n${survivor.file}\n${toDiff(survivor)}`);
}
