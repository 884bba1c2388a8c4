import { type Cardinality, type ResourceEntry, resourceModel } from "@ucwa-meetings/spec/resource-model";

/** The namespace of all UCWA elements. */
export const { namespace } = resourceModel;

const unknownResource: ResourceEntry = { properties: {}, links: {}, embedded: {} };

/**
 * What the model knows of a resource: by the `rel` that the document or the value has, else by the caller's hint.
 * Of any other resource it knows nothing, which makes everything text.
 */
export function findResourceModel(rel: unknown, hint?: string): ResourceEntry {
  return getOwn(resourceModel.resources, rel) ?? getOwn(resourceModel.resources, hint) ?? unknownResource;
}

/** Reads an own key only, so that `constructor` or `__proto__` from a document find nothing. */
export function getOwn<T>(record: Record<string, T>, key: unknown): T | undefined {
  return typeof key === "string" && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** One or several, as the model says; where it says nothing, as many as there are. */
export function unwrapSingle<T>(group: [T, ...T[]], cardinality: Cardinality | undefined): T | [T, ...T[]] {
  return cardinality === "many" || group.length > 1 ? group : group[0];
}
