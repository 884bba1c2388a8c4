import { expect, test } from "vitest";
import { parseChallenge } from "./challenge.ts";

test("the two headers of a deployed server, joined by fetch, are read apart", () => {
  const headers = new Headers();
  headers.append(
    "WWW-Authenticate",
    'MsRtcOAuth href="https://fe1.contoso.com/WebTicket/oauthtoken",grant_type="urn:microsoft.rtc:windows,urn:microsoft.rtc:anonmeeting,password"',
  );
  headers.append(
    "WWW-Authenticate",
    'Bearer trusted_issuers="00000001-0000-0000-c000-000000000000@*", client_id="00000004-0000-0ff1-ce00-000000000000"',
  );
  expect(parseChallenge(headers.get("www-authenticate") ?? "")).toEqual([
    {
      scheme: "MsRtcOAuth",
      parameters: {
        href: "https://fe1.contoso.com/WebTicket/oauthtoken",
        grant_type: "urn:microsoft.rtc:windows,urn:microsoft.rtc:anonmeeting,password",
      },
    },
    {
      scheme: "Bearer",
      parameters: {
        trusted_issuers: "00000001-0000-0000-c000-000000000000@*",
        client_id: "00000004-0000-0ff1-ce00-000000000000",
      },
    },
  ]);
});

test("values may come without quotes, as in the documents", () => {
  const header = 'MsRtcOAuth href=https://fe1.contoso.com/WebTicket/oauthtoken,grant_type="password"';
  expect(parseChallenge(header)).toEqual([
    {
      scheme: "MsRtcOAuth",
      parameters: { href: "https://fe1.contoso.com/WebTicket/oauthtoken", grant_type: "password" },
    },
  ]);
});

test("schemes without parameters, and those with a single unnamed value, are schemes", () => {
  const schemes = parseChallenge('Negotiate YIIabc==, NTLM,Basic realm="a \\"quoted\\" realm"');
  expect(schemes).toEqual([
    { scheme: "Negotiate", parameters: {} },
    { scheme: "NTLM", parameters: {} },
    { scheme: "Basic", parameters: { realm: 'a "quoted" realm' } },
  ]);
});

test("spaces around signs, and names such as __proto__, do no harm", () => {
  const [challenge] = parseChallenge('  Bearer  realm = "x" ,  __proto__="y"');
  expect(Object.entries(challenge?.parameters ?? {})).toEqual([
    ["realm", "x"],
    ["__proto__", "y"],
  ]);
});

test.each(["", ",", "=", '"', 'a="', '="x"', ",,,", "Bearer realm=", 'realm="x"'])(
  "%j is read without harm",
  (header) => {
    expect(Array.isArray(parseChallenge(header))).toBe(true);
  },
);

/** What takes a long time where an expression looks at the same characters again and again: 2 MB of each. */
const long = 2_000_000;
test.each([
  ["spaces", " ".repeat(long)],
  ["spaces before an item", `Bearer${" ".repeat(long)}realm="x"`],
  ["commas and spaces", ", ".repeat(long / 2)],
  ["signs of equality", "a = ".repeat(long / 4)],
  ["a sign of equality and spaces", `a =${" ".repeat(long)}`],
  ["names", "a ".repeat(long / 2)],
  ["one name", "a".repeat(long)],
  ["quotes that nobody closes", 'a="'.repeat(long / 3)],
  ["a quoted value that nobody closes", `a="${"b".repeat(long)}`],
  ["escapes that nobody closes", `a="${'\\"'.repeat(long / 2)}`],
])("2 MB of %s take no longer than their length wants", (_, header) => {
  expect(Array.isArray(parseChallenge(header))).toBe(true);
});
