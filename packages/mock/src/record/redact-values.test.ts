import { expect, test } from "vitest";
import { httpOperations } from "../contract/operations.ts";
import { collectDocumentWords } from "./document-words.ts";
import { toRedactions } from "./read-redactions.ts";
import { redactJson } from "./redact-json.ts";
import { createValueRedaction } from "./redact-values.ts";
import { redactXml } from "./redact-xml.ts";
import type { Redaction } from "./redaction-type.ts";
import { createRedactions } from "./redactions.ts";
import { createStandIns } from "./stand-ins.ts";

const words = collectDocumentWords(await httpOperations());

function redaction(rows: Redaction[] = [], secret = "one") {
  const standIns = createStandIns(new TextEncoder().encode(secret));
  return createValueRedaction([...rows, ...createRedactions(words)], words, standIns);
}

const path = "/ucwa/oauth/v1/applications/103985322388/onlineMeetings/myOnlineMeetings/PYC58WSY/extensions";

test("a SIP address stays one, an id has letters and digits where it had them, and a host is in .example", () => {
  const { property } = redaction();
  expect(property("organizerUri", "sip:Anna.Smith@contoso.com")).toMatch(
    /^sip:[A-Z][a-z]{3}\.[A-Z][a-z]{4}@host-[0-9a-f]{10}\.example$/,
  );
  expect(property("onlineMeetingId", "PYC58WSY")).toMatch(/^[A-Z]{3}\d\d[A-Z]{3}$/);
  expect(property("conferenceId", "12983487")).toMatch(/^[1-9]\d{7}$/);
  expect(property("correlation", "6F1C2C0E-7a52-4d0c-9d3b-1b1f2f5f0a11")).toMatch(
    /^[0-9A-F]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  );
  expect(property("joinUrl", "https://meet.contoso.com:444/asmith/PYC58WSY?sl=1")).toMatch(
    /^https:\/\/host-[0-9a-f]{10}\.example:444\/[a-z]{6}\/[A-Z]{3}\d\d[A-Z]{3}\?sl=1$/,
  );
  expect(property("subject", "Who is let go, and when")).toMatch(/^text-[0-9a-f]{10}$/);
});

test("the same value has the same stand-in in each address, and so has a host in any case", () => {
  const { property, target, header } = redaction();
  const id = property("onlineMeetingId", "PYC58WSY");
  const organizer = property("organizerUri", "sip:asmith@contoso.com").slice(4);
  expect(target(path)).toMatch(
    new RegExp(`^/ucwa/oauth/v1/applications/[1-9]\\d{11}/onlineMeetings/myOnlineMeetings/${id}/extensions$`),
  );
  expect(property("href", `https://FE1.contoso.com${path}`)).toBe(
    header("host", "fe1.CONTOSO.com").replace(/^/, "https://") + target(path),
  );
  expect(property("onlineMeetingUri", "sip:asmith@contoso.com;gruu;opaque=app:conf:focus:id:PYC58WSY")).toBe(
    `sip:${organizer};gruu;opaque=app:conf:focus:id:${id}`,
  );
  expect(property("other", "sip%3Aasmith%40contoso.com")).not.toContain("asmith");
  expect(target("/x/sip%3Aasmith%40contoso.com")).toContain(encodeURIComponent(`sip:${organizer}`));
  expect(target("/x/my%20extension")).toContain(`/${property("id", "my extension")}`);
  expect(property("a", "PYC58WSY").toLowerCase()).toBe(property("a", "pyc58wsy"));
});

test("two secrets give other stand-ins, and 400 ids of three digits have 400", () => {
  expect(redaction([], "one").property("id", "PYC58WSY")).not.toBe(redaction([], "two").property("id", "PYC58WSY"));
  const { property } = redaction();
  const ids = Array.from({ length: 400 }, (_, index) => String(index + 100));
  expect(new Set(ids.map((id) => property("id", id))).size).toBe(400);
  expect(ids.filter((id) => property("id", id) === id)).toEqual([]);
});

test.each([
  ["accessLevel", "Everyone"],
  ["accessLevel", "Colleagues"],
  ["rel", "myOnlineMeeting"],
  ["56de7bbf-1081-43e6-bbf2-1cabf3224c83", "please pass this in a PUT request"],
  ["expirationTime", "/Date(1360199838000)/"],
  ["expirationTime", "2016-09-26T16:20:29.6249403-07:00"],
  ["etag", "346579618"],
  ["message", "There are too many groups."],
])("what the document says is kept: %s %s", (name, value) => {
  expect(redaction().property(name, value)).toBe(value);
});

test.each([
  ["accessLevel", "anna@contoso.com"],
  ["expirationTime", "after Anna's birthday"],
  ["etag", "Anna"],
  ["nobodyKnows", "Anna"],
  ["pin", "4711"],
])("what it does not say is replaced: %s %s", (name, value) => {
  expect(redaction().property(name, value)).not.toContain(value);
});

test("secrets are removed: what is in their headers, parameters and properties", () => {
  const { header, pairs, property } = redaction();
  expect(header("authorization", "Bearer cwt=SECRET")).toBe("Bearer [redacted]");
  expect(header("set-cookie", "a=SECRET; Path=/")).toBe("[redacted]");
  expect(header("x-ms-webticket", "SECRET")).toBe("[redacted]");
  expect(pairs("access_token=SECRET&sl=1&code=SECRET#id_token=SECRET")).toBe(
    `access_token=${encodeURIComponent("[redacted]")}&sl=1&code=${encodeURIComponent("[redacted]")}#id_token=${encodeURIComponent("[redacted]")}`,
  );
  expect(property("access_token", "SECRET")).toBe("[redacted]");
  expect(property("href", "https://anna:SECRET@contoso.com/?sig=SECRET")).not.toMatch(/anna|SECRET/);
  expect(
    header("www-authenticate", 'MsRtcOAuth href="https://fe1.contoso.com/WebTicket/oauthtoken",grant_type="password"'),
  ).toMatch(/^MsRtcOAuth href="https:\/\/host-\w+\.example\/WebTicket\/oauthtoken",grant_type="password"$/);
  expect(header("x-ms-diagnostics", '28032;source="fe1.contoso.com";reason="Of Anna."')).toMatch(
    /^28032;source="host-\w+\.example";reason="[A-Z][a-z] [A-Z][a-z]{3}\."$/,
  );
});

test.each([
  ["accept", "application/vnd.microsoft.com.ucwa+xml, application/json;q=0.9, */*; q=0.1"],
  ["content-type", "application/json; charset=utf-8"],
  ["accept-language", "de-DE, en;q=0.5, *"],
  ["accept-encoding", "gzip, deflate, br;q=0.5"],
  ["cache-control", "no-cache, max-age=60"],
  ["date", "Fri, 27 Nov 2026 00:44:48 GMT"],
  ["expires", "-1"],
  ["x-ms-ucwaversion", "1.7"],
  ["allow", "GET, PUT, DELETE"],
  ["vary", "Accept, Origin"],
  ["etag", 'W/"346579618"'],
])("what says how to read a message is kept: %s: %s", (name, value) => {
  const { header } = redaction();
  expect(header(name, value)).toBe(value);
  for (const private_ of ["Anna Smith", "anna77", `${value}; of="Anna77"`])
    expect(header(name, private_)).not.toContain(private_.slice(-6));
});

test("JSON keeps its order, its spaces and its escapes, and XML of the same resource says the same", () => {
  const values = redaction();
  const json = redactJson(
    '{ "subject" : "A\\/b c", "n":[4711, 12, true, null], "pin": "4711","expirationTime":"\\/Date(1)\\/" }',
    values,
  );
  expect(json).toMatch(
    /^\{ "subject" : "text-\w+", "n":\[\d{4}, 12, true, null\], "pin": "\d{4}","expirationTime":"\\\/Date\(1\)\\\/" \}$/,
  );
  const { subject, pin, n } = JSON.parse(json);
  expect(String(n[0])).toBe(pin);
  const xml = redactXml(
    `<?xml version="1.0"?><!-- of Anna -->
<resource rel="myOnlineMeeting" href='${path}' xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa">
  <property name="subject">A&#47;b c</property>
  <propertyList name="n"><item>4711</item></propertyList>
</resource>`,
    values,
  );
  expect(xml).toBe(`<?xml version="1.0"?>
<resource rel="myOnlineMeeting" href='${values.target(path)}' xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa">
  <property name="subject">${subject}</property>
  <propertyList name="n"><item>${pin}</item></propertyList>
</resource>`);
});

test("a number stays a number, and what XML may have beside its values has no value either", () => {
  const values = redaction();
  const numbers = redactJson("[-1234.567, 1e10, 4711e3, 0.001, 100200300400500600]", values);
  expect(numbers).toMatch(/^\[-[1-9]\d{3}\.\d{3}, 1e10, \d{4}e3, \d\.\d{3}, \d{18}\]$/);
  expect(JSON.parse(numbers)).toHaveLength(5);
  const xml = redactXml(
    `<?xml version="1.0"?><?xml-stylesheet href="anna.css"?>
<reason xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa" xmlns:xsi="http://anna.contoso.com/x"><code>Conflict</code>
<debugInfo><anna1999>anna1999</anna1999></debugInfo></reason>`,
    values,
  );
  expect(xml).not.toContain("anna");
  expect(xml).toContain('<?xml version="1.0"?>\n<reason xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa" ');
  expect(xml).toMatch(/<code>Conflict<\/code>\n<debugInfo><([a-z]{4}\d{4})>\1<\/\1><\/debugInfo><\/reason>$/);
});

test("a name of a million letters takes no longer than one of a few", () => {
  const { property, name } = redaction();
  const long = `${"token".repeat(200_000)}\n`;
  const since = performance.now();
  expect([property(long, "Anna77"), name(long)]).toEqual(["[redacted]", expect.stringMatching(/^text-/)]);
  expect(performance.now() - since).toBeLessThan(5000);
});

test("rows of the user's come first, and a mistake in them says where it is", () => {
  const rows = toRedactions("--redact", [
    { where: "property", name: "project|site", action: "remove" },
    { where: "any", value: "^PRJ-", action: "replace", kind: "text" },
    { where: "query", name: "sl", action: "keep" },
  ]);
  const { property } = redaction(rows);
  expect([property("site", "x"), property("a", "PRJ-1")]).toEqual(["[redacted]", expect.stringMatching(/^text-/)]);
  const mistakes: [unknown, string][] = [
    [{}, "--redact: expected a list of redactions, got {}."],
    [[1], "--redact: /0: expected an object, got 1."],
    [
      [{ where: "body", action: "keep" }],
      '--redact: /0/where: expected header or query or property or any, got "body".',
    ],
    [[{ where: "any", action: "keep" }], "--redact: /0: expected a name or a value to look for, got neither."],
    [[{ where: "query", action: "drop" }], '--redact: /0/action: expected remove or replace or keep, got "drop".'],
    [[{ where: "query", name: "(", action: "keep" }], '--redact: /0/name: expected a regular expression, got "(".'],
    [
      [{ where: "query", names: "x", action: "keep" }],
      '--redact: /0: expected only where, name, value, action, kind, got "names".',
    ],
  ];
  for (const [value, message] of mistakes) expect(() => toRedactions("--redact", value)).toThrow(message);
});
