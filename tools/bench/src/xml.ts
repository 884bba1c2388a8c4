import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { decode, encode } from "@ucwa-meetings/xml";
import { XMLBuilder, XMLParser } from "fast-xml-parser";
import { measure } from "./measure.ts";
import { printTable } from "./table.ts";

const text = exchanges.find(({ name }) => name === "get-my-online-meeting.xml")?.response.body ?? "";

/** Prints the time to decode and encode the published meeting, compared with fast-xml-parser and the same mapping written by hand. */
export async function benchXml(): Promise<void> {
  const same = JSON.stringify(sorted(decode(text))) === JSON.stringify(sorted(decodeWithPeer(text)));
  if (!same) throw new Error("expected the same representation from both codecs, got two");
  const rows = await measure(
    [
      { name: "fast-xml-parser, parser + builder", run: () => encodeWithPeer(decodeWithPeer(text)) },
      { name: "@ucwa-meetings/xml, decode + encode", run: () => encode(decode(text)) },
    ],
    { rounds: 15, runs: 2000 },
  );
  printTable(
    "XML: decode and encode the published meeting",
    ["", "to fast-xml-parser", "µs"],
    rows.map(({ name, ratio, median }) => [name, ratio.toFixed(2), median.toFixed(1)]),
  );
}

type Json = Record<string, unknown>;
interface Element {
  "@rel"?: string;
  "@href"?: string;
  "@name"?: string;
  "#text"?: string;
  link?: Element[];
  property?: Element[];
  propertyList?: (Element & { item?: string[] })[];
  resource?: Element[];
}

const lists = new Set(["link", "property", "propertyList", "item", "resource"]);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => lists.has(name),
});
const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  suppressEmptyNode: true,
  format: true,
});

function decodeWithPeer(source: string): Json {
  return fromElement(parser.parse(source).resource?.[0]);
}

function fromElement(element: Element): Json {
  const value: Json = { rel: element["@rel"], _links: { self: { href: element["@href"] } } };
  const links = value._links;
  for (const { "@rel": rel = "", "@href": href } of element.link ?? [])
    Object.assign(Object(links), { [rel]: { href } });
  for (const { "@name": name = "", "#text": content = "" } of element.property ?? []) {
    value[name] = name === "expirationTime" ? `/Date(${Date.parse(content.replace(/(\.\d{3})\d+/, "$1"))})/` : content;
  }
  for (const { "@name": name = "", item } of element.propertyList ?? []) value[name] = item ?? [];
  const embedded: Record<string, Json[]> = {};
  for (const child of element.resource ?? []) {
    const rel = child["@rel"] ?? "";
    embedded[rel] = [...(embedded[rel] ?? []), fromElement(child)];
  }
  if (Object.keys(embedded).length > 0) value._embedded = embedded;
  return value;
}

function encodeWithPeer(value: Json): string {
  const root = { ...toElement(value), "@xmlns": "http://schemas.microsoft.com/rtc/2012/03/ucwa" };
  return builder.build({ "?xml": { "@version": "1.0", "@encoding": "utf-8" }, resource: root });
}

function toElement({ rel, _links, _embedded, ...data }: Json): Json {
  const { self, ...links }: Record<string, { href: string }> = Object(_links);
  const element: Json = { "@rel": rel, "@href": self?.href };
  element.link = Object.entries(links).map(([name, { href }]) => ({ "@rel": name, "@href": href }));
  const entries = Object.entries(data);
  element.property = entries
    .filter(([, content]) => !Array.isArray(content))
    .map(([name, content]) => ({
      "@name": name,
      "#text": name === "expirationTime" ? formatIsoDate(String(content)) : content,
    }));
  element.propertyList = entries
    .filter(([, content]) => Array.isArray(content))
    .map(([name, item]) => ({ "@name": name, item }));
  element.resource = Object.values(Object(_embedded)).flatMap((list) =>
    Array.isArray(list) ? list.map(toElement) : [],
  );
  return element;
}

function formatIsoDate(date: string): string {
  return new Date(Number(/-?\d+/.exec(date)?.[0])).toISOString().replace("Z", "0000Z");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, content]) => [key, sorted(content)]),
  );
}
