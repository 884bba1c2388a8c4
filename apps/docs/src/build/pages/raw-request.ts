import { type OpenApiDocument, type OperationEntry, resolve } from "../../../../../tools/openapi/document.ts";
import { formatBody } from "./examples.ts";

const host = "127.0.0.1:4010";

/** Returns a request to an operation as it is sent: with the examples that the document has for its parameters and its body, in JSON. */
export function rawRequest({ components }: OpenApiDocument, { method, path, item, operation }: OperationEntry): string {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])]
    .map((reference) => resolve(components.parameters, reference))
    // A write without its condition is what a deployed server refuses.
    .filter(({ required, name }) => required || name === "If-Match");
  const target = parameters
    .filter((parameter) => parameter.in === "path")
    .reduce((url, { name, example }) => url.replace(`{${name}}`, encodeURIComponent(example)), path);
  const headers = parameters
    .filter((parameter) => parameter.in === "header")
    .map(({ name, example }) => `${name}: ${example}`);
  const body = operation.requestBody && resolve(components.requestBodies, operation.requestBody);
  const [example] = Object.values(body?.content["application/json"]?.examples ?? {});
  return [
    `${method} /ucwa/v1${target} HTTP/1.1`,
    `Host: ${host}`,
    "Authorization: Bearer cwt=anything",
    ...headers,
    ...(example ? ["Content-Type: application/json", "", formatBody(resolve(components.examples, example))] : [""]),
  ].join("\n");
}
