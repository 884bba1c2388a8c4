import type { Representation, TryRequest } from "../try-request.ts";
import type { Answer, SentRequest } from "./connection.ts";
import { element, labelled, option, select } from "./element.ts";
import { findProperty } from "./locate.ts";
import { preferOptions } from "./prefer-options.ts";
import { hasBody, indent, mediaTypes, readHeaders, withHeader, writeHeaders } from "./request-text.ts";

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

const methods = ["GET", "PUT", "POST", "DELETE"];

/** Creates the form with a sample's request in it. `dialect` stands in it, and is about the mock. */
export function createRequestForm(sample: TryRequest, dialect: HTMLElement): RequestForm {
  const bodies = { json: indent(sample.json ?? ""), xml: sample.xml ?? "" };
  let shown: Representation = sample.representation;
  const method = select(
    methods.map((name) => option(name)),
    () => update(),
  );
  const path = element("input", { type: "text", spellcheck: false, autocomplete: "off", oninput: () => offer() });
  const representation = select([option("json", "JSON"), option("xml", "XML")], () => represent());
  const prefer = select([], () => {});
  const headers = element("textarea", { rows: 4, spellcheck: false, autocomplete: "off" });
  const body = element("textarea", { rows: 16, spellcheck: false, autocomplete: "off", className: "body" });
  const bodyLabel = labelled("Body", body);

  const offer = (chosen = prefer.value) => {
    prefer.replaceChildren(...preferOptions(method.value, path.value, chosen));
    prefer.value = chosen;
  };
  const update = () => {
    bodyLabel.hidden = !hasBody(method.value);
    const type = hasBody(method.value) ? mediaTypes[shown] : undefined;
    headers.value = withHeader(headers.value, "Content-Type", type);
    offer();
  };
  const represent = () => {
    bodies[shown] = body.value;
    shown = representation.value === "xml" ? "xml" : "json";
    body.value = bodies[shown];
    headers.value = withHeader(headers.value, "Accept", mediaTypes[shown]);
    update();
  };
  const readRequest = (name: string): SentRequest => ({
    method: name,
    path: path.value.trim(),
    headers: readHeaders(prefer.value === "" ? headers.value : withHeader(headers.value, "Prefer", prefer.value)),
    ...(hasBody(name) && { body: body.value }),
  });

  method.value = sample.method;
  path.value = sample.path;
  representation.value = shown;
  body.value = bodies[shown];
  headers.value = writeHeaders(sample);
  update();
  offer(sample.prefer ?? "");
  return {
    element: element(
      "div",
      { className: "request" },
      labelled("Method", method),
      labelled("Path", path, "wide"),
      labelled("Representation", representation),
      dialect,
      labelled("Prefer", prefer),
      labelled("Headers, one per line", headers, "all"),
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
      headers.value = withHeader(headers.value, "If-Match", etag);
    },
    mark(property) {
      const found = findProperty(body.value, property);
      body.focus();
      if (found) body.setSelectionRange(found.start, found.end);
    },
  };
}
