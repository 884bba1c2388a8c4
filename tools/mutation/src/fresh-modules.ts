/** Runs before each file of tests. The thread outlives the run, see warm-worker.ts, so the first file of a run loads everything again. */
import { inject, vi } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** What Stryker provides: which change the run is for, if it is for one, and where its code looks for that. */
    activeMutant?: string;
    mutantActivation?: "static" | "runtime";
    globalNamespace?: string;
  }
}

interface Run {
  activeMutant?: string | undefined;
  /** The change of the last run in this thread. */
  previous?: string | undefined;
}

const run: Run = Reflect.get(globalThis, inject("globalNamespace") ?? "") ?? {};
const mutant = inject("activeMutant");
if (run.previous !== mutant) {
  run.previous = mutant;
  // Otherwise what is made when a file is loaded would be made with the last run's change.
  if (inject("mutantActivation") !== "static") run.activeMutant = undefined;
  vi.resetModules();
}
