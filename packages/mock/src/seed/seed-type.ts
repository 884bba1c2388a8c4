/** A resource in the JSON representation, with a self link that says where it is to be. */
export type Seed = Record<string, unknown>;
