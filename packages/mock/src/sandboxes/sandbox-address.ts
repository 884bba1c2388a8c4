import { withoutOrigin } from "../contract/route.ts";

/** The part of a request target that names a sandbox. */
export interface SandboxAddress {
  /** What stands where the id does. It may be none, or that of a sandbox that never was. */
  id: string;
  /** The rest of the target, which is what the target would be without a sandbox. */
  rest: string;
}

const root = "/sandboxes/";
const idForm = /^[\w-]{22}$/;

/** Finds the sandbox that a request target names. Undefined for the default mock. A target is read as it was sent: no part of it is decoded. */
export function findSandbox(target: string): SandboxAddress | undefined {
  const path = withoutOrigin(target);
  if (!path.startsWith(root)) return undefined;
  const own = path.slice(root.length);
  const end = own.search(/[/?#]|$/);
  return { id: own.slice(0, end), rest: own.slice(end) };
}

/** The path of a sandbox, with which all its links begin. */
export function sandboxPath(id: string): string {
  return root + id;
}

/** Whether a text can be the id of a sandbox. No other id of a mock in a store has this form. */
export function isSandboxId(text: string): boolean {
  return idForm.test(text);
}
