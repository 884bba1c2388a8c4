/** A body that is meant to hold a server up, and where it goes. */
export interface WorstBody {
  name: string;
  type: "application/json" | "application/xml";
  body: string;
  /** For the set of extensions; the others are for the meeting. */
  isExtension?: boolean;
}

const limit = 1_048_576;

/** As many parts, with nothing or a comma between them, as the limit of a body has room for. */
function full(start: string, part: (index: number) => string, end: string, between = ""): string {
  const parts: string[] = [];
  for (let length = start.length + end.length; ; ) {
    const next = part(parts.length);
    length += next.length + between.length;
    if (length > limit) return start + parts.join(between) + end;
    parts.push(next);
  }
}

const json = (name: string, body: string, isExtension = false): WorstBody => ({
  name,
  type: "application/json",
  body,
  isExtension,
});
const list = (start: string, part: (index: number) => string, end: string) => full(start, part, end, ",");
const times = (count: number, part: (index: number) => string, between = "") =>
  Array.from({ length: count }, (_, index) => part(index)).join(between);
const long = (text: string) => text.repeat(Math.floor((limit - 100) / text.length));
const guid = (index: number) => `${String(index).padStart(8, "0")}-0000-0000-0000-000000000000`;

const inJson: WorstBody[] = [
  json(
    "wrong items",
    list('{"leaders":[', () => "1", "]}"),
  ),
  json("as many wrong items as are looked at", `{"leaders":[${times(4997, () => "1", ",")}]}`),
  json(
    "a wrong item at the end",
    list('{"leaders":[', () => '"sip:a"', ",1]}"),
  ),
  json(
    "right items",
    list('{"leaders":[', () => '"sip:a"', "]}"),
  ),
  json("as many right items as are taken", `{"leaders":[${times(4997, () => '"sip:a"', ",")}]}`),
  json(
    "items that are no addresses",
    list('{"leaders":[', () => '""', "]}"),
  ),
  json("an address that is none", `{"leaders":["sip:${long("a%")}"]}`),
  json("an address that is none at its end", `{"leaders":["sip://${"a".repeat(1_040_000)}\\u0001"]}`),
  json(
    "unknown keys",
    list("{", (index) => `"k${index}":1`, "}"),
  ),
  json(
    "GUIDs for keys",
    list("{", (index) => `"${guid(index)}":1`, "}"),
  ),
  json(
    "keys of its own with objects",
    list("{", (index) => `"k${index}":{}`, "}"),
    true,
  ),
  json("as many such keys as are looked at", `{${times(4997, (index) => `"k${index}":{}`, ",")}}`, true),
  json(
    "keys of its own with lists",
    list("{", (index) => `"k${index}":[{}]`, "}"),
    true,
  ),
  json(
    "numbers for keys",
    list("{", (index) => `"${index * 7919}":1`, "}"),
    true,
  ),
  json("as many numbers for keys as are taken", `{${times(4997, (index) => `"${index * 7919}":1`, ",")}}`, true),
  json(
    "one key again and again",
    list("{", () => '"accessLevel":1', "}"),
  ),
  json("lists in lists", `{"leaders":${"[".repeat(500_000)}${"]".repeat(500_000)}}`),
  json("objects in objects", `${'{"a":'.repeat(150_000)}1${"}".repeat(150_000)}`),
  json("brackets that nobody closes", "[".repeat(limit)),
  json("a long text", `{"subject":"${long("x")}"}`),
  json("a long text of escapes", `{"subject":"${long("\\u0001")}"}`),
  json("a long text of backslashes", `{"subject":"${long("\\\\")}"}`),
  json("a long text that has to be escaped in XML", `{"subject":"${long("<")}"}`),
  json("a long value", `{"accessLevel":"${long("x")}"}`),
  json("a long time", `{"expirationTime":"2026-01-01T${long("x")}Z"}`),
  json("a time of many digits", `{"expirationTime":"/Date(${long("9")})/"}`),
  json("a long key", `{"${long("k")}":{}}`, true),
  json("a long number", `{"k":${long("9")}}`, true),
  json("a long id", `{"id":"${long("x")}"}`, true),
];

const namespace = ' xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"';
const xml = (name: string, body: string, isExtension = false): WorstBody => ({
  name: `${name}, XML`,
  type: "application/xml",
  body,
  isExtension,
});
const input = (part: (index: number) => string) => full(`<input${namespace}>`, part, "</input>");
const property = (text: string) => `<input${namespace}><property name="subject">${text}</property></input>`;
const leaders = (items: string) => `<input${namespace}><propertyList name="leaders">${items}</propertyList></input>`;

const inXml: WorstBody[] = [
  xml("wrong items", leaders(long("<item/>"))),
  xml("as many wrong items as are looked at", leaders("<item/>".repeat(4998))),
  xml(
    "unknown keys",
    input((index) => `<property name="k${index}"/>`),
  ),
  xml(
    "keys of its own",
    input((index) => `<property name="k${index}"/>`),
    true,
  ),
  xml(
    "lists",
    input((index) => `<propertyList name="k${index}"><item/></propertyList>`),
    true,
  ),
  xml(
    "links",
    input((index) => `<link rel="a${index}" href=""/>`),
  ),
  xml(
    "resources",
    input((index) => `<resource rel="a${index}"/>`),
  ),
  xml("elements in elements", long("<resource>")),
  xml(
    "attributes",
    full("<input", (index) => ` a${index}=""`, "/>"),
  ),
  xml("spaces in a tag", `<input${long(" ")}`),
  xml("a long name", `<${long("a")}`),
  xml("references", property(long("&lt;"))),
  xml(
    "comments",
    full("", () => "<!---->", "<input/>"),
  ),
  xml("sections", property(long("<![CDATA[]]>"))),
  xml("line breaks", `${long("\r")}<input`),
  xml(
    "an error",
    full("<reason><debugInfo>", () => "<a>b</a>", "</debugInfo></reason>"),
  ),
  xml("a long text", property(long("x"))),
];

/** What holds a reader or a validator up, in both representations, each as large as a body may be. */
export const worstBodies: WorstBody[] = [...inJson, ...inXml];
