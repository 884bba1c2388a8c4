import { ArgumentError, PreconditionFailedError } from "./errors.ts";
import { isObject } from "./format.ts";
import type { CallOptions } from "./operations.ts";
import { unexpected } from "./read-answer.ts";
import { type UntypedRepresentation, WireRepresentation } from "./representation.ts";
import type { Message, Send } from "./send.ts";
import { addressedTo, type UntypedTarget } from "./target.ts";
import { mapTimestamps, writtenDate } from "./timestamps.ts";
import type { Call } from "./wire.ts";

/** What `update` takes besides. */
export interface UpdateOptions extends CallOptions {
  /** How often the changes are made anew, if they are a function and somebody else was faster. 3 unless told otherwise. */
  retries?: number | undefined;
}

/** The changes, or what makes them from the representation at hand. */
export type Change = object | ((current: UntypedRepresentation) => object | Promise<object>);

/** The methods of a single resource, whose types are its layer's to say. */
export interface UntypedResource {
  get(target: UntypedTarget, options?: CallOptions): Promise<UntypedRepresentation>;
  update(target: UntypedTarget, change: Change, options?: UpdateOptions): Promise<UntypedRepresentation>;
  delete(target: UntypedTarget, options?: CallOptions): Promise<void>;
}

/** What the resource layer stands on. */
export interface Ground {
  readonly send: Send;
  /** What a call has for all its requests. */
  begin(options?: CallOptions): Call;
}

/**
 * Sends a message that has to be answered with a representation, or else with nothing, if there is another way to get one.
 *
 * It throws UcwaError and what `send` throws.
 */
export async function represent(
  { send }: Ground,
  message: Message,
  call: Call,
  otherwise?: () => Promise<WireRepresentation>,
): Promise<WireRepresentation> {
  const { response, about, source, error } = await send(message, call);
  if (error) throw error;
  if (source) return new WireRepresentation(source, message.rel, about.url, response.headers.get("etag"));
  if (otherwise) return otherwise();
  throw unexpected(call.wire, about, response, "a representation");
}

/** Reads, updates and deletes resources of one kind, by its `rel` and its path in the document. */
export function createResource(ground: Ground, rel: string, path: string): UntypedResource {
  const read = async (target: UntypedTarget, call: Call) =>
    represent(ground, { method: "get", to: addressedTo(target, path), rel }, { ...call, cached: true });

  /** `PUT` replaces, so the whole representation goes back, on condition that it still is the current one. */
  const replace = (current: WireRepresentation, changes: object, call: Call) => {
    const { href, etag, format } = current;
    if (!isObject(changes)) throw new ArgumentError(`expected the changes as an object, got ${changes}`);
    if (!etag) throw new ArgumentError(`expected an ETag of this ${rel}, got none: an update could undo another`);
    const body = current.changed(mapTimestamps(rel, { ...changes }, writtenDate));
    const message: Message = { method: "put", to: { href }, rel, body, format, ifMatch: etag };
    return represent(ground, message, call, () => read(current, call));
  };

  return {
    get: (target, options) => read(target, ground.begin(options)),

    async update(target, change, options = {}) {
      const call = ground.begin(options);
      let current = target instanceof WireRepresentation && target.etag ? target : await read(target, call);
      for (let left = typeof change === "function" ? (options.retries ?? 3) : 0; ; left--) {
        const changes = typeof change === "function" ? await change(current) : change;
        try {
          return await replace(current, changes, call);
        } catch (error) {
          if (!(error instanceof PreconditionFailedError) || left <= 0) throw error;
        }
        current = await read(current, call);
      }
    },

    async delete(target, options) {
      const message: Message = { method: "delete", to: addressedTo(target, path), rel };
      const { error } = await ground.send(message, ground.begin(options));
      if (error) throw error;
    },
  };
}
