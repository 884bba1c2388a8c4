import { type OpenApiDocument, type OperationEntry, resolve } from "../../../../../tools/openapi/document.ts";
import type { Representation, TryRequest } from "../../try/try-request.ts";
import type { Samples } from "../code-samples.ts";
import { readCurlRequests } from "../curl-request.ts";
import { formatBody } from "./examples.ts";

/** Returns a button that opens a panel with a request, as HTML. A link to `#id` opens the panel, too. */
export function tryIt(sample: TryRequest, { id = "", label = "Try it" } = {}): string {
  const request = escapeAttribute(JSON.stringify(sample));
  const name = id === "" ? "" : ` id="${id}"`;
  return `<div class="try-it not-content"><try-it${name} data-panel="/try-panel.js" data-worker="/try-worker.js" data-request="${request}"><button type="button" aria-label="${escapeAttribute(`${label}: ${sample.title}`)}">${label}</button> <span role="status"></span></try-it></div>`;
}

/** Returns Markdown without the buttons, for readers who cannot press them. */
export function withoutTryIt(markdown: string): string {
  return markdown.replace(/^<div class="try-it not-content">.*<\/div>\n\n?/gm, "");
}

/** Returns the request of an operation, with the bodies of its samples, or else of its first examples. */
export function toTryRequest(
  document: OpenApiDocument,
  { method, path, item, operation }: OperationEntry,
  samples: Samples,
): TryRequest {
  const { components } = document;
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((reference) =>
    resolve(components.parameters, reference),
  );
  const examples = new Map(parameters.map(({ name, example }) => [name, example]));
  const content = operation.requestBody && resolve(components.requestBodies, operation.requestBody).content;
  const sent = (samples[operation.operationId] ?? []).flatMap(({ text }) => readCurlRequests(text));
  const bodyIn = (representation: Representation) => {
    const [reference] = Object.values(content?.[`application/${representation}`]?.examples ?? {});
    const sample = sent.map((request) => request[representation]).find((body) => body !== undefined);
    return sample ?? (reference && formatBody(resolve(components.examples, reference)));
  };
  const [json, xml] = [bodyIn("json"), bodyIn("xml")];
  return {
    title: operation.summary,
    method,
    path: `/ucwa/v1${path.replace(/\{(\w+)\}/g, (_, name: string) => examples.get(name) ?? "")}`,
    representation: "json",
    ...(json !== undefined && { json }),
    ...(xml !== undefined && { xml }),
  };
}

function escapeAttribute(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
