/**
 * Takes the place of Prism's generator of values in the bundle. The generator needs libraries of 3 MB, and only `Prefer: dynamic=true` needs
 * the generator. It is loaded when somebody asks for it, where the runtime has it.
 */
import type * as Generator from "#generator";

let loaded: typeof Generator | undefined;

/** Loads the generator. Returns whether this runtime has one; only Node's has. */
export async function loadGenerator(): Promise<boolean> {
  loaded ??= await import("#generator");
  return loaded.generate !== undefined;
}

/** Prism's function of this name. */
export function generate(...args: unknown[]): unknown {
  if (!loaded?.generate) throw new Error("generate: expected a generator that is loaded, got none.");
  return loaded.generate(...args);
}

/** Prism's function of this name: it makes an example where the document has none. The build makes sure that each part of a response has one. */
export function generateStatic(): never {
  throw new Error("generateStatic: expected a part of a response that has an example, got one without.");
}

/** Prism's class of this name. */
export class SchemaTooComplexGeneratorError extends Error {}
