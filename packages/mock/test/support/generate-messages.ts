import type { HttpOperation } from "../../src/contract/operations.ts";
import type { OperationResult } from "../../src/contract/prism.ts";
import { isObject } from "../../src/http/text.ts";
import { createRandom } from "./random.ts";

/** A request to an operation and a response of it. Both may break the document. */
export interface GeneratedMessage {
  operation: HttpOperation;
  headers: Record<string, string>;
  query: Record<string, string>;
  ids: string[];
  body?: unknown;
  response: OperationResult;
}

const oddValues = [
  null,
  true,
  0,
  -1.5,
  1e300,
  "",
  "x",
  "None",
  "rel=myOnlineMeeting&_links=1&code=BadRequest",
  "sip:a@contoso.com",
  "2016-02-30T00:00:00Z",
  "/Date(1436925248513)/",
  "\u0000\ud800",
  [],
  [null],
  ["sip:a@contoso.com", 7],
  {},
  { href: "/a" },
  { href: 7 },
  { rel: "myOnlineMeeting", _links: {} },
];
const names = [
  "rel",
  "_links",
  "_embedded",
  "subject",
  "accessLevel",
  "attendees",
  "id",
  "type",
  "code",
  "__proto__",
  "",
];
const headerValues = ["", "1", "2.0", "none", '"0"', "*", "Bearer cwt=x", "Bearer", "Basic eA==", "a, b"];
const mediaTypes = [
  "application/json",
  "application/json; charset=utf-8",
  "text/csv",
  "application/xml",
  // Prism reads forms, and converts their texts to what a schema wants.
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
];

/** Makes messages from the examples of operations, most of them changed in some places; the same ones for the same seed. */
export function generateMessages(operations: HttpOperation[], seed: number): () => GeneratedMessage {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const sometimes = (share: number) => random() < share;
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[below(values.length)];
    if (value === undefined) throw new Error("pick: expected something to pick from, got nothing.");
    return value;
  };

  /** Changes a value in one place: replaces it, or a member of it, or adds or removes one. */
  const change = (value: unknown): unknown => {
    if (Array.isArray(value) && sometimes(0.8)) {
      const index = below(value.length + 1);
      return sometimes(0.3) ? value.toSpliced(index, 1) : value.toSpliced(index, 1, change(value[index]));
    }
    if (!isObject(value) || sometimes(0.1)) return pick(oddValues);
    const entries = Object.entries(value);
    const [name, inner] = entries.length > 0 && sometimes(0.8) ? pick(entries) : [pick(names), undefined];
    const others = entries.filter(([other]) => other !== name);
    return Object.fromEntries(sometimes(0.2) ? others : [...others, [name, change(inner)]]);
  };
  const mutate = (value: unknown): unknown => {
    let changed = value;
    for (let count = below(4); count > 0; count -= 1) changed = change(changed);
    return changed;
  };
  const toHeaders = (described: readonly { name: string }[], share: number): Record<string, string> => {
    const present = described.filter(() => sometimes(share));
    return Object.fromEntries(present.map(({ name }) => [name, pick(headerValues)]));
  };

  return () => {
    const operation = pick(operations);
    const { headers: described = [], body } = operation.request ?? {};
    const sample = body?.contents && sometimes(0.9) ? exampleOf(pick(body.contents)) : pick(oddValues);
    const { code, contents = [], headers = [] } = pick(operation.responses);
    const content = contents.length > 0 ? pick(contents) : undefined;
    const contentType = sometimes(0.1) ? pick(mediaTypes) : content?.mediaType;
    return {
      operation,
      headers: {
        ...(sometimes(0.9) && { authorization: sometimes(0.9) ? "Bearer cwt=x" : pick(headerValues) }),
        "content-type": sometimes(0.9) ? "application/json" : pick(mediaTypes),
        "content-length": sometimes(0.9) ? "1" : "0",
        ...toHeaders(described, 0.3),
      },
      query: sometimes(0.2) ? { [pick(names)]: "1" } : {},
      ids: [String(below(1000)), String(below(1000)), String(below(1000))],
      ...(sometimes(0.9) && { body: mutate(sample) }),
      response: {
        status: sometimes(0.95) ? Number(code) : 200 + below(400),
        headers: { ...toHeaders(headers, 0.9), ...(contentType !== undefined && { "Content-Type": contentType }) },
        body: mutate(content && exampleOf(content)),
      },
    };
  };
}

function exampleOf({ examples = [] }: { examples?: readonly object[] }): unknown {
  const [example] = examples;
  return example && "value" in example ? example.value : undefined;
}
