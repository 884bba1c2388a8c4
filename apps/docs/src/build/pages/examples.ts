import {
  type Example,
  getRefName,
  type MediaType,
  type OpenApiDocument,
  resolve,
} from "../../../../../tools/openapi/document.ts";
import { codeBlock, joinBlocks } from "../markdown.ts";

/** Returns the JSON and XML examples of a body, each under its summary. It leaves out the `vnd` media types, which have the same bodies. */
export function formatExamples(document: OpenApiDocument, content: Record<string, MediaType>): string {
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
      return joinBlocks(
        ...shown.map(({ language, example }) =>
          codeBlock(language, formatBody(example), formatCaption(example, language)),
        ),
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
