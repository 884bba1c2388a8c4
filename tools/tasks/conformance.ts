/** `pnpm contract --generate`: the mock's command `conformance`, against a real server or the mock in both dialects. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { fail } from "./options.ts";

const bin = fileURLToPath(new URL("../../packages/mock/dist/bin.js", import.meta.url));

/** Runs `conformance` with the flags of `pnpm contract --generate`. Returns the exit code. */
export async function generate(args: string[]): Promise<number> {
  const { server, token, "application-id": application, flags } = readFlags(args);
  if (server === undefined) return againstMock(flags);
  if (application === undefined)
    fail("--server: expected --application-id with an id from the links of the server, got none.");
  const path = `/applications/${encodeURIComponent(application)}/onlineMeetings/myOnlineMeetings`;
  return run(server.replace(/\/$/, "") + path, flags, token ?? process.env.UCWA_TOKEN ?? "");
}

async function againstMock(flags: string[]): Promise<number> {
  const { startMock } = await import("../../packages/mock/dist/index.js");
  let worst = 0;
  for (const dialect of ["documented", "deployed"] as const) {
    await using mock = await startMock({ dialect });
    const prefix = dialect === "deployed" ? "/ucwa/oauth/v1" : "/ucwa/v1";
    console.log(`\n${dialect}`);
    const address = `${mock.url}${prefix}/applications/833/onlineMeetings/myOnlineMeetings`;
    worst = Math.max(worst, await run(address, ["--allow-writes", ...flags], "cwt=contract"));
  }
  return worst;
}

async function run(address: string, flags: string[], token: string): Promise<number> {
  // Other users of the machine see a command line, but not an environment.
  const env = { ...process.env, UCWA_TOKEN: token };
  const child = spawn(process.execPath, [bin, "conformance", address, ...flags], { stdio: "inherit", env });
  // A terminal sends the signal to both; this one waits for the child to remove what it made.
  const pass = (signal: NodeJS.Signals) => void child.kill(signal);
  process.on("SIGTERM", pass).on("SIGINT", () => {});
  const [code] = await once(child, "exit");
  process.off("SIGTERM", pass);
  return code ?? 1;
}

/** Takes out of the flags what `conformance` does not have; it reads the others itself. */
function readFlags(args: string[]) {
  const options = {
    generate: { type: "boolean" },
    server: { type: "string" },
    token: { type: "string" },
    "application-id": { type: "string" },
  } as const;
  const { values, tokens } = parseArgs({ args, options, strict: false, tokens: true, allowPositionals: true });
  const own = Object.keys(options);
  const taken = new Set(
    tokens.flatMap((one) => {
      if (one.kind !== "option" || !own.includes(one.name)) return [];
      return one.value !== undefined && !one.inlineValue ? [one.index, one.index + 1] : [one.index];
    }),
  );
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  return {
    server: text(values.server),
    token: text(values.token),
    "application-id": text(values["application-id"]),
    flags: args.filter((_, index) => !taken.has(index)),
  };
}
