import type { ResourceModel } from "./resource-model.model.ts";

/** Returns the properties that are timestamps, by resource. It leaves out resources without one. */
export function listTimestamps({ resources }: ResourceModel): Record<string, string[]> {
  const entries = Object.entries(resources).map(([rel, { properties }]) => {
    const names = Object.entries(properties).filter(([, kind]) => kind === "timestamp");
    return [rel, names.map(([name]) => name)] as const;
  });
  return Object.fromEntries(entries.filter(([, names]) => names.length > 0));
}

/** Returns the same as a literal type, so that a client can type these properties as dates. */
export function timestampsType(model: ResourceModel): string {
  const entries = Object.entries(listTimestamps(model));
  return `{ ${entries.map(([rel, names]) => `readonly ${rel}: readonly ${JSON.stringify(names)}`).join("; ")} }`;
}
