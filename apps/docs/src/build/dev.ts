/** Serves the built site until a signal stops it. `pnpm dev` restarts it after each build of the site. */
import { parseArgs } from "node:util";
import { DocsError, serveDocs } from "../index.ts";

const { values } = parseArgs({
  options: { port: { type: "string", default: "8080" }, host: { type: "string", default: "127.0.0.1" } },
});

try {
  const docs = await serveDocs({ port: Number(values.port), host: values.host });
  console.log(`The docs are at ${docs.url}`);
  const stop = () => docs.close().then(() => process.exit());
  process.once("SIGINT", stop).once("SIGTERM", stop);
} catch (error) {
  if (!(error instanceof DocsError)) throw error;
  console.error(`${error.message} Choose another port with --port.`);
  process.exitCode = 2;
}
