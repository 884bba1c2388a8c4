import { formatValue } from "../contract/explain.ts";
import { MockError } from "../errors.ts";
import { isHeader, type MockResponse } from "../http/response.ts";
import { isObject } from "../http/text.ts";

/** Checks the response of a middleware, as a program without types may make it, and gives it back. Throws `MockError` for one that cannot be sent. */
export function checkResponse(response: MockResponse): MockResponse {
  if (!isResponse(response)) throw wrong("a response with a status from 200 to 599, headers and bytes", response);
  for (const [name, value] of Object.entries(response.headers)) {
    if (!isHeader(name, value)) throw wrong("headers that can be sent", { [name]: value });
  }
  return response;
}

function isResponse(value: unknown): value is MockResponse {
  if (!isObject(value)) return false;
  const { status, headers, body } = value;
  const isStatus = Number.isInteger(status) && Number(status) >= 200 && Number(status) <= 599;
  return isStatus && isObject(headers) && ArrayBuffer.isView(body);
}

function wrong(expected: string, actual: unknown): MockError {
  return new MockError(`middleware: expected ${expected}, got ${formatValue(actual)}.`);
}
