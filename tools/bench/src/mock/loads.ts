import { connections, type Shot } from "./load.ts";
import { headers, meeting } from "./servers.ts";

const json = { ...headers, accept: "application/json", "content-type": "application/json" };
const xml = { ...headers, accept: "application/xml", "content-type": "application/xml" };

/** Each connection has its own meeting. */
const own = "/applications/833/onlineMeetings/myOnlineMeetings/{connection}";
const extensions = `${own}/onlineMeetingExtensions`;

const updateJson = JSON.stringify({
  subject: "Budget of {turn}",
  accessLevel: "Locked",
  attendees: ["sip:johndoe@contoso.com"],
  leaders: [],
});
const updateXml = `<input xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"><property name="subject">Budget of {turn}</property><property name="accessLevel">Locked</property><propertyList name="attendees"><item>sip:johndoe@contoso.com</item></propertyList><propertyList name="leaders"/></input>`;
const extensionJson = JSON.stringify({ id: "{connection}", type: "RoamedOrganizerData", agenda: "Budget of {turn}" });
const extensionXml = `<input xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"><property name="id">{connection}</property><property name="type">RoamedOrganizerData</property><property name="agenda">Budget of {turn}</property></input>`;

/** Returns a load that reads and changes a meeting, and adds and deletes an extension. No two writes are the same. */
const journey = (kind: Record<string, string>, update: string, extension: string): Shot[] => [
  { method: "GET", path: own, headers: kind },
  { method: "GET", path: extensions, headers: kind },
  { method: "PUT", path: own, headers: kind, body: update },
  { method: "GET", path: own, headers: kind },
  { method: "POST", path: extensions, headers: kind, body: extension },
  { method: "GET", path: extensions, headers: kind },
  { method: "DELETE", path: `${extensions}/{connection}`, headers: kind },
];

const readings = [meeting, "/applications/192/onlineMeetings/myOnlineMeetings/943"];
const inJson = journey(json, updateJson, extensionJson);
const inXml = journey(xml, updateXml, extensionXml);

/** The loads. Both servers can handle the first; the others need this project's mock. */
export const loads = {
  "GET in JSON": readings.flatMap((path) => [
    { method: "GET", path, headers: json },
    { method: "GET", path: `${path}/onlineMeetingExtensions`, headers: json },
  ]),
  "mixed, JSON and XML": [...inJson, ...inXml],
  "mixed, JSON": inJson,
  "mixed, XML": inXml,
} satisfies Record<string, Shot[]>;

/** Adds a meeting for each connection to this project's mock. */
export async function seed(url: string): Promise<void> {
  const published: unknown = await fetch(url + meeting, { headers: json }).then((response) => response.json());
  if (typeof published !== "object") throw new Error("expected the published meeting, got no object");
  const meetings = connections.map((connection) => ({
    ...published,
    _embedded: {},
    _links: { self: { href: own.replace("{connection}", connection) } },
  }));
  const response = await fetch(`${url}/__mock/seed`, { method: "POST", body: JSON.stringify(meetings) });
  if (!response.ok) throw new Error(await response.text());
}
