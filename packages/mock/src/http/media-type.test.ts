import { expect, test } from "vitest";
import { chooseMediaType, essence, getCharset, isJson, isXml } from "./media-type.ts";

const types = ["application/json", "application/xml"];

test.each([
  [undefined, "application/json"],
  ["application/xml", "application/xml"],
  ["*/*", "application/json"],
  ["application/*;q=0.5", "application/json"],
  ["application/json;q=0.1, application/xml;version=2", "application/xml"],
  ['text/plain;x="a,b;c", application/xml;q=0.5', "application/xml"],
  ["application/json; q = 0.1, application/xml", "application/xml"],
  ["application/json;q=0, application/xml;q=0.001", "application/xml"],
  ["APPLICATION/XML;a=b", "application/xml"],
  ["application/json;q=0", undefined],
  ["text/csv; header=present", undefined],
  [';,;"', undefined],
])("Accept: %s chooses %s", (accept, expected) => {
  expect(chooseMediaType(accept, types)).toBe(expected);
});

test.each([
  ["application/xml", true, false],
  ["Application/XML; charset=utf-8", true, false],
  ["application/vnd.microsoft.com.ucwa+xml", true, false],
  ["application/vnd.microsoft.com.ucwa+json", false, true],
  ["application/json;xml", false, true],
  ["text/xml2", false, false],
  ["text/json2", false, false],
  ["json", false, false],
  ["", false, false],
])("%s is XML: %s, JSON: %s", (type, xml, json) => {
  expect([isXml(type), isJson(type)]).toEqual([xml, json]);
});

test.each([
  ["application/json", "application/json", undefined],
  [" Application/JSON ; Charset=UTF-8", "application/json", "UTF-8"],
  ['application/json;a=b;charset="utf-16"', "application/json", "utf-16"],
  ['application/json;a=";charset=latin1"', "application/json", undefined],
  ['application/json;charset=""', "application/json", undefined],
])("%s without parameters is %s, and its charset is %s", (type, expected, charset) => {
  expect([essence(type), getCharset(type)]).toEqual([expected, charset]);
});
