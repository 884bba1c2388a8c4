import type { CallContext, CallOptions } from "../transport/context.ts";
import type { CollectionRel } from "./collection.ts";
import { type ClientContext, sendForRepresentation } from "./context.ts";
import { assertResource, type Representation, type Resource } from "./representation.ts";
import { resolveTarget, type Target } from "./target.ts";
import type { Change, UpdateOptions } from "./update-options.ts";

/** The methods of a kind of resource. */
export interface ResourceMethods<R extends Resource, Changes extends object> {
  get(target: Target, options?: CallOptions): Promise<Representation<R>>;
  update(target: Target, change: Change<R, Changes>, options?: UpdateOptions): Promise<Representation<R>>;
  delete(target: Target, options?: CallOptions): Promise<void>;
}

/** Makes the methods of a kind of resource from its `rel` and its path in the document. */
export function createResource<R extends Resource, Changes extends object>(
  context: ClientContext,
  rel: R["rel"],
  path: string,
): ResourceMethods<R, Changes> {
  const read = (target: Target, call: CallContext) =>
    sendForRepresentation(
      context,
      { method: "get", target: resolveTarget(target, path, rel), rel },
      { ...call, useCache: true },
    );

  return {
    async get(target, options) {
      const representation = await read(target, context.createCall(options));
      assertResource<R>(representation);
      return representation;
    },

    async update(...args) {
      const updated = await (await loadWrites()).update(context, rel, read, ...args);
      assertResource<R>(updated);
      return updated;
    },

    delete: async (...args) => (await loadWrites()).remove(context, rel, path, ...args),
  };
}

/** On demand: it is a third of the resource layer, and many programs only read. It has to read errors. */
async function loadWrites() {
  const [writes] = await Promise.all([import("./update.ts"), import("../transport/error-response.ts")]);
  return writes;
}

/** The methods of a collection. */
export interface CollectionMethods<R extends Resource, New extends object> {
  list(target: Target, options?: CallOptions): Promise<Representation<R>[]>;
  create(target: Target, member: New, options?: CallOptions): Promise<Representation<R>>;
}

/** Makes the methods of a collection from its `rel`. */
export function createCollection<R extends Resource, New extends object>(
  context: ClientContext,
  rel: CollectionRel,
): CollectionMethods<R, New> {
  // On demand: many programs only use one meeting.
  const load = () => import("./collection.ts");
  return {
    list: async (...args) => (await load()).list(context, rel, ...args),
    create: async (...args) => (await load()).create(context, rel, ...args),
  };
}
