import { startMock } from "../../../../packages/mock/dist/index.js";
import { median } from "../measure.ts";

/** Returns the milliseconds that `startMock()` takes after the first start in a process. */
export async function restart(): Promise<number> {
  await (await startMock()).close();
  const times: number[] = [];
  for (let run = 0; run < 50; run += 1) {
    const started = performance.now();
    const mock = await startMock();
    times.push(performance.now() - started);
    await mock.close();
  }
  return median(times);
}
