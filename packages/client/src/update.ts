import { ArgumentError, PreconditionFailedError } from "./errors.ts";
import { isObject } from "./format.ts";
import { WireRepresentation } from "./representation.ts";
import { type Change, type Ground, represent, type UpdateOptions } from "./resource.ts";
import type { Message } from "./send.ts";
import { checkRel, type UntypedTarget } from "./target.ts";
import { mapTimestamps, writtenDate } from "./timestamps.ts";
import type { Call } from "./wire.ts";

/** Reads a resource. */
type Read = (target: UntypedTarget, call: Call) => Promise<WireRepresentation>;

/**
 * Changes a resource and nothing else about it, by `PUT`.
 *
 * It throws UcwaError, ArgumentError, and what `send` throws.
 */
export async function update(
  ground: Ground,
  rel: string,
  read: Read,
  target: UntypedTarget,
  change: Change,
  options: UpdateOptions = {},
): Promise<WireRepresentation> {
  const call = ground.begin(options);
  const isFixed = typeof change !== "function";
  let current = target instanceof WireRepresentation && target.etag ? target : await read(target, call);
  for (let left = options.retries ?? 3; ; left--) {
    checkRel(current, rel);
    const message = putOf(current, rel, isFixed ? change : await change(current));
    const { href } = current;
    const reread = () => read({ href }, call);
    try {
      return await represent(ground, message, call, reread);
    } catch (error) {
      if (!(error instanceof PreconditionFailedError) || isFixed || left <= 0) throw error;
    }
    current = await reread();
  }
}

/** `PUT` replaces, so the whole representation goes back, on condition that it still is the current one. */
function putOf(current: WireRepresentation, rel: string, changes: object): Message {
  const { href, etag, format } = current;
  if (!isObject(changes)) throw new ArgumentError(`expected the changes as an object, got ${changes}`);
  if (!etag) throw new ArgumentError(`expected an ETag of this ${rel}, got none: an update could undo another`);
  const body = current.changed(mapTimestamps(rel, { ...changes }, writtenDate));
  return { method: "put", to: { href }, rel, body, format, ifMatch: etag };
}
