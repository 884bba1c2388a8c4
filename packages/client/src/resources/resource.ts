import { rethrow } from "../errors.ts";
import type { CallOptions } from "../operations/operations.ts";
import type { Call } from "../transport/context.ts";
import { unexpected } from "../transport/read-response.ts";
import type { Message, Send } from "../transport/send.ts";
import { type UntypedRepresentation, WireRepresentation } from "./representation.ts";
import { addressedTo, type UntypedTarget } from "./target.ts";

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
  if (otherwise) return otherwise().catch((cause: unknown) => rethrow(cause, about));
  throw unexpected(call.wire, about, response, "a representation");
}

/** Reads, updates and deletes resources of one kind, by its `rel` and its path in the document. */
export function createResource(ground: Ground, rel: string, path: string): UntypedResource {
  const read = async (target: UntypedTarget, call: Call) =>
    represent(ground, { method: "get", to: addressedTo(target, path, rel), rel }, { ...call, cached: true });

  return {
    get: async (target, options) => read(target, ground.begin(options)),

    async update(...args) {
      // On demand: it is a third of the resource layer, and many a program only reads. It has to read errors.
      const [{ update }] = await Promise.all([import("./update.ts"), import("../transport/error-response.ts")]);
      return update(ground, rel, read, ...args);
    },

    async delete(target, options) {
      const message: Message = { method: "delete", to: addressedTo(target, path, rel), rel };
      const { error } = await ground.send(message, ground.begin(options));
      // What an attempt without an answer has deleted, the next one does not find. A subcode says that more than this is gone.
      if (error && !(error.mayHaveBeenApplied && error.status === 404 && !error.subcode)) throw error;
    },
  };
}
