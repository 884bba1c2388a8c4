import { timestamps } from "@ucwa-meetings/spec/timestamps";
import { isObject } from "../http/text.ts";
import type { DecodedBody } from "./read-body.ts";
import type { Switches } from "./switches.ts";

/** The local time of the server, as in the published XML of a meeting. */
const serverOffset = "-05:00";

const timeWithoutOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?$/;

// A new meeting is sent to the list of meetings.
const namesByResource: Record<string, readonly string[]> = {
  ...timestamps,
  myOnlineMeetings: timestamps.myOnlineMeeting,
};

/** Adds the server's offset to the times of a body that have none, by the switch `timeWithoutOffset`. */
export function readLocalTimes(
  body: DecodedBody,
  resource: string,
  { timeWithoutOffset: choice }: Switches,
): DecodedBody {
  if (choice === "refused" || !("value" in body) || !isObject(body.value)) return body;
  const value = { ...body.value };
  for (const name of namesByResource[resource] ?? []) {
    const time = value[name];
    if (typeof time === "string" && timeWithoutOffset.test(time)) value[name] = time + serverOffset;
  }
  return { ...body, value };
}
