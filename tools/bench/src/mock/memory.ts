import { fire } from "./load.ts";
import { residentMegabytes } from "./resident.ts";
import { headers, meeting, type Server, start } from "./servers.ts";

/** Returns the resident memory of a server in megabytes, after each tenth of the requests. */
export async function memory(server: Server, requests: number): Promise<number[]> {
  const { url, pid, stop } = await start(server);
  const shots = [
    { method: "GET", path: meeting, headers },
    {
      method: "PUT",
      path: meeting,
      headers: { ...headers, "content-type": "application/json" },
      body: '{"subject":"Budget"}',
    },
  ];
  const samples: number[] = [];
  let sent = 0;
  while (samples.length < 10) {
    sent += (await fire(url, shots, 2)) * 2;
    if (sent >= ((samples.length + 1) * requests) / 10) samples.push(residentMegabytes(pid));
  }
  await stop();
  return samples;
}
