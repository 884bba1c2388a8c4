/** Builds what is not built yet, then serves the mock and the docs. */
import { readOptions } from "./options.ts";
import { endWithOuterProcesses } from "./outer-processes.ts";
import { runTurbo } from "./turbo.ts";

const options = readOptions();
endWithOuterProcesses();
const code = await runTurbo("run", "build", "--output-logs=errors-only");
if (code !== 0) process.exit(code);

// Only now is there something to serve.
const { serve } = await import("./servers.ts");
await serve(options);
