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
  const read = async (target: Target, call: CallContext) =>
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

    async update(target, change, options) {
      const { update } = await loadWrites();
      const updated = await update(context, rel, read, target, change, options);
      assertResource<R>(updated);
      return updated;
    },

    async delete(target, options) {
      const { remove } = await loadWrites();
      return remove(context, { method: "delete", target: resolveTarget(target, path, rel), rel }, options);
    },
  };
}

/** On demand: it is a third of the resource layer, and many programs only read. It has to read errors. */
async function loadWrites() {
  const [{ update, remove }] = await Promise.all([import("./update.ts"), import("../transport/error-response.ts")]);
  return { update, remove };
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
    list: async (target, options) => (await load()).list(context, rel, target, options),
    create: async (target, member, options) => (await load()).create(context, rel, target, member, options),
  };
}
