/** Serves the built mock and the built docs until a signal stops it. */
import { serveDocs } from "../../apps/docs/src/index.ts";
import { startMock } from "../../packages/mock/dist/index.js";
import { logger } from "./log.ts";
import { fail, type Options, readOptions } from "./options.ts";
import { endWithOuterProcesses } from "./outer-processes.ts";

/** A server that listens. */
interface Server {
  url: string;
  close(): Promise<void>;
}

/** Starts both servers, prints their URLs, and prints a line for each request. SIGINT and SIGTERM close both. */
export async function serve({ host, mockPort, docsPort, examples }: Options): Promise<void> {
  const servers: Server[] = [];
  const close = () => Promise.all(servers.map((server) => server.close()));
  const listen = async (flag: string, start: () => Promise<Server>) => {
    const server = await start().catch(async (error) => {
      await close();
      return fail(`${error instanceof Error ? error.message : error} Choose another port with ${flag}.`);
    });
    servers.push(server);
    return server.url.replace(/\/$/, "");
  };
  const stop = () => close().then(() => process.exit());
  process.once("SIGINT", stop).once("SIGTERM", stop);

  const mock = await listen("--mock-port", () =>
    startMock({ host, port: mockPort, state: !examples, log: logger("mock") }),
  );
  const docs = await listen("--docs-port", () => serveDocs({ host, port: docsPort, log: logger("docs") }));
  console.log(`
Mock  ${mock}
Docs  ${docs}

Try   curl -H "Authorization: Bearer cwt=anything" ${mock}/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810

Ctrl-C stops both.`);
}

if (import.meta.main) {
  endWithOuterProcesses();
  await serve(readOptions());
}
