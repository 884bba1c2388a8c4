import { findOperation } from "../lists.ts";
import type { SentRequest } from "./connection.ts";

/** Where the mock of the command listens. */
const origin = "http://127.0.0.1:4010";

/** Returns the request as a command of curl, which prints the status, too. */
export function toCurl({ method, path, headers, body }: SentRequest): string {
  const lines = [
    `curl -s ${method === "GET" ? "" : `-X ${method} `}${quoteForShell(origin + path)} -w '\\n%{http_code}\\n'`,
    ...headers.map(([name, value]) => `  -H ${quoteForShell(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`  --data-binary ${quoteForShell(body)}`]),
  ];
  return `${lines.join(" \\\n")}\n`;
}

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Returns the request as HTTP clients of editors read it. */
export function toHttp({ method, path, headers, body }: SentRequest): string {
  const lines = [`${method} ${origin}${path}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return `${[...lines, ...(body === undefined ? [] : ["", body])].join("\n")}\n`;
}

/** Returns the request as a program: with the client where it is an operation of the document in JSON, and otherwise with `fetch`. */
export function toTypeScript(request: SentRequest): string {
  return toClientCall(request) ?? toFetchCall(request);
}

function toClientCall({ method, path, headers, body }: SentRequest): string | undefined {
  const found = findPath(method, path);
  const token = /^Bearer (.+)$/.exec(headerValue(headers, "authorization") ?? "")?.[1];
  const isJson = /json/.test(headerValue(headers, "accept") ?? "json") && (body === undefined || isObjectText(body));
  if (!found || token === undefined || !isJson) return undefined;
  const sentByClient = ["authorization", "accept", "content-type"];
  const others = headers.filter(([name]) => !sentByClient.includes(name.toLowerCase()));
  const options = [
    `params: { path: ${write(found.ids)} },`,
    ...(others.length > 0 ? [`headers: ${write(Object.fromEntries(others))},`] : []),
    ...(body === undefined ? [] : [`body: ${body.trim().replaceAll("\n", "\n  ")},`]),
  ];
  return `import { createClient } from ${write("@ucwa-meetings/client")};

const ucwa = createClient({ baseUrl: ${write(origin + found.prefix)}, token: ${write(token)} });
const { data, error, response } = await ucwa.${method}(${write(found.template)}, {
  ${options.join("\n  ")}
});
console.log(response?.status, error ?? data);
`;
}

function toFetchCall({ method, path, headers, body }: SentRequest): string {
  const options = [
    `method: ${write(method)},`,
    `headers: ${write(Object.fromEntries(headers))},`,
    ...(body === undefined ? [] : [`body: ${write(body)},`]),
  ];
  return `const response = await fetch(${write(origin + path)}, {
  ${options.join("\n  ")}
});
console.log(response.status, await response.text());
`;
}

/** The template of the document for a path, its ids, and the prefix before it. */
function findPath(method: string, path: string) {
  const [template = ""] = findOperation(method, path)?.paths ?? [];
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const found = new RegExp(`^(.*?)${template.replace(/\{\w+\}/g, "([^/]+)")}$`).exec(path);
  if (template === "" || !found) return undefined;
  const [, prefix = "", ...values] = found;
  return {
    template,
    prefix,
    ids: Object.fromEntries(values.map((value, index) => [names[index], decodeURIComponent(value)])),
  };
}

function headerValue(headers: [string, string][], wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function isObjectText(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

function write(value: unknown): string {
  return JSON.stringify(value);
}
