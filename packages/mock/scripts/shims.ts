/**
 * What the bundle has in the place of a file, by the end of the file's path. Prism's validators and its mock component reach all of
 * it, and the mock needs none of it: it computes the operations when the package is built, and forwards nothing.
 */
export const shims: Record<string, string> = {
  // Sends requests. Prism's logger borrows the other function to write bodies at a level that is off.
  "prism-http/dist/forwarder/index.js":
    'exports.default = undefined; exports.serializeBody = () => ({ _tag: "Right" });',
  // The document has no callbacks.
  "prism-http/dist/mocker/callback/callbacks.js": "exports.runCallback = undefined;",
  // Invents values, with a library of 3 MB; wanted for Prefer: dynamic=true alone.
  "prism-http/dist/mocker/generator/JSONSchema.js": `
    let loaded;
    const load = () => (loaded ??= require("./generator.cjs"));
    exports.generate = (...args) => load().generate(...args);
    exports.generateStatic = (...args) => load().generateStatic(...args);
    exports.resetGenerator = () => load().resetGenerator();
    Object.defineProperty(exports, "SchemaTooComplexGeneratorError", { get: () => load().SchemaTooComplexGeneratorError });`,
  // The same module without what computes the operations.
  "mock/src/contract/operations.ts": `
    import { readFileSync } from "node:fs";
    let computed;
    export function httpOperations() {
      computed ??= Promise.resolve(JSON.parse(readFileSync(new URL("./operations.json", import.meta.url), "utf8")));
      return computed;
    }`,
};

/** What the bundle adds to the end of a file, by the end of the file's path. */
export const additions: Record<string, string> = {
  // The same function in the words of today's language. The original copies its arguments element by element, in code for ES5, and it is
  // called for each step of each validation: a fifth of a request's time went there.
  "fp-ts/lib/function.js": `
    exports.dual = (arity, body) => {
      const isDataFirst = typeof arity === "number" ? (args) => args.length >= arity : arity;
      return function (...args) {
        return isDataFirst(args) ? body.apply(this, args) : (self) => body(self, ...args);
      };
    };`,
};
