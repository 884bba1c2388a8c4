import { createMock } from "../../../../packages/mock/dist/fetch.js";
import { startMock } from "../../../../packages/mock/dist/index.js";
import { type Measurement, measure } from "../measure.ts";
import { headers, meeting } from "./servers.ts";

/** Measures one GET after the other, over loopback and in process, in this order. Client and mock are in this process. */
export async function inProcess(): Promise<Measurement[]> {
  await using server = await startMock();
  await using mock = await createMock();
  const url = server.url + meeting;
  const read = async (response: Response) => {
    if (!response.ok) throw new Error(await response.text());
    return response.arrayBuffer();
  };
  return await measure([
    { name: "over loopback", run: () => fetch(url, { headers }).then(read) },
    { name: "in process", run: () => mock.fetch(url, { headers }).then(read) },
  ]);
}
