import { pluginClient } from "@kubb/plugin-client";
import { pluginOas } from "@kubb/plugin-oas";
import { pluginTs } from "@kubb/plugin-ts";
import { pluginZod } from "@kubb/plugin-zod";

/** For `kubb`: types, a client on `fetch`, and zod schemas. */
export default {
  root: ".",
  input: { path: "../../../spec/dist/openapi.json" },
  output: { path: "dist/kubb", clean: true },
  plugins: [pluginOas(), pluginTs(), pluginZod(), pluginClient({ client: "fetch" })],
};
