import type { Switches } from "../dialect/switches.ts";
import { encode, type Written } from "../encode/encode.ts";
import { negotiate } from "../negotiate/negotiate.ts";
import type { HttpOperation } from "../prism/operations.ts";
import type { Received } from "../receive/receive.ts";
import { type Refusal, refuse } from "./refuse.ts";

/** The document's error for a refusal, in the representation that the request accepts, and in JSON where it accepts none. */
export function writeRefusal(
  operations: HttpOperation[],
  operation: HttpOperation | undefined,
  refusal: Refusal,
  { headers: { accept } }: Received,
  switches: Switches,
): Written {
  const { response, error } = refuse(operation ? [operation, ...operations] : operations, refusal);
  const mediaType = negotiate(accept, error?.mediaTypes ?? []) ?? "application/json";
  const asHtml = mediaType === "text/html" || (refusal.status === 401 && switches.unauthorized === "html");
  if (!asHtml || error?.html === undefined) return encode(response, mediaType, switches);
  const headers = { ...response.headers, "Content-type": "text/html" };
  return encode({ ...response, headers, body: error.html }, mediaType, switches);
}
