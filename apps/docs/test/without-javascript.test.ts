import { operations } from "@ucwa-meetings/spec/operations";
import { expect, test } from "vitest";
import { getLinks, operationsIn, resolve } from "../../../tools/openapi/document.ts";
import { readDocument } from "../src/build/document.ts";
import { useSite } from "./site.ts";

const site = useSite();

async function textWithoutScripts(path: string): Promise<string> {
  const { page } = await site.open({ javaScriptEnabled: false });
  await page.goto(site.url + path);
  const [text = ""] = await page.locator("main").allInnerTexts();
  await page.context().close();
  return text;
}

test.each(operations.operations)(
  "The page of $operationId has its path, parameters, properties, headers, errors and next operations without JavaScript",
  async ({ operationId, path, errors }) => {
    const document = await readDocument();
    const { components } = document;
    const at = operationsIn(document).find(({ operation }) => operation.operationId === operationId);
    const parameters = [...(at?.item.parameters ?? []), ...(at?.operation.parameters ?? [])].map((reference) =>
      resolve(components.parameters, reference),
    );
    const bodies = [
      at?.operation.requestBody && resolve(components.requestBodies, at.operation.requestBody),
      ...Object.values(at?.operation.responses ?? {}).map((reference) => resolve(components.responses, reference)),
    ];
    const properties = bodies.flatMap((body) => {
      const schema = body?.content?.["application/json"]?.schema;
      return Object.keys((schema && resolve(components.schemas, schema).properties) ?? {});
    });
    const text = await textWithoutScripts(`operations/${operationId}/`);
    const expected = [
      path,
      ...parameters.map(({ name }) => name),
      ...properties.filter((name) => !isOfErrors(name)),
      ...errors.map(({ summary }) => summary),
      ...(at ? getLinks(document, at.operation) : []).map(({ operationId }) => operationId),
    ];
    expect(expected.filter((part) => !text.includes(part))).toEqual([]);
  },
);

/** The properties of an error's body stand on the page of schemas, to which each operation links. */
function isOfErrors(name: string): boolean {
  return ["code", "subcode", "message", "link", "parameters", "debugInfo"].includes(name);
}

test("The catalogue has every documented error with cause, action and both examples without JavaScript", async () => {
  const text = await textWithoutScripts("errors/");
  const flat = text.replace(/\s+/g, " ").replaceAll("“", '"').replaceAll("”", '"').replaceAll("’", "'");
  const errors = operations.operations.flatMap((operation) => operation.errors);
  const plain = (markdown: string) => markdown.replace(/[`*]/g, "").replace(/\s+/g, " ");
  const missing = errors.filter(
    ({ code, subcode, cause, action }) =>
      !flat.includes(plain(cause)) ||
      !flat.includes(plain(action)) ||
      !flat.includes(`"code": "${code}"`) ||
      (subcode !== undefined && !flat.includes(`<subcode>${subcode}</subcode>`)),
  );
  expect(missing).toEqual([]);
});

test("The page of schemas has every schema and every property without JavaScript", async () => {
  const { components } = await readDocument();
  const text = await textWithoutScripts("schemas/");
  const names = Object.entries(components.schemas).flatMap(([name, { properties }]) => [
    name,
    ...Object.keys(properties ?? {}),
  ]);
  expect(names.filter((name) => !text.includes(name))).toEqual([]);
});
