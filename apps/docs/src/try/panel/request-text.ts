import type { TryRequest } from "../try-request.ts";

/** The media type of each representation. */
export const mediaTypes = { json: "application/json", xml: "application/xml" } as const;

/** Whether requests with a method have a body. */
export function hasBody(method: string): boolean {
  return method === "PUT" || method === "POST";
}

/** Returns the headers of a sample, one in each line. */
export function writeHeaders({ method, representation, headers = {} }: TryRequest): string {
  const type = mediaTypes[representation];
  const all = {
    Authorization: "Bearer cwt=anything",
    Accept: type,
    ...(hasBody(method) && { "Content-Type": type }),
    ...headers,
  };
  return Object.entries(all)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}

/** Reads headers, one in each line. */
export function readHeaders(text: string): [string, string][] {
  return text
    .split("\n")
    .map((line): [string, string] => {
      const [name = "", ...rest] = line.split(":");
      return [name.trim(), rest.join(":").trim()];
    })
    .filter(([name]) => name !== "");
}

/** Returns lines of headers with one more, which takes the place of one with its name. Without a value, the header is left out. */
export function withHeader(lines: string, name: string, value: string | undefined): string {
  const isOther = (line: string) => line !== "" && !line.toLowerCase().startsWith(`${name.toLowerCase()}:`);
  return [...lines.split("\n").filter(isOther), ...(value === undefined ? [] : [`${name}: ${value}`])].join("\n");
}

/** Returns JSON with a line for each property, and any other text as it is. */
export function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
