/** What a codec has to know of a property that its XML does not say. Properties that are not listed are text. */
export type PropertyKind = "list" | "timestamp" | "number" | "boolean";

/** Whether a link relation or an embedded resource is one, or a list. */
export type Cardinality = "one" | "many";

export interface ResourceEntry {
  properties: Record<string, PropertyKind>;
  links: Record<string, Cardinality>;
  embedded: Record<string, Cardinality>;
}

export interface ResourceModel {
  namespace: string;
  /** By the value of `rel`. A request body has the form of its resource. */
  resources: Record<string, ResourceEntry>;
}
