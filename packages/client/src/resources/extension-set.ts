import type { paths } from "@ucwa-meetings/spec/types";
import { isObject } from "../codec/codec.ts";
import { LinkError } from "../errors.ts";
import type { CallOptions } from "../transport/context.ts";
import type { RequestSpec } from "../transport/request.ts";
import { type ClientContext, sendForRepresentation } from "./context.ts";
import { meetingPath } from "./my-online-meeting.ts";
import { assertResource, type Link, type Representation, ServerRepresentation } from "./representation.ts";
import type { OnlineMeetingExtension } from "./schemas.ts";
import { resolveTarget, type Target } from "./target.ts";

type Extension = Representation<OnlineMeetingExtension>;

const setPath = `${meetingPath}/onlineMeetingExtensions` as const satisfies keyof paths;
const rel = "onlineMeetingExtension";

/**
 * Reads the extensions of a meeting: those that are embedded in the set, or else those that it links to.
 *
 * @throws LinkError if the meeting has no link to the set, UcwaError, and what `send` throws
 */
export async function listExtensions(
  context: ClientContext,
  get: (link: Link, options?: CallOptions) => Promise<Extension>,
  target: Target,
  options?: CallOptions,
): Promise<Extension[]> {
  const spec: RequestSpec = { method: "get", target: resolveSet(target), rel: "onlineMeetingExtensions" };
  const set = await sendForRepresentation(context, spec, context.createCall(options));
  const members: Extension[] = set.embedded(rel).map(toExtension);
  if (members.length > 0) return members;
  for (const link of set.links(rel)) members.push(await get(link, options));
  return members;
}

/**
 * Attaches an extension to a meeting.
 *
 * @throws LinkError if the meeting has no link to the set, UcwaError, and what `send` throws
 */
export async function createExtension(
  context: ClientContext,
  target: Target,
  body: object,
  options?: CallOptions,
): Promise<Extension> {
  const spec: RequestSpec = { method: "post", target: resolveSet(target), rel, body: { ...body } };
  return toExtension(await sendForRepresentation(context, spec, context.createCall(options)));
}

function toExtension(representation: ServerRepresentation): Extension {
  assertResource<OnlineMeetingExtension>(representation);
  return representation;
}

/** The set of extensions that a target stands for. */
function resolveSet(target: Target): RequestSpec["target"] {
  const resolved = resolveTarget(target, setPath, "myOnlineMeeting");
  if (!isObject(target) || !("data" in target)) return resolved;
  // A copy of a representation has lost its links.
  const link = target instanceof ServerRepresentation && target.link("onlineMeetingExtensions");
  if (link) return { href: link.href };
  throw new LinkError("onlineMeetingExtensions: expected a link, got none: the user may not do this now");
}
