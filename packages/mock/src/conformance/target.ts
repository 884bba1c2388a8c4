/** What stands in a line for curl in place of an address. */
export const variables = {
  myOnlineMeetings: "UCWA_MEETINGS",
  myOnlineMeeting: "UCWA_MEETING",
  onlineMeetingExtensions: "UCWA_EXTENSIONS",
  onlineMeetingExtension: "UCWA_EXTENSION",
} as const;

/** Where a request goes. */
export interface Target {
  /** The resource that is there. */
  resource: string;
  url: URL;
  /** What stands in its place in a line for curl. */
  variable: string;
}

/** Makes a target of an address and its resource. */
export function toTarget(resource: string, url: URL): Target {
  const known = Object.entries(variables).find(([name]) => name === resource);
  return { resource, url, variable: known?.[1] ?? "UCWA_ADDRESS" };
}
