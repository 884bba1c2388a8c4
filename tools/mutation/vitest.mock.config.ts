import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { mergeConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { warmWorker } from "./src/warm-worker.ts";
import config from "./vitest.config.ts";

/**
 * Tests of what is on top of the mock's core or beside it, of how it is built and packed, and of files outside the package, which a copy of it does
 * not have.
 */
const notOfTheCore = [
  "src/{check,cli,conformance,proxy,record,redact,stores}/**",
  "test/{cli,compiled-validators,conformance,conformance-care,conformance-command,connections,drift}.test.ts",
  "test/{in-a-test-runner,packed,portable,prism-version,proxy,proxy-command,readme,record,replicas}.test.ts",
  "test/{sqlite-kill,sqlite-store,valkey-store,without-eval,young-generation}.test.ts",
];

/** Tests that take long, because they compare with Prism or send much. */
const slow = ["test/{canary,differential,engine,hardening,hostile-text,limits,probes,races}.test.ts"];

/** The first test that fails ends the run, so what takes least is first: tests without a whole mock, then those of one file, beside it. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      if (!/\b(?:createMock(?:Handler)?|startMock)\b/.test(readFileSync(moduleId, "utf8"))) return 0;
      return moduleId.includes("/src/") ? 1 : 2;
    };
    // The largest of them come first.
    const sorted = (await super.sort(files)).reverse();
    return sorted.sort((first, second) => rank(first) - rank(second));
  }
}

/** What the build makes does not change. Node loads it once for all runs. */
const built = [/\/dist\/generated\//, /\/packages\/xml\/dist\//, /\/spec\/dist\//];

/**
 * The mock is reached in process alone, see packages/mock/test/support/ways-in.ts. To load it takes longer than most tests, so all files of
 * a run share it; each run loads it again, with the change that is to be noticed.
 */
export default mergeConfig(config, {
  plugins: [warmWorker],
  test: {
    setupFiles: [fileURLToPath(new URL("src/fresh-modules.ts", import.meta.url))],
    server: { deps: { external: built } },
    exclude: [...notOfTheCore, ...slow],
    isolate: false,
    // A change after which nothing comes any more is noticed sooner, and without a new process.
    testTimeout: 10_000,
    sequence: { sequencer: QuickFirst },
    env: { UCWA_WAY_IN: "in process" },
  },
});
