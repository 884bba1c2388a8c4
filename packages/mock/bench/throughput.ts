import { fire, type Shot } from "./load.ts";
import { headers, median, meeting, servers, start } from "./servers.ts";

const rounds = 5;
const seconds = 2;

const json = { ...headers, accept: "application/json", "content-type": "application/json" };
const xml = { ...headers, accept: "application/xml", "content-type": "application/xml" };
const update = { subject: "Budget", accessLevel: "Locked", attendees: ["sip:johndoe@contoso.com"], leaders: [] };
const updateXml = `<input xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"><property name="subject">Budget</property><property name="accessLevel">Locked</property><propertyList name="attendees"><item>sip:johndoe@contoso.com</item></propertyList><propertyList name="leaders"/></input>`;
const get = (path: string, accepted: Record<string, string>): Shot => ({ method: "GET", path, headers: accepted });
const ids = [
  "/applications/833/onlineMeetings/myOnlineMeetings/810",
  "/applications/192/onlineMeetings/myOnlineMeetings/943",
];

/** The loads. The first is what both servers can do; the others are for ours. */
const loads: Record<string, Shot[]> = {
  "JSON GET": ids.flatMap((path) => [get(path, json), get(`${path}/onlineMeetingExtensions`, json)]),
  "mixed JSON": [
    ...ids.map((path) => get(path, json)),
    { method: "PUT", path: meeting, headers: json, body: JSON.stringify(update) },
    get(`${meeting}/onlineMeetingExtensions`, json),
  ],
  "mixed XML": [
    ...ids.map((path) => get(path, xml)),
    { method: "PUT", path: meeting, headers: xml, body: updateXml },
    get(`${meeting}/onlineMeetingExtensions`, xml),
  ],
};

/** Requests per second, by server and load; the median of rounds in which the servers and the loads take turns. */
export async function throughput(): Promise<Record<string, number>> {
  const running = await Promise.all(
    Object.entries(servers).map(async ([name, args]) => ({ name, ...(await start(args)) })),
  );
  const rates = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const [load, shots] of Object.entries(loads)) {
      for (const { name, url } of running) {
        if (name === "prism mock" && load !== "JSON GET") continue;
        const rate = await fire(url, shots, round === 0 ? 1 : seconds);
        if (round > 0) rates.set(`${name}, ${load}`, [...(rates.get(`${name}, ${load}`) ?? []), rate]);
      }
    }
  }
  await Promise.all(running.map(({ stop }) => stop()));
  return Object.fromEntries([...rates].map(([name, all]) => [name, median(all)]));
}
