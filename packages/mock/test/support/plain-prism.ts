import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

/** Prism as its users run it, on the same document. */
export interface PlainPrism extends AsyncDisposable {
  url: string;
}

/** Starts `prism mock` on a free port. */
export async function startPrism(...flags: string[]): Promise<PlainPrism> {
  const cli = fileURLToPath(import.meta.resolve("@stoplight/prism-cli"));
  const document = fileURLToPath(import.meta.resolve("@ucwa-meetings/spec/openapi.json"));
  const port = await freePort();
  const args = [cli, "mock", document, "--port", String(port), "--host", "127.0.0.1", ...flags];
  const child = spawn(process.execPath, args, { env: { ...process.env, SCARF_ANALYTICS: "false", DO_NOT_TRACK: "1" } });
  const ended = once(child, "exit");
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`prism ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return { url, [Symbol.asyncDispose]: stop };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}
