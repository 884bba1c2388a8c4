import type { OpenApiDocument } from "../../../../../tools/openapi/document.ts";
import type { Picture } from "./figure.ts";
import { drawPairs } from "./pairs.ts";

/** One meeting in both representations, with what belongs together. The values are those of the document's example. */
export function jsonAndXml({ components: { examples } }: OpenApiDocument): Picture {
  const json = JSON.stringify(examples.MyOnlineMeetingDeployedJson?.value);
  const xml = String(examples.MyOnlineMeetingDeployedXml?.value);
  const inJson = (pattern: RegExp) => find(json, pattern);
  const inXml = (pattern: RegExp) => find(xml, pattern);
  return drawPairs({
    title: "What belongs together in JSON and XML",
    description:
      "The same meeting in JSON and in XML. The relation rel and the self link are attributes of the root element. Another link is an element link. A list is a propertyList with an item for each entry. Any other property is an element property with its text. The time in expirationTime is written in another way in each.",
    first: {
      name: "JSON",
      lines: [
        { text: "{" },
        { text: `  "subject": "${inJson(/"subject":"([^"]*)"/)}",`, pair: "subject" },
        { text: `  "expirationTime": "${inJson(/"expirationTime":"([^"]*)"/)}",`, pair: "expirationTime" },
        { text: `  "attendees": ["${inJson(/"attendees":\["([^"]*)"\]/)}"],`, pair: "attendees" },
        { text: '  "_links": {' },
        { text: '    "onlineMeetingExtensions": {', pair: "link" },
        { text: `      "href": "${shorten(inJson(/"onlineMeetingExtensions":\{"href":"([^"]*)"/))}" },` },
        { text: `    "self": { "href": "${shorten(inJson(/"self":\{"href":"([^"]*)"/))}" }`, pair: "self" },
        { text: "  }," },
        { text: `  "rel": "${inJson(/"rel":"([^"]*)"/)}"`, pair: "rel" },
        { text: "}" },
      ],
    },
    second: {
      name: "XML",
      lines: [
        { text: `<resource rel="${inXml(/<resource rel="([^"]*)"/)}"`, pair: "rel" },
        { text: `          href="${shorten(inXml(/<resource rel="[^"]*" href="([^"]*)"/))}">`, pair: "self" },
        { text: '  <link rel="onlineMeetingExtensions"', pair: "link" },
        { text: `        href="${shorten(inXml(/<link rel="onlineMeetingExtensions" href="([^"]*)"/))}"/>` },
        { text: '  <propertyList name="attendees">', pair: "attendees" },
        { text: `    <item>${inXml(/<item>([^<]*)</)}</item>` },
        { text: "  </propertyList>" },
        { text: '  <property name="expirationTime">', pair: "expirationTime" },
        { text: `    ${inXml(/name="expirationTime">([^<]*)</)}</property>` },
        { text: '  <property name="subject">', pair: "subject" },
        { text: `    ${inXml(/name="subject">([^<]*)</)}</property>` },
        { text: "</resource>" },
      ],
    },
  });
}

function find(text: string, pattern: RegExp): string {
  const [, value] = pattern.exec(text) ?? [];
  if (value === undefined) throw new Error(`MyOnlineMeetingDeployed: expected ${pattern}, got none.`);
  return value;
}

/** Returns a path with its middle left out, since a line has no room for it. */
function shorten(path: string): string {
  return path.replace(/^(\/[^/]*)\/.*(\/[^/]*)$/, "$1/…$2");
}
