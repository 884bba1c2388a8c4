import { readdir, readFile } from "node:fs/promises";
import type { Exchange, Message } from "./exchanges.model.ts";

const folder = new URL("../exchanges/", import.meta.url);

/** Reads the published exchanges from `exchanges/`. Throws an error with the file name if a message has no start line. */
export async function readExchanges(): Promise<Exchange[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.sort().map(readExchange));
}

async function readExchange(name: string): Promise<Exchange> {
  const [request, response] = await Promise.all([
    readMessage(`${name}/request.http`, /^(?<method>[A-Z]+) (?<url>\S+) HTTP\/1\.1$/),
    readMessage(`${name}/response.http`, /^HTTP\/1\.1 (?<status>\d{3}) .+$/),
  ]);
  const { method = "", url = "" } = request.start;
  return {
    name,
    representation: name.endsWith(".xml") ? "xml" : "json",
    request: { method, url, ...request.message },
    response: { status: Number(response.start.status), ...response.message },
  };
}

async function readMessage(
  path: string,
  startLine: RegExp,
): Promise<{ start: Record<string, string>; message: Message }> {
  const [head = "", ...rest] = (await readFile(new URL(path, folder), "utf8")).trimEnd().split("\n\n");
  const [first = "", ...lines] = head.split("\n");
  const start = startLine.exec(first)?.groups;
  if (!start) throw new Error(`${path}: expected a start line like ${startLine}, got ${JSON.stringify(first)}.`);
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
  return { start, message: { headers, body: rest.join("\n\n") } };
}
