import { operations } from "@ucwa-meetings/spec/operations";
import { matchRoute } from "../contract/route.ts";
import { MockError } from "../errors.ts";
import { parseHttpUrl } from "../http/url.ts";
import { isAdminRequest } from "../middleware/admin.ts";
import { findSandbox, isSandboxId } from "../sandboxes/sandbox-address.ts";

/** Which of a program's requests go to the mock. */
export interface UrlFilterOptions {
  /**
   * Requests to this URL, and to all below it, go to the mock, such as `https://fe1.contoso.com`.
   * @default requests to the paths of the document's resources, below `/ucwa`, below `/__mock`, and to those of sandboxes
   */
  baseUrl?: string | URL;
}

/** Tells of a URL whether requests to it go to the mock. */
export type UrlFilter = (url: URL) => boolean;

/** Creates a filter. Throws `MockError` for a base URL that is not one of HTTP. */
export function createUrlFilter({ baseUrl }: UrlFilterOptions, relativeTo?: string): UrlFilter {
  if (baseUrl === undefined) return ({ pathname }) => isPathOfMock(pathname);
  const base = parseHttpUrl(String(baseUrl), relativeTo);
  if (!base) throw new MockError(`baseUrl: expected a URL of http or https, got ${JSON.stringify(String(baseUrl))}.`);
  const folder = base.pathname.replace(/\/$/, "");
  return ({ origin, pathname }) => origin === base.origin && isBelow(folder, pathname);
}

function isPathOfMock(path: string): boolean {
  const sandbox = findSandbox(path);
  // Another API may have sandboxes, too.
  if (sandbox) return isSandboxId(sandbox.id) && isPathOfResource(sandbox.rest);
  return isAdminRequest({ target: path }) || isPathOfResource(path);
}

function isPathOfResource(path: string): boolean {
  if (matchRoute(path).template !== undefined) return true;
  return operations.prefixes.some((prefix) => isBelow(prefix, path));
}

function isBelow(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
