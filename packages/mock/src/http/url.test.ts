import { expect, test } from "vitest";
import { parseHttpUrl } from "./url.ts";

test.each([
  ["https://fe1.contoso.com/ucwa?x=1", undefined, "https://fe1.contoso.com/ucwa?x=1"],
  ["HTTP://127.0.0.1:4010", undefined, "http://127.0.0.1:4010/"],
  ["ucwa", "https://app.contoso.com/demo/", "https://app.contoso.com/demo/ucwa"],
  ["localhost:4010", undefined, undefined],
  ["file:///ucwa", undefined, undefined],
  ["xhttps://fe1.contoso.com", undefined, undefined],
  ["httpsx://fe1.contoso.com", undefined, undefined],
  ["/ucwa", undefined, undefined],
  ["https://:/", "https://app.contoso.com", undefined],
])("%j, relative to %j, is the URL %j", (text, base, expected) => {
  expect(parseHttpUrl(text, base)?.href).toBe(expected);
});
