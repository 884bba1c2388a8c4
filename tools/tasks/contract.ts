/** Runs the Arazzo workflows of the spec: against the mock in both dialects, or against a real server. */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { respect } from "./arazzo.ts";
import { fail } from "./options.ts";

const usage = `Usage: pnpm contract [--server https://… --token cwt=… --application-id … --meeting-id …] [options]

  --server          base URL of a real server, such as https://fe1.contoso.com/ucwa/oauth/v1;
                    without it, the mock is started in both dialects
  --token           web ticket; better in the environment variable UCWA_TOKEN
  --application-id  application and meeting, as they stand in the server's links
  --meeting-id
  --allow-writes    also run the workflows that write; they set back what they change
  --delete-meeting  a meeting to delete, by its id in the links; it does not come back
  --json FILE       write what happened as JSON; tokens are masked
  --har FILE        the same as a HAR archive`;

/** Runs on any server; changes nothing. */
const reading = ["read"];
/** Change something and set it back. */
const writing = ["update", "extensions", "xml"];

const options = readOptions();
const results = options.server ? await againstServer(options.server) : await againstMock();

console.log(`\n${results.map(({ line }) => line).join("\n")}`);
const failed = results.filter(({ passed }) => !passed).length;
console.log(`\n${results.length - failed} of ${results.length} workflows passed.`);
process.exitCode = failed === 0 ? 0 : 1;

interface Result {
  passed: boolean;
  line: string;
}

async function againstMock(): Promise<Result[]> {
  const { startMock, startProxy } = await import("../../packages/mock/dist/index.js");
  const found: Result[] = [];
  for (const dialect of ["documented", "deployed"] as const) {
    const prefix = dialect === "deployed" ? "/ucwa/oauth/v1" : "/ucwa/v1";
    for (const name of [...reading, ...writing, "delete", "errors"]) {
      // Mocks of their own for each workflow: none depends on what another one left.
      await using direct = await startMock({ dialect });
      await using behind = await startMock({ dialect });
      await using proxy = await startProxy({ upstream: behind.url });
      const [plain, proxied] = await Promise.all([
        run(dialect, name, direct.url + prefix, "833", "810"),
        run(`${dialect}, through the proxy`, name, proxy.url + prefix, "833", "810"),
      ]);
      found.push(plain, withoutViolations(proxied, proxy.report().violations));
    }
  }
  return found;
}

/** What the proxy noted counts as well: a workflow that passes on answers that break the contract has not passed. */
function withoutViolations(
  result: Result,
  violations: { side: string; operationId: string; pointer: string }[],
): Result {
  const notes = violations.map(({ side, operationId, pointer }) => `    ${side} of ${operationId}: ${pointer}`);
  if (notes.length === 0) return result;
  return { passed: false, line: [result.line.replace("✓", "✗"), ...notes].join("\n") };
}

async function againstServer(server: string): Promise<Result[]> {
  const { "application-id": application = "", "meeting-id": meeting = "", "delete-meeting": doomed } = options;
  const found: Result[] = [];
  for (const name of options["allow-writes"] ? [...reading, ...writing] : reading) {
    found.push(await run(server, name, server, application, meeting));
  }
  if (doomed !== undefined) found.push(await run(server, "delete", server, application, doomed));
  return found;
}

async function run(target: string, name: string, server: string, applicationId: string, onlineMeetingId: string) {
  const token = options.token ?? process.env.UCWA_TOKEN ?? "cwt=contract";
  const { passed, steps, checks, output } = await respect({
    workflow: fileURLToPath(new URL(`../../spec/workflows/${name}.arazzo.yaml`, import.meta.url)),
    server,
    inputs: { token, applicationId, onlineMeetingId },
    ...(options.json && { json: suffixed(options.json, name) }),
    ...(options.har && { har: suffixed(options.har, name) }),
  });
  if (!passed) console.log(output.replaceAll(token, "********"));
  return { passed, line: `${passed ? "✓" : "✗"} ${target}  ${name}: ${steps} steps, ${checks} checks` };
}

/** A file for each workflow: `contract.json` becomes `contract.read.json`. */
function suffixed(path: string, name: string): string {
  return path.replace(/(\.\w+)?$/, `.${name}$1`);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        server: { type: "string" },
        token: { type: "string" },
        "application-id": { type: "string" },
        "meeting-id": { type: "string" },
        "allow-writes": { type: "boolean", default: false },
        "delete-meeting": { type: "string" },
        json: { type: "string" },
        har: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit();
    }
    for (const needed of ["application-id", "meeting-id"] as const) {
      if (values.server && !values[needed])
        fail(`--server needs --${needed}: what stands in the links of that server.`);
    }
    if (values.server && !(values.token ?? process.env.UCWA_TOKEN)) {
      fail("--server needs a web ticket, in --token or in the environment variable UCWA_TOKEN.");
    }
    return values;
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}
