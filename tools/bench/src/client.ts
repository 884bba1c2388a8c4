import { fork } from "node:child_process";
import { createClient } from "@ucwa-meetings/client";
import { xml } from "@ucwa-meetings/client/xml";
import type { paths } from "@ucwa-meetings/spec/types";
import axios from "axios";
import ky from "ky";
import createOpenapiFetch from "openapi-fetch";
import { generateClients, type HeyApi, heyApi, load, type Redocly, redocly } from "./generated-clients.ts";
import { measure } from "./measure.ts";
import { printTable } from "./table.ts";

const path = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
const ids = { applicationId: "833", onlineMeetingId: "810" };
const token = "cwt=bench";

/** Prints what a call costs compared with bare `fetch`. The server runs in another process. */
export async function benchClient(): Promise<void> {
  const server = fork(new URL("./server.ts", import.meta.url));
  const port = await new Promise((resolve) => server.once("message", resolve));
  const baseUrl = `http://127.0.0.1:${port}/ucwa/v1`;
  const url = `${baseUrl}/applications/833/onlineMeetings/myOnlineMeetings/810`;
  const headers = { Authorization: `Bearer ${token}`, Accept: "application/json" };

  const plain = createOpenapiFetch<paths>({ baseUrl, headers });
  // No cache: each call is to be a whole one.
  const ucwa = createClient({ baseUrl, token, cache: false });
  const ucwaXml = createClient({ baseUrl, token, cache: false, representation: xml() });
  const { heyApiClient, redoclyClient } = await generated(baseUrl);
  try {
    const layers = await measure([
      { name: "fetch + JSON.parse", run: async () => JSON.parse(await (await fetch(url, { headers })).text()) },
      { name: "openapi-fetch", run: () => plain.GET(path, { params: { path: ids } }) },
      { name: "ucwa.GET (openapi-fetch layer)", run: () => ucwa.GET(path, { params: { path: ids } }) },
      { name: "ucwa.myOnlineMeeting.get", run: () => ucwa.myOnlineMeeting.get(ids) },
      { name: "ucwa.myOnlineMeeting.get, XML", run: () => ucwaXml.myOnlineMeeting.get(ids) },
      { name: "hey-api's generated client", run: () => heyApiClient.getMyOnlineMeeting({ path: ids }) },
      { name: "Redocly's generated client", run: () => redoclyClient.getMyOnlineMeeting({ path: ids }) },
      { name: "ky", run: () => ky.get(url, { headers }).json() },
      { name: "axios", run: () => axios.get(url, { headers }) },
    ]);
    const openapiFetch = layers.find(({ name }) => name === "openapi-fetch")?.ratio ?? Number.NaN;
    printTable(
      "One GET of the published meeting",
      ["", "to fetch + JSON.parse", "to openapi-fetch", "µs"],
      layers.map(({ name, ratio, median }) => [
        name,
        ratio.toFixed(2),
        (ratio / openapiFetch).toFixed(2),
        median.toFixed(0),
      ]),
    );
  } finally {
    server.disconnect();
  }
}

/** Returns the generated clients with the same settings as the others. */
async function generated(baseUrl: string): Promise<{ heyApiClient: HeyApi; redoclyClient: Redocly }> {
  await generateClients();
  const headers = { Accept: "application/json" };
  const heyApiClient = await load<HeyApi>(heyApi, "hey-api");
  // Without throwOnError a failure would pass for a fast call.
  heyApiClient.client.setConfig({ baseUrl, headers, auth: token, throwOnError: true });
  const redoclyClient = await load<Redocly>(redocly, "redocly");
  redoclyClient.client.configure({ serverUrl: baseUrl, headers, auth: { bearer: token } });
  return { heyApiClient, redoclyClient };
}
