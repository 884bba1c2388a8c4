import { mergeConfig } from "vitest/config";
import config from "../../vitest.config.ts";

/**
 * What is left out runs what is built, or needs the mock, which takes a second to load. Stryker's own option `testFiles` would
 * have it leave alone all code that runs when a file is loaded, and count it as not noticed.
 */
export default mergeConfig(config, {
  test: {
    exclude: ["test/against-the-mock/**", "test/on-attempt-error.test.ts", "test/readme.test.ts"],
    // Properties are tried with fewer values, see packages/xml/test/runs.ts.
    env: { UCWA_SHORT: "1" },
  },
});
