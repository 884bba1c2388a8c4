/** Runs the Arazzo workflows of the spec, against the mock in both dialects or against a real server. */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type RespectResult, respect } from "./arazzo.ts";
import { generate } from "./conformance.ts";
import { linkOrigin } from "./link-origin.ts";
import { fail } from "./options.ts";

const usage = `Usage: pnpm contract [--server https://… --token cwt=… --application-id … --meeting-id …] [options]

  --server          base URL of a real server, such as https://fe1.contoso.com/ucwa/oauth/v1
                    Default: the mock, started in both dialects
  --token           token for the server; the environment variable UCWA_TOKEN is safer
  --application-id  id of the application, from the server's links
  --meeting-id      id of the meeting, from the server's links
  --allow-writes    also run the workflows that write; they restore what they change
  --workflow NAME   run only this workflow, such as read; can be repeated
  --delete-meeting  id of a meeting to delete; it cannot be restored
  --json FILE       write the results as JSON, with masked tokens
  --har FILE        write the results as a HAR archive, with masked tokens

       pnpm contract --generate [--server https://… --application-id …] [--seed N] [--allow-writes] [options]

  --generate        break every constraint of the document once, and learn how the server behaves; --meeting-id is
                    not needed. The other options are those of "ucwa-mock conformance --help"`;

/** The workflows that only read. */
const readWorkflows = ["read", "not-modified"];
/** The workflows that change something and restore it. */
const writeWorkflows = ["update", "extensions", "duplicate-extension", "xml", "lifecycle"];

/** What stands before the line of a workflow. */
const marks = { passed: "✓", differs: "~", failed: "✗" } as const;

if (process.argv.includes("--generate")) process.exit(await generate(process.argv.slice(2)));

const options = readOptions();
const results = options.server ? await runAgainstServer(options.server) : await runAgainstMock();

console.log(`\n${results.map(({ line }) => line).join("\n")}`);
const count = (wanted: Result["verdict"]) => results.filter(({ verdict }) => verdict === wanted).length;
const differing =
  count("differs") === 0 ? "" : ` ${count("differs")} differ in what no source shows, which is no failure.`;
console.log(`\n${count("passed")} of ${results.length} workflows passed.${differing}`);
process.exitCode = count("failed") === 0 ? 0 : 1;

type Result = Pick<RespectResult, "verdict"> & { line: string };

async function runAgainstMock(): Promise<Result[]> {
  const { startMock, startProxy } = await import("../../packages/mock/dist/index.js");
  const found: Result[] = [];
  for (const dialect of ["documented", "deployed"] as const) {
    const prefix = dialect === "deployed" ? "/ucwa/oauth/v1" : "/ucwa/v1";
    for (const name of [...readWorkflows, ...writeWorkflows, "delete", "errors"].filter(isWanted)) {
      // New mocks for each workflow, so that none depends on another. They know only the paths that their links have, as real servers do.
      const switches = { otherExtensionsPath: "refused" } as const;
      await using direct = await startMock({ dialect, switches });
      await using upstream = await startMock({ dialect, switches });
      await using proxy = await startProxy({ upstream: upstream.url });
      const [plain, proxied] = await Promise.all([
        run(dialect, name, direct.url + prefix, "833", "810"),
        run(`${dialect}, through the proxy`, name, proxy.url + prefix, "833", "810"),
      ]);
      found.push(plain, failOnViolations(proxied, proxy.report().violations));
    }
  }
  return found;
}

/** The result with the violations that the proxy found. A workflow fails if a response broke the contract. */
function failOnViolations(
  result: Result,
  violations: { side: string; operationId: string; pointer: string }[],
): Result {
  const notes = violations.map(({ side, operationId, pointer }) => `    ${side} of ${operationId}: ${pointer}`);
  if (notes.length === 0) return result;
  return { verdict: "failed", line: [result.line.replace(/^./, marks.failed), ...notes].join("\n") };
}

function isWanted(name: string): boolean {
  return options.workflow?.includes(name) ?? true;
}

async function runAgainstServer(server: string): Promise<Result[]> {
  const { "application-id": application = "", "meeting-id": meeting = "", "delete-meeting": meetingToDelete } = options;
  const found: Result[] = [];
  const allowed = options["allow-writes"] ? [...readWorkflows, ...writeWorkflows] : readWorkflows;
  for (const name of allowed.filter(isWanted)) {
    found.push(await run(server, name, server, application, meeting));
  }
  if (meetingToDelete !== undefined) found.push(await run(server, "delete", server, application, meetingToDelete));
  return found;
}

async function run(target: string, name: string, server: string, applicationId: string, onlineMeetingId: string) {
  const token = options.token ?? process.env.UCWA_TOKEN ?? "cwt=contract";
  const meeting = `${server}/applications/${applicationId}/onlineMeetings/myOnlineMeetings/${onlineMeetingId}`;
  const { verdict, failedSteps, steps, checks, output } = await respect({
    workflow: fileURLToPath(new URL(`../../spec/workflows/${name}.arazzo.yaml`, import.meta.url)),
    server,
    inputs: { token, applicationId, onlineMeetingId, origin: await linkOrigin(meeting, token) },
    ...(options.json && { json: withSuffix(options.json, name) }),
    ...(options.har && { har: withSuffix(options.har, name) }),
  });
  if (verdict === "failed") console.log(output.replaceAll(token, "********"));
  const note = verdict === "differs" ? `; differs in ${failedSteps.join(", ")}, not shown by any source` : "";
  return { verdict, line: `${marks[verdict]} ${target}  ${name}: ${steps} steps, ${checks} checks${note}` };
}

/** The name of the file for one workflow: `contract.json` becomes `contract.read.json`. */
function withSuffix(path: string, name: string): string {
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
        workflow: { type: "string", multiple: true },
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
    const known = [...readWorkflows, ...writeWorkflows, ...(values.server ? [] : ["delete", "errors"])];
    for (const name of values.workflow ?? []) {
      if (!known.includes(name)) fail(`--workflow: expected one of ${known.join(", ")}, got ${name}.`);
      if (values.server && writeWorkflows.includes(name) && !values["allow-writes"])
        fail(`--workflow ${name}: expected --allow-writes, because the workflow writes, got none.`);
    }
    for (const needed of ["application-id", "meeting-id"] as const) {
      if (values.server && !values[needed])
        fail(`--server: expected --${needed} with an id from the links of the server, got none.`);
    }
    if (values.server && !(values.token ?? process.env.UCWA_TOKEN)) {
      fail("--server: expected a token in --token or in the environment variable UCWA_TOKEN, got none.");
    }
    return values;
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}
