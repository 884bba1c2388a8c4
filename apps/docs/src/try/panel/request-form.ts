import { findOperation, lists, type Preference } from "../lists.ts";
import type { Representation, TryRequest } from "../try-request.ts";
import type { Answer, SentRequest } from "./connection.ts";
import { element, labelled, option, select } from "./element.ts";
import { findProperty } from "./locate.ts";

/** The part of the panel in which a request is written. */
export interface RequestForm {
  readonly element: HTMLElement;
  /** The request as it stands there. */
  read(): SentRequest;
  /** The request that reads what this one would write. */
  toRead(): SentRequest;
  /** Puts what was read into the editor, and its ETag into the headers, so that nothing of it gets lost. */
  take(answer: Answer): void;
  /** Marks a property in the editor. */
  mark(property: string): void;
}

const mediaTypes = { json: "application/json", xml: "application/xml" } as const;
const methods = ["GET", "PUT", "POST", "DELETE"];
const hasBody = (method: string) => method === "PUT" || method === "POST";

/** Creates the form with a sample's request in it. `dialect` stands in it, and is about the mock. */
export function createRequestForm(sample: TryRequest, dialect: HTMLElement): RequestForm {
  const bodies = { json: indent(sample.json ?? ""), xml: sample.xml ?? "" };
  let shown: Representation = sample.representation;
  const method = select(
    methods.map((name) => option(name)),
    () => update(),
  );
  const path = element("input", { type: "text", spellcheck: false, autocomplete: "off", oninput: () => update() });
  const representation = select([option("json", "JSON"), option("xml", "XML")], () => represent());
  const prefer = select([], () => {});
  const headers = element("textarea", { rows: 4, spellcheck: false, autocomplete: "off" });
  const body = element("textarea", { rows: 16, spellcheck: false, autocomplete: "off", className: "body" });
  const bodyLabel = labelled("Body", body);

  const update = () => {
    bodyLabel.hidden = !hasBody(method.value);
    const chosen = prefer.value || (sample.prefer ?? "");
    prefer.replaceChildren(...preferOptions(method.value, path.value, chosen));
    prefer.value = chosen;
  };
  const represent = () => {
    bodies[shown] = body.value;
    shown = representation.value === "xml" ? "xml" : "json";
    body.value = bodies[shown];
    headers.value = headers.value.replace(/^(accept|content-type):.*$/gim, `$1: ${mediaTypes[shown]}`);
  };
  const readRequest = (name: string): SentRequest => ({
    method: name,
    path: path.value.trim(),
    headers: readHeaders(`${headers.value}
${prefer.value ? `Prefer: ${prefer.value}` : ""}`),
    ...(hasBody(name) && { body: body.value }),
  });

  method.value = sample.method;
  path.value = sample.path;
  representation.value = shown;
  body.value = bodies[shown];
  headers.value = writeHeaders(sample);
  update();
  return {
    element: element(
      "div",
      { className: "request" },
      labelled("Method", method),
      labelled("Path", path, "wide"),
      labelled("Representation", representation),
      dialect,
      labelled("Prefer", prefer),
      labelled("Headers, one in each line", headers, "all"),
      Object.assign(bodyLabel, { className: "all" }),
    ),
    read: () => readRequest(method.value),
    toRead: () => {
      const isForReading = ([name]: [string, string]) => /^(?:authorization|accept)$/i.test(name);
      const { headers: all, path: target } = readRequest("GET");
      return { method: "GET", path: target, headers: all.filter(isForReading) };
    },
    take(answer) {
      if (!("status" in answer)) return;
      body.value = shown === "json" ? indent(answer.body) : answer.body;
      const etag = answer.headers.find(([name]) => name === "etag")?.[1];
      const others = headers.value.split("\n").filter((line) => line !== "" && !/^if-match:/i.test(line));
      headers.value = [...others, ...(etag === undefined ? [] : [`If-Match: ${etag}`])].join("\n");
    },
    mark(property) {
      const found = findProperty(body.value, property);
      body.focus();
      if (found) body.setSelectionRange(found.start, found.end);
    },
  };
}

/** Returns JSON with a line for each property, and any other text as it is. */
export function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function writeHeaders({ method, representation, headers = {} }: TryRequest): string {
  const type = mediaTypes[representation];
  const all = {
    Authorization: "Bearer cwt=anything",
    Accept: type,
    ...(hasBody(method) && { "Content-Type": type }),
    ...headers,
  };
  return Object.entries(all)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}

function readHeaders(text: string): [string, string][] {
  return text
    .split("\n")
    .map((line): [string, string] => {
      const [name = "", ...rest] = line.split(":");
      return [name.trim(), rest.join(":").trim()];
    })
    .filter(([name]) => name !== "");
}

/** The errors that the document has for the operation, the faults, and what the sample itself prefers. */
function preferOptions(method: string, path: string, chosen: string): Node[] {
  const errors = findOperation(method, path)?.errors ?? [];
  const known = [...errors, ...lists.faults].some(({ value }) => value === chosen);
  return [
    option("", "nothing: the mock responds as it does"),
    ...(known || chosen === "" ? [] : [option(chosen)]),
    group("A documented error", errors),
    group("A fault", lists.faults),
  ];
}

function group(label: string, preferences: Preference[]): HTMLOptGroupElement {
  return element(
    "optgroup",
    { label },
    ...preferences.map(({ value, meaning }) => option(value, `${value}: ${meaning}`)),
  );
}
