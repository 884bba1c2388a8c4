/** Builds everything that is out of date, then serves the mock and the docs. */
import { readOptions } from "./options.ts";
import { endWithOuterProcesses } from "./outer-processes.ts";
import { runTurbo } from "./turbo.ts";

const options = readOptions();
endWithOuterProcesses();
const code = await runTurbo("run", "build", "--output-logs=errors-only");
if (code !== 0) process.exit(code);

// It imports what the build has written.
const { serve } = await import("./servers.ts");
await serve(options);
