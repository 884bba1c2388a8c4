import { parseArgs } from "node:util";
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
  --timeout SECONDS how long the server may send nothing. Default: 30
  --json FILE       write the results as JSON, with masked tokens; run.json makes run.read.json, and so on
  --har FILE        write the results as HAR archives, with masked tokens, in the same way

       pnpm contract --generate [--server https://… --application-id …] [--seed N] [--allow-writes] [options]

  --generate        break every constraint of the document once, and learn how the server behaves; --meeting-id is
                    not needed. The other options are those of "ucwa-mock conformance --help"`;

/** The workflows that only read. */
export const readWorkflows = ["read", "not-modified"];
/** The workflows that change something and restore it. */
export const writeWorkflows = ["update", "extensions", "duplicate-extension", "xml", "lifecycle"];

const flags = {
  server: { type: "string" },
  token: { type: "string" },
  "application-id": { type: "string" },
  "meeting-id": { type: "string" },
  "allow-writes": { type: "boolean", default: false },
  workflow: { type: "string", multiple: true },
  "delete-meeting": { type: "string" },
  timeout: { type: "string", default: "30" },
  json: { type: "string" },
  har: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

/** Returns the options of `pnpm contract` from the command line. With `--help` it prints the usage, and with a wrong flag an error; both end the process. */
export function readOptions() {
  const values = parse();
  if (values.help) {
    console.log(usage);
    process.exit();
  }
  const { server, timeout } = values;
  if (!/^\d{1,4}$/.test(timeout) || Number(timeout) < 1 || Number(timeout) > 3600)
    fail(`--timeout: expected a whole number from 1 to 3600, got ${JSON.stringify(timeout)}.`);
  for (const form of ["json", "har"] as const)
    if (values[form] && !values[form].endsWith(`.${form}`))
      fail(`--${form}: expected a file whose name ends in .${form}, got ${JSON.stringify(values[form])}.`);
  requireKnown(values);
  if (server !== undefined) requirePlace(server, values);
  return { ...values, timeout: Number(timeout) * 1000 };
}

type Values = ReturnType<typeof parse>;

function parse() {
  try {
    const { token = process.env.UCWA_TOKEN, ...values } = parseArgs({ options: flags }).values;
    return { ...values, token };
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

function requireKnown({ workflow = [], server, "allow-writes": mayWrite }: Values): void {
  const known = [...readWorkflows, ...writeWorkflows, ...(server ? [] : ["delete", "errors"])];
  for (const name of workflow) {
    if (!known.includes(name)) fail(`--workflow: expected one of ${known.join(", ")}, got ${name}.`);
    if (server && writeWorkflows.includes(name) && !mayWrite)
      fail(`--workflow ${name}: expected --allow-writes, because the workflow writes, got none.`);
  }
}

function requirePlace(server: string, values: Values): void {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  // What follows the path would come before the rest of each address.
  const isBase = url && /^https?:$/.test(url.protocol) && url.username + url.password + url.search + url.hash === "";
  if (!isBase) fail("--server: expected a base URL such as https://fe1.contoso.com/ucwa/oauth/v1, got something else.");
  for (const needed of ["application-id", "meeting-id"] as const)
    if (!values[needed]) fail(`--server: expected --${needed} with an id from the links of the server, got none.`);
  if (!values.token) fail("--server: expected a token in --token or in the environment variable UCWA_TOKEN, got none.");
}
