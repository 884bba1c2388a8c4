/** For `openapi-ts`: types, a client on `fetch`, and zod schemas. */
export default {
  input: "../../../spec/dist/openapi.json",
  output: "dist/hey-api",
  plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk", "zod"],
  logs: { file: false },
};
