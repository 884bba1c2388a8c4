/**
 * What the bundle has in the place of a file, by the end of the file's path. Prism's validators and its mock component reach all of
 * it, and the mock needs none of it: it forwards nothing, logs nothing, and finds its validators compiled.
 */
export const shims: Record<string, string> = {
  // Sends requests. Prism's logger borrows the other function to write bodies at a level that is off.
  "prism-http/dist/forwarder/index.js":
    'exports.default = undefined; exports.serializeBody = () => ({ _tag: "Right" });',
  // The document has no callbacks.
  "prism-http/dist/mocker/callback/callbacks.js": "exports.runCallback = undefined;",
  // Invents values, with libraries of 3 MB.
  "prism-http/dist/mocker/generator/JSONSchema.js": 'module.exports = require("mock:contract/generator.ts");',
  // Pino, and what runs Prism's parts one after the other. Prism also asks for children of its logger.
  "prism-core/dist/index.js": `
    const silent = () => {};
    const logger = { error: silent, warn: silent, info: silent, debug: silent, success: silent, child: () => logger };
    exports.createLogger = () => logger;`,
  // Takes `allOf` apart, with most of Lodash. The build has done that, and stops if a schema is not as Prism would have it.
  "json-schema-merge-allof/src/index.js": "module.exports = (schema) => schema;",
  // All of Lodash once more. Prism uses it to set one name of a finding.
  "lodash/fp.js": "exports.set = ([name], value, object) => ({ ...object, [name]: value });",
  // Colours for the log.
  "chalk/source/index.js": "exports.grey = (text) => text;",
  // The media types of file names' ends, 180 kB. Prism asks for those of media types.
  "mime-types/index.js": "exports.lookup = () => false;",
  // Reads forms with files. The document has none.
  "parse-multipart-data/dist/multipart.js": "",
};

/** What the bundle adds to the end of a file, by the end of the file's path. */
export const additions: Record<string, string> = {
  // The same function in the words of today's language. The original copies its arguments element by element, in code for ES5, and it is
  // called for each step of each validation: a fifth of a request's time went there. Nearly all functions have two parameters.
  "fp-ts/lib/function.js": `
    exports.dual = (arity, body) => {
      const isDataFirst = typeof arity === "number" ? (args) => args.length >= arity : arity;
      const dual = function (...args) {
        return isDataFirst(args) ? body.apply(this, args) : (self) => body(self, ...args);
      };
      if (arity !== 2) return dual;
      return function (first, second) {
        if (arguments.length === 2) return body.call(this, first, second);
        return arguments.length === 1 ? (self) => body(self, first) : dual.apply(this, arguments);
      };
    };`,
  // Nearly every message that the mock validates is JSON. The originals take the media type apart again for each question: a quarter of the garbage
  // of a request was from there.
  "prism-http/dist/validator/utils/wildcardMediaTypeMatch.js": `
    const matchAny = exports.wildcardMediaTypeMatch;
    exports.wildcardMediaTypeMatch = (first, second) =>
      (first === "application/json" && second === "application/json") || matchAny(first, second);`,
  "prism-http/dist/validator/validators/headers.js": `
    const parseAny = exports.parseMIMEHeader;
    exports.parseMIMEHeader = (value) => value === "application/json" ? [undefined, value] : parseAny(value);`,
  // Prism only asks whether a body is a form.
  "type-is/index.js": `
    const isAny = module.exports.is;
    module.exports.is = (value, forms) => value !== "application/json" && isAny(value, forms);`,
  // The validators that were compiled at build. The original compiles them while it runs.
  "prism-http/dist/validator/validators/utils.js": `
    const { createSchemaValidation } = require("mock:contract/validate-schema.ts");
    exports.validateAgainstSchema = createSchemaValidation(exports.convertAjvErrors);`,
};

/** Of the compiler of validators, as far as Prism calls it when it is loaded. */
export const compilerShim = "exports.default = function () { return { addFormat() {} }; };";
