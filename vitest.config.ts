import { configDefaults, defineConfig } from "vitest/config";

/** One configuration for every package; each runs it on its own folder and leaves a report for `tools/tasks/test.ts`. */
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // A project of its own, whose dependencies are installed on demand; it runs with `--root test/packed`.
    exclude: [...configDefaults.exclude, "test/packed/**"],
    reporters: ["default", ["json", { outputFile: ".vitest/report.json" }]],
    // For `pnpm check`, which runs the tests that a change reaches: not all of them because a version changed.
    forceRerunTriggers: ["**/vitest.config.ts"],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // How long it takes until something is there is the machine's affair. With the default of a second, a busy one fails.
    expect: { poll: { timeout: 10_000 } },
  },
});
