import { fileURLToPath } from "node:url";

/** The command line of Redocly: the version that spec has, which lints and bundles the document. */
export const redoclyCli = fileURLToPath(new URL("../../spec/node_modules/@redocly/cli/bin/cli.js", import.meta.url));
