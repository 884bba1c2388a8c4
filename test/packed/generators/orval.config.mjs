const input = "../../../spec/dist/openapi.json";

/** For `orval`: a client on `fetch`, and zod schemas. */
export default {
  fetch: {
    input,
    output: { target: "dist/orval/client.ts", client: "fetch", baseUrl: { runtime: "globalThis.ucwaBaseUrl" } },
  },
  zod: { input, output: { target: "dist/orval/zod.ts", client: "zod" } },
};
