import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));

test("the server says where it listens, answers there, and ends on SIGTERM", async () => {
  const child = spawn(process.execPath, [main, "--port", "0"]);
  const [line] = await once(child.stdout.setEncoding("utf8"), "data");
  const url = /http:\S+/.exec(line)?.[0];
  expect((await fetch(`${url}/ucwa/v1/nothing`)).status).toBe(404);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a port in use is told in one line that names the port and the flag", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  const child = spawn(process.execPath, [main, "--port", port]);
  const said = child.stderr.setEncoding("utf8").toArray();
  expect(await once(child, "exit")).toEqual([2, null]);
  expect((await said).join("")).toBe(`Port ${port} of 127.0.0.1 is in use. Choose another one with --port.\n`);
  server.close();
});
