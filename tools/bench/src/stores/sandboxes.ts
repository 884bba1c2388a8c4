import { type NewMock, openStore, type StateStore, startMock } from "../../../../packages/mock/src/index.ts";
import { median } from "../measure.ts";
import { kinds } from "./kinds.ts";

const steps = [1_000, 10_000, 100_000];
// So many are created at the same time, as by many jobs.
const width = 100;
const lookUps = 2_000;

/** Returns a row for each store and number of sandboxes: what each costs, and how long it takes to create one and to find a meeting in one. */
export async function sandboxCosts(): Promise<string[][]> {
  await using mock = await startMock();
  const content = await mock.save();
  const limits = { characters: 1_000_000, entries: 1_000, journalEntries: 100, journalCharacters: 1_000_000 };
  const start = { settings: { dialect: "documented" }, content, limits, ttl: 3_600_000 };
  const key = content.store.entries.at(-1)?.key ?? "";
  const rows: string[][] = [];
  for (const { name, start: begin } of kinds) {
    const { text, bytes, end } = await begin();
    const store = await openStore(text);
    const before = await bytes();
    let count = 0;
    for (const step of steps) {
      const creations: number[] = [];
      for (; count < step; count += width) creations.push(await create(store, count, start));
      const each = ((await bytes()) - before) / step;
      const lookedUp = await lookUp(store, step, key);
      const times = [creations, lookedUp].map((microseconds) => median(microseconds).toFixed(0));
      rows.push([name, String(step), each.toFixed(0), ...times]);
    }
    await store.close();
    await end();
  }
  return rows;
}

/** Creates sandboxes at the same time, and returns how many microseconds each took. */
async function create(store: StateStore, first: number, start: NewMock): Promise<number> {
  const started = performance.now();
  await Promise.all(Array.from({ length: width }, (_, index) => store.create(`s${first + index}`, start)));
  return ((performance.now() - started) / width) * 1000;
}

/** Returns how many microseconds it took to open a sandbox and to get an entry, for each of many sandboxes one after the other. */
async function lookUp(store: StateStore, count: number, key: string): Promise<number[]> {
  const microseconds: number[] = [];
  for (let turn = 0; turn < lookUps; turn += 1) {
    const started = performance.now();
    // A step that has no common divisor with the number of sandboxes reaches all of them.
    const mock = await store.open(`s${(turn * 7_919) % count}`);
    if (!(await mock?.get(key))) throw new Error(`expected the entry ${key} in each sandbox, got none`);
    microseconds.push((performance.now() - started) * 1000);
  }
  return microseconds;
}
