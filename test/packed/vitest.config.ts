import { defineConfig, mergeConfig } from "vitest/config";
import config from "../../vitest.config.ts";

/** The tests of the packed packages lie beside what they run. */
export default mergeConfig(config, defineConfig({ test: { include: ["*.test.ts"] } }));
