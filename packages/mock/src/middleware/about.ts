import { operations } from "@ucwa-meetings/spec/operations";

/** The names of the document's resources, as one text. */
function listNames(): string {
  return new Intl.ListFormat("en").format(new Set(operations.operations.map(({ resource }) => resource)));
}

/** What `GET /` of the mock returns. */
export interface About {
  name: string;
  description: string;
  /** The header that every request to a resource needs. */
  token: string;
  /** The paths of the resources, with the methods of each. */
  resources: Record<string, string[]>;
  /** The requests that control the mock. */
  controls: string[];
}

/** Returns what the mock says of itself: what it is, its resources, and the requests that control it. */
export function about(controls: string[]): About {
  const [prefix = ""] = operations.prefixes;
  const resources: Record<string, string[]> = {};
  for (const { path, method } of operations.operations) {
    const methods = resources[prefix + path] ?? [];
    resources[prefix + path] = [...methods, method];
  }
  return {
    name: "@ucwa-meetings/mock",
    description: `A mock of the UCWA 2.0 resources ${listNames()}. Nobody can join a meeting here.`,
    token: "Authorization: Bearer cwt=anything",
    resources,
    controls,
  };
}
