import { operations } from "@ucwa-meetings/spec/operations";
import { fill } from "../route/route.ts";
import type { Entry } from "../store/store.ts";
import type { Call } from "./call.ts";
import { lastSegment } from "./keys.ts";

/** The address of a resource under the prefix that the request used, in the dialect's spelling. */
export function hrefOf(resource: string, { ids, prefix, world }: Call, extension?: Entry): string {
  const entry = operations.operations.find((one) => one.resource === resource);
  const template = world.switches.extensionsPath === "extensions" ? entry?.deployedPath : entry?.path;
  const all = extension ? { ...ids, onlineMeetingExtensionId: lastSegment(extension.key) } : ids;
  return answeredPrefix(prefix, world.switches.defaultPrefix) + fill(template ?? "", all);
}

function answeredPrefix(prefix: string, defaultPrefix: string): string {
  if (prefix !== "" || defaultPrefix === "none") return prefix;
  return operations.prefixes.find((one) => one.includes("oauth")) ?? "";
}
