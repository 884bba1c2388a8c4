/** What the panel offers to choose from. The build takes it from what the mock and the document export. */
export interface Lists {
  dialects: readonly string[];
  faults: Preference[];
  switches: SwitchEntry[];
  operations: OperationEntry[];
}

/** A value for `Prefer`, and what it does. */
export interface Preference {
  value: string;
  meaning: string;
}

export interface SwitchEntry {
  name: string;
  meaning: string;
  values: readonly string[];
  /** The value in each dialect. */
  defaults: Record<string, string>;
}

export interface OperationEntry {
  method: string;
  /** The paths of the operation without their prefix, with names in braces. */
  paths: string[];
  errors: Preference[];
}

/** The build puts them here. */
declare const TRY_LISTS: Lists;

export const lists: Lists = TRY_LISTS;

/** Finds the operation that a request is for, whatever the prefix of its path. */
export function findOperation(method: string, path: string): OperationEntry | undefined {
  const [pathname = ""] = path.split("?");
  return lists.operations.find(
    (each) => each.method === method && each.paths.some((template) => fits(template, pathname)),
  );
}

function fits(template: string, path: string): boolean {
  return new RegExp(`${template.replace(/\{\w+\}/g, "[^/]+")}/?$`).test(path);
}
