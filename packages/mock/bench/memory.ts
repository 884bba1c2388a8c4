import { readFileSync } from "node:fs";
import { fire } from "./load.ts";
import { headers, meeting, servers, start } from "./servers.ts";

/** Resident memory of the mock in megabytes, after each tenth of so many requests. Reads /proc, so it runs on Linux only. */
export async function memory(requests: number): Promise<number[]> {
  const args = servers["ucwa-mock"];
  if (!args) throw new Error("There is no ucwa-mock among the servers.");
  const { url, child, stop } = await start(args);
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
    if (sent >= ((samples.length + 1) * requests) / 10) samples.push(residentMegabytes(child.pid ?? 0));
  }
  await stop();
  return samples;
}

function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}
