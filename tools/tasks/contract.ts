/** Runs the Arazzo workflows of the spec through the proxy, against the mock in both dialects or against a real server. */
import type { RespectResult } from "./arazzo.ts";
import { checkWorkflow } from "./check-workflow.ts";
import { generate } from "./conformance.ts";
import { readOptions, readWorkflows, writeWorkflows } from "./contract-options.ts";

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
  const { startMock } = await import("../../packages/mock/dist/index.js");
  const found: Result[] = [];
  for (const dialect of ["documented", "deployed"] as const) {
    const prefix = dialect === "deployed" ? "/ucwa/oauth/v1" : "/ucwa/v1";
    for (const name of [...readWorkflows, ...writeWorkflows, "delete", "errors"].filter(isWanted)) {
      // A new mock for each workflow, so that none depends on another. It knows only the paths that its links have, as real servers do.
      await using mock = await startMock({ dialect, switches: { otherExtensionsPath: "refused" } });
      found.push(await run(dialect, name, mock.url + prefix, "833", "810", `${dialect}.${name}`));
    }
  }
  return found;
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

async function run(
  target: string,
  name: string,
  server: string,
  applicationId: string,
  onlineMeetingId: string,
  fileName = name,
): Promise<Result> {
  const { token, timeout, json, har } = options;
  const result = await checkWorkflow({
    ...{ name, server, token: token || "cwt=contract", applicationId, onlineMeetingId, timeout },
    ...(json && { json: withSuffix(json, fileName) }),
    ...(har && { har: withSuffix(har, fileName) }),
  });
  const { failedSteps, steps, checks, isBroken, notes } = result;
  if (result.verdict === "failed") console.log(result.output);
  const note = result.verdict === "differs" ? `; differs in ${failedSteps.join(", ")}, not shown by any source` : "";
  const verdict = isBroken ? "failed" : result.verdict;
  const line = `${marks[verdict]} ${target}  ${name}: ${steps} steps, ${checks} checks${note}`;
  return { verdict, line: [line, ...notes.map((text) => `    ${text}`)].join("\n") };
}

/** The name of the file for one workflow: `contract.json` becomes `contract.read.json`, and `contract.deployed.read.json` for the mock. */
function withSuffix(path: string, name: string): string {
  return path.replace(/(\.\w+)?$/, `.${name}$1`);
}
