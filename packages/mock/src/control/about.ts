import { operations } from "@ucwa-meetings/spec/operations";

/** What the mock says of itself at its root, to whoever opens its address. */
export interface About {
  name: string;
  description: string;
  /** The header that every request to a resource needs. */
  token: string;
  /** The paths of the resources, with the methods of each. */
  resources: Record<string, string[]>;
  /** What the mock itself takes. */
  controls: string[];
}

/** Says what a mock is, and where things are on it. */
export function about(controls: string[]): About {
  const [prefix = ""] = operations.prefixes;
  const resources: Record<string, string[]> = {};
  for (const { path, method } of operations.operations) {
    const methods = resources[prefix + path] ?? [];
    resources[prefix + path] = [...methods, method];
  }
  return {
    name: "@ucwa-meetings/mock",
    description:
      "A mock of the UCWA 2.0 resources myOnlineMeeting and onlineMeetingExtensions. Nobody can join a meeting here.",
    token: "Authorization: Bearer cwt=anything",
    resources,
    controls,
  };
}
