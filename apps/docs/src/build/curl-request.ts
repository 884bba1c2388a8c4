import type { TryRequest } from "../try/try-request.ts";

const origin = "http://127.0.0.1:4010";

/** Reads the requests of a shell script that need nothing from an earlier one. They have no titles. */
export function readCurlRequests(script: string): Omit<TryRequest, "title">[] {
  const variables = new Map<string, string>();
  const requests: Omit<TryRequest, "title">[] = [];
  for (const line of splitLines(script)) {
    const [, name, value] = /^(\w+)=(\S+|'[^']*')$/.exec(line) ?? [];
    const words = readWords(value ?? line, variables);
    if (name !== undefined) variables.set(name, words.join(" "));
    else if (words[0] === "curl") requests.push(...toRequest(words));
  }
  return requests;
}

/** Splits a script into its commands: a line goes on after a backslash, and within quotes. */
function splitLines(script: string): string[] {
  const commands = script.replace(/^#.*$/gm, "").replace(/\\\n\s*/g, " ");
  return commands.match(/(?:'[^']*'|"[^"]*"|[^\n'"])+/g) ?? [];
}

/** Splits a line as a shell does. A variable that is not known stays as it is. */
function readWords(line: string, variables: Map<string, string>): string[] {
  const expand = (text: string) => text.replace(/\$(\w+)/g, (whole, name: string) => variables.get(name) ?? whole);
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|([^\s'"]+)/g)].map(
    ([, single, double, bare]) => single ?? expand(double ?? bare ?? ""),
  );
}

function toRequest(words: string[]): Omit<TryRequest, "title">[] {
  const after = (...flags: string[]) => words.filter((_, index) => flags.includes(words[index - 1] ?? ""));
  const url = words.find((word) => word.startsWith(`${origin}/ucwa/`));
  const [body] = after("-d", "--data-binary");
  const method = after("-X")[0] ?? (body === undefined ? "GET" : "POST");
  const fields = after("-H").map((header) => /^([^:]+): *(.*)$/.exec(header)?.slice(1) ?? []);
  if (!url || [url, body, ...fields.flat()].some((text) => text?.includes("$")) || body?.startsWith("@")) return [];
  const all: Record<string, string> = Object.fromEntries(fields);
  const { Authorization, Accept, "Content-Type": type, Prefer, ...headers } = all;
  if (Authorization === undefined) return [];
  const representation = /xml/.test(`${Accept} ${type}`) ? "xml" : "json";
  return [
    {
      method,
      path: url.slice(origin.length),
      representation,
      ...(Object.keys(headers).length > 0 && { headers }),
      ...(body !== undefined && { [representation]: body }),
      ...(Prefer !== undefined && { prefer: Prefer }),
    },
  ];
}
