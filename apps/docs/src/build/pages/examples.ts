import {
  type Example,
  getRefName,
  type MediaType,
  type OpenApiDocument,
  resolve,
} from "../../../../../tools/openapi/document.ts";
import { codeBlock, joinBlocks } from "../markdown.ts";
import { tabList } from "./tabs.ts";

/**
 * Returns the examples of a body, each in JSON and XML under its summary. It leaves out the `vnd` media types, which have the same bodies. `id` tells
 * them from those of other bodies on the page.
 */
export function formatExamples(document: OpenApiDocument, content: Record<string, MediaType>, id: string): string {
  const names = [...new Set(Object.values(content).flatMap(({ examples }) => Object.keys(examples)))];
  return joinBlocks(
    ...names.map((name) => {
      const shown = (
        [
          ["json", content["application/json"]],
          ["xml", content["application/xml"]],
          ["html", content["text/html"]],
        ] as const
      ).flatMap(([language, mediaType]) => {
        const reference = mediaType?.examples[name];
        return reference ? [{ language, example: resolve(document.components.examples, reference) }] : [];
      });
      return tabList(
        "format",
        `${id}-${name}`,
        shown.map(({ language, example }) => ({
          label: language.toUpperCase(),
          name: language,
          body: codeBlock(`${language} wrap`, formatBody(example), formatCaption(example, language)),
        })),
      );
    }),
  );
}

/** Returns the body of an example: text unchanged, everything else as JSON. */
export function formatBody({ value }: Example): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

function formatCaption({ summary }: Example, language: string): string {
  return `${summary} (${language.toUpperCase()})`;
}

/** Returns the name of the schema of a body in JSON. */
export function getJsonSchemaName(content: Record<string, MediaType>): string | undefined {
  const schema = content["application/json"]?.schema;
  return schema && getRefName(schema);
}
