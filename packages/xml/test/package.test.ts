import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as api from "../src/index.ts";

const folder = new URL("../", import.meta.url);
const sources = readdirSync(new URL("src/", folder), { encoding: "utf8", recursive: true }).filter(
  (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
);

it("The package exports these names and no others", () => {
  expect(Object.keys(api).sort()).toEqual([
    "XmlCodecError",
    "XmlEncodeError",
    "XmlError",
    "XmlLimitError",
    "decode",
    "defaultLimits",
    "encode",
    "parseTimestamp",
    "replaceInvalidChars",
  ]);
});

it("Its source imports nothing but its own files and the resource model, so that it runs everywhere", () => {
  const imported = sources.flatMap((name) => {
    const text = readFileSync(new URL(`src/${name}`, folder), "utf8");
    return [...text.matchAll(/ from "(.+?)"/g)].map(([, from = ""]) => from);
  });
  expect(new Set(imported.filter((from) => !/^\.\.?\//.test(from)))).toEqual(
    new Set(["@ucwa-meetings/spec/resource-model"]),
  );
});

it("Its errors can be told apart, also after a minifier has renamed the classes", () => {
  const { XmlCodecError, XmlEncodeError, XmlError, XmlLimitError } = api;
  const limit = new XmlLimitError("", 0, "a", "b");
  const encode = new XmlEncodeError("", "a", "b");
  expect(limit).toBeInstanceOf(XmlError);
  expect(limit).toBeInstanceOf(XmlCodecError);
  expect(encode).toBeInstanceOf(XmlCodecError);
  expect(encode).not.toBeInstanceOf(XmlError);
  expect([limit.name, encode.name, new XmlError("", 0, "a", "b").name]).toEqual([
    "XmlLimitError",
    "XmlEncodeError",
    "XmlError",
  ]);
});
