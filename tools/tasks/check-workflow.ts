import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Report } from "../../packages/mock/dist/index.js";
import { type RespectResult, respect } from "./arazzo.ts";
import { openEntrance } from "./proxy-entrance.ts";

/** One workflow of the spec, and the server to run it against. */
export interface WorkflowRun {
  /** The name of the workflow, such as `read`. */
  name: string;
  /** The base URL of the server, such as `https://fe1.contoso.com/ucwa/oauth/v1`. */
  server: string;
  token: string;
  applicationId: string;
  onlineMeetingId: string;
  /** How long the server may send nothing, in milliseconds. */
  timeout: number;
  /** Files for the results. */
  json?: string;
  har?: string;
}

/** What `redocly respect` says of the steps, and what the check of the proxy says of the messages. */
export interface CheckedWorkflow extends RespectResult {
  /** Whether a message breaks the document, whatever became of the steps. */
  isBroken: boolean;
  /** What the check found, each in a line. */
  notes: string[];
}

// `respect` gives up later than the proxy, which says why there is no response.
const margin = 10_000;

/**
 * Runs a workflow through the proxy, so that one place knows what a violation is: the check that the proxy, `drift` and `conformance` have. A violation
 * makes the workflow fail, a warning does not.
 */
export async function checkWorkflow({ name, server, timeout, ...run }: WorkflowRun): Promise<CheckedWorkflow> {
  const { startProxy } = await import("../../packages/mock/dist/index.js");
  const { origin, pathname } = new URL(server);
  await using proxy = await startProxy({ upstream: origin, timeout });
  await using entrance = await openEntrance(proxy.url, origin);
  const { token, applicationId, onlineMeetingId, json, har } = run;
  const result = await respect({
    workflows: [fileURLToPath(new URL(`../../spec/workflows/${name}.arazzo.yaml`, import.meta.url))],
    server: entrance.url + pathname.replace(/\/$/, ""),
    inputs: { token, applicationId, onlineMeetingId, origin: entrance.linkOrigin },
    timeout: timeout + margin,
    ...(json && { json }),
    ...(har && { har }),
  });
  for (const file of [json, har]) if (file) writeFileSync(file, entrance.restore(readFileSync(file, "utf8")));
  const { breaking, warnings } = await judge(proxy.report(), entrance.foreign, origin);
  return {
    ...result,
    output: entrance.restore(result.output).replaceAll(token, "********"),
    isBroken: breaking.length > 0,
    notes: [...breaking, ...warnings],
  };
}

/** Divides what was found, in lines, into what makes a workflow fail and what does not. */
async function judge(
  { violations, omitted, checked, unchecked }: Report,
  foreign: ReadonlySet<string>,
  origin: string,
) {
  const { describeViolation } = await import("../../packages/mock/dist/index.js");
  const breaking = violations.filter(({ severity }) => severity === "error").map(describeViolation);
  const warnings = violations.filter(({ severity }) => severity === "warning").map(describeViolation);
  for (const other of foreign) breaking.push(`error  link: expected an address at ${origin}, got ${other}`);
  const often = unchecked > 1 ? ` (${unchecked} times)` : "";
  const others = `path: expected one that the document has, got another one${often}`;
  if (unchecked > 0 && checked === 0) breaking.push(`error  ${others}`);
  else if (unchecked > 0) warnings.push(`warning  ${others}`);
  if (omitted > 0) warnings.push(`and ${omitted} more that are not listed`);
  return { breaking, warnings };
}
