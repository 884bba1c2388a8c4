import type { FetchMock } from "../../src/fetch.ts";

/** The meeting of the published samples, in the form of their request line. */
export const meeting = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";
export const extensions = `${meeting}/onlineMeetingExtensions`;
/** The meeting of the traffic of a deployed server. */
export const deployedMeeting = "/ucwa/oauth/v1/applications/103985322388/onlineMeetings/myOnlineMeetings/PYC58WSY";

/** What a test looks at. `json` is empty where the answer is no JSON. */
export interface TestResponse {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, unknown>;
}

export interface Question {
  method?: string;
  headers?: Record<string, string>;
  json?: unknown;
  xml?: string;
  body?: string | Uint8Array<ArrayBuffer>;
}

/** Where a test sends its requests, and with which `fetch`. */
export interface Server {
  url: string;
  fetch?: FetchMock["fetch"];
}

/** Sends a request with a token, and reads the answer whole. */
export async function ask(
  { url, fetch: send = fetch }: Server,
  path: string,
  question: Question = {},
): Promise<TestResponse> {
  const { method, json, xml, headers } = question;
  const body = json === undefined ? (xml ?? question.body) : JSON.stringify(json);
  const type = json === undefined ? "application/xml" : "application/json";
  const response = await send(path.startsWith("http") ? path : url + path, {
    ...(method && { method }),
    headers: {
      authorization: "Bearer cwt=AAEBHAEFAAAAAAAFFQAAAJ",
      ...(body !== undefined && { "content-type": type }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: readJson(response.headers, text) };
}

function readJson(headers: Headers, text: string): Record<string, unknown> {
  try {
    return headers.get("content-type")?.includes("json") ? JSON.parse(text) : {};
  } catch {
    return {};
  }
}

/** Every `href` in an answer, wherever it is. */
export function hrefs(text: string): string[] {
  return [...text.matchAll(/href"?\s*[:=]\s*"([^"]+)"/g)].map(([, href = ""]) => href);
}

/** A resource's own link. */
export function selfOf({ json }: Pick<TestResponse, "json">): string {
  return hrefs(JSON.stringify(Object(json._links).self))[0] ?? "";
}

/** The extensions that an answer embeds. */
export function embeddedIn({ json }: Pick<TestResponse, "json">): unknown {
  return Object(json._embedded).onlineMeetingExtension;
}
