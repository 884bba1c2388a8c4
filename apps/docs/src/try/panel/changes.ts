import type { SavedState } from "@ucwa-meetings/mock/fetch";

/** A property of a resource that a request has changed, or a whole resource. */
export interface Change {
  /** The resource, such as `meeting 810`. */
  resource: string;
  /** Absent for a resource that is new or gone. */
  property?: string;
  /** As JSON; absent for what was not there. */
  before?: string;
  after?: string;
}

/** Returns what is different in a later state of the mock. */
export function findChanges(before: SavedState, after: SavedState): Change[] {
  const [old, now] = [toMap(before), toMap(after)];
  const keys = new Set([...old.keys(), ...now.keys()]);
  return [...keys].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const resource = describe(key);
    if (!is) return [{ resource, before: resource }];
    if (!was) return [{ resource, after: JSON.stringify(is) }];
    return compare(resource, was, is);
  });
}

type Properties = Record<string, unknown>;

function compare(resource: string, was: Properties, is: Properties): Change[] {
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...names].flatMap((property) => {
    const [before, after] = [write(was[property]), write(is[property])];
    return before === after
      ? []
      : [{ resource, property, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
  });
}

function toMap({ store }: SavedState): Map<string, Properties> {
  return new Map(store.entries.map(({ key, properties }) => [key, properties]));
}

function write(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

/** A key has the ids of the application, the meeting and the extension. */
function describe(key: string): string {
  const [application = "", meeting, extension] = key.split("/").map(decodeURIComponent);
  if (extension !== undefined) return `extension ${extension} of meeting ${meeting}`;
  return meeting === undefined ? `application ${application}` : `meeting ${meeting}`;
}
