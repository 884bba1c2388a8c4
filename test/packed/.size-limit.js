/** As a browser of today loads it: a module, with no syntax made older. */
const modifyEsbuildConfig = (config) => ({ ...config, format: "esm", target: "es2022" });
const budget = { gzip: true, modifyEsbuildConfig };
/** What is loaded on demand. */
const ignore = [
  "*/attempt-report.js",
  "*/call-operation.js",
  "*/error-response.js",
  "*/collection.js",
  "*/lossless-json.js",
  "*/openapi-fetch.js",
  "*/update.js",
];

export default [
  { ...budget, name: "JSON", path: "size/json.mjs", limit: "6.0 kB", ignore },
  { ...budget, name: "JSON and XML", path: "size/xml.mjs", limit: "12 kB", ignore },
  // Beside the client, whose errors it shares.
  { ...budget, name: "validate, with JSON", path: "size/validate.mjs", limit: "11.6 kB", ignore },
  { ...budget, name: "JSON, with the layer that is loaded on demand", path: "size/json.mjs", limit: "12.2 kB" },
];
