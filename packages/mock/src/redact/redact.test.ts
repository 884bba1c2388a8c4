import { expect, test } from "vitest";
import { createRedactor, withoutExcerpt } from "./redact.ts";
import { findSecrets } from "./secrets.ts";

test.each([
  [{ headers: { authorization: "Bearer cwt=SECRETSECRET==" } }, ["SECRETSECRET"]],
  [
    { headers: { "proxy-authorization": `Basic ${btoa("user:pass:word")}` } },
    [btoa("user:pass:word").replace("=", ""), "pass:word"],
  ],
  [{ headers: { authorization: "Basic dXNlcjo_Pz8_Pz8_Pw" } }, ["dXNlcjo_Pz8_Pz8_Pw", "????????"]],
  [{ headers: { authorization: "Basic %%%%%%%%" } }, ["%%%%%%%%"]],
  [{ headers: { cookie: 'a=b; session="SECRETSECRET"' } }, ["SECRETSECRET"]],
  [
    { headers: { "set-cookie": "a=FIRSTSECRET; Expires=Thu, 01 Jan 2026 00:00:00 GMT, b=OTHERSECRET; Path=/" } },
    ["FIRSTSECRET", "OTHERSECRET"],
  ],
  [{ target: "/?access_token=SECRETSECRET&q=public-text" }, ["SECRETSECRET"]],
  [{ text: '{"password": "SECRETSECRET", "subject": "public text"}' }, ["SECRETSECRET"]],
  [{ text: "<access_token>SECRETSECRET</access_token>" }, ["SECRETSECRET"]],
  [{ headers: { authorization: "Bearer short" } }, []],
])("the secrets of %j are %j", (message, expected) => {
  expect(findSecrets(message)).toEqual(expected);
});

test.each([
  ["as it is", "x SECRETSECRET y"],
  ["in capitals or not", "x secretsecret y"],
  ["percent-encoded, twice", "x %2553ECRETSECRET y"],
  ["with JSON's escapes", "x \\u0053ECRETSECRET y"],
  ["with HTML's escapes", "x &#83;ECRETSECRET &#x53;ECRETSECRET y"],
  ["in base64", `x ${btoa("..SECRETSECRET..")} y`],
  ["in UTF-16, read as bytes", `x ${[..."SECRETSECRET"].join("\0")} y`],
])("a known secret is hidden %s", (_, text) => {
  const redacted = createRedactor({ headers: { authorization: "Bearer cwt=SECRETSECRET" } }).text(text);
  expect(redacted).toMatch(/^x .*\[redacted\].* y$/s);
  expect(redacted.toLowerCase().replaceAll("\0", "")).not.toContain("secret");
});

test("half a character beside a secret changes nothing", () => {
  const { text } = createRedactor({ headers: { authorization: "Bearer cwt=SECRETSECRET" } });
  expect(text("\ud83d%20SECRETSECRET \udc4d")).toBe("\ud83d%20[redacted] \udc4d");
});

test.each([
  ["//user:password@host/a?b=c&d#e", "//[redacted]@host/a?b=[redacted]&[redacted]"],
  ["https://user@host/?a=", "https://[redacted]@host/?a="],
  ["/a?", "/a?"],
])("the target %s is shown as %s", (target, expected) => {
  expect(createRedactor().target(target)).toBe(expected);
});

test.each([
  [`Unexpected token 'S', "SECRET" is not valid JSON`, "Unexpected token 'S'"],
  [`Unexpected token 'S', ..."a"SECRET"... is not valid JSON`, "Unexpected token 'S'"],
  [
    `The body: expected JSON (Unexpected token 'S', "SECRET" is not valid JSON), got other text.`,
    "The body: expected JSON (Unexpected token 'S'), got other text.",
  ],
  [
    "Cannot read the XML: expected >, got SECRET (line 1, column 2)\n<a SECRET",
    "Cannot read the XML: expected > (line 1, column 2)",
  ],
])("a parser's message loses what it quotes: %s", (message, expected) => {
  expect(withoutExcerpt(message)).toBe(expected);
});
