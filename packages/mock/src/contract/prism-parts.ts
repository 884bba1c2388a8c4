/**
 * The parts of Prism that the mock consists of. Only this file imports from inside Prism's packages; `test/prism-version.test.ts` names the version
 * that it is written for. The build bundles it into `dist/generated/prism.js`, with other files in the place of some of Prism's (`scripts/shims.ts`).
 */
import { createLogger } from "@stoplight/prism-core";

export { default as mocker } from "@stoplight/prism-http/dist/mocker/index.js";
export { validateInput, validateOutput, validateSecurity } from "@stoplight/prism-http/dist/validator/index.js";
export { loadGenerator } from "./generator.ts";

/** What Prism logs with; the bundle's logs nothing. */
export const logger = createLogger("ucwa-mock", { level: "silent" });
