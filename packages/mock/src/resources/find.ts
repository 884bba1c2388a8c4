import { refused } from "../contract/http-error.ts";
import { shorten } from "../http/text.ts";
import type { Call } from "./context.ts";
import { applicationKey, extensionKey, longestId, meetingKey } from "./keys.ts";
import type { Entry } from "./store.ts";

/** The meeting that the request's path names. Refuses with 404 where there is none, or no such application. */
export async function findMeeting({ world: { store }, ids }: Call): Promise<Entry> {
  const meeting = await store.get(meetingKey(ids));
  if (meeting) return meeting;
  if (await store.get(applicationKey(ids))) {
    return refused(404, "NotFound", `There is no meeting ${quote(ids.onlineMeetingId)}.`);
  }
  const message = `There is no application ${quote(ids.applicationId)}.`;
  return refused(404, "ApplicationNotFound", message);
}

/** The extension that the request's path names, by the last segment of its own link or by its id. Refuses with 404. */
export async function findExtension(call: Call): Promise<Entry> {
  const meeting = await findMeeting(call);
  const named = await call.world.store.get(extensionKey(call.ids));
  if (named) return named;
  const id = decodeURIComponent(call.ids.onlineMeetingExtensionId ?? "");
  const found = await findSame(call, meeting.key, id);
  return found ?? refused(404, "NotFound", `The meeting has no extension ${quote(id)}.`);
}

function quote(id = ""): string {
  return JSON.stringify(shorten(id, longestId));
}

/** The extension of a meeting that has an id. */
export async function findSame({ world: { store } }: Call, meeting: string, id: unknown): Promise<Entry | undefined> {
  return typeof id === "string" ? store.withId(meeting, id) : undefined;
}
