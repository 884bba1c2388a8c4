import { defineConfig } from "vitest/config";

/** For the suites of the mock on one way in. Their report is none of those that `tools/tasks/test.ts` adds up. */
export default defineConfig({ test: { include: ["test/**/*.test.ts"], reporters: ["json"], testTimeout: 20_000 } });
