import type { Entry } from "../store/store.ts";
import type { Call } from "./call.ts";
import { applicationKey, entryKey, extensionKey, meetingKey, toSegment } from "./keys.ts";
import { refused } from "./refused.ts";

/** The meeting that the request's path names. Refuses with 404 where there is none, or no such application. */
export async function findMeeting({ world: { store }, ids }: Call): Promise<Entry> {
  const meeting = await store.get(meetingKey(ids));
  if (meeting) return meeting;
  if (await store.get(applicationKey(ids))) {
    return refused(404, "NotFound", `There is no meeting ${JSON.stringify(ids.onlineMeetingId)}.`);
  }
  const message = `There is no application ${JSON.stringify(ids.applicationId)}.`;
  return refused(404, "ApplicationNotFound", message);
}

/** The extension that the request's path names, by the last segment of its own link or by its id. Refuses with 404. */
export async function findExtension(call: Call): Promise<Entry> {
  const meeting = await findMeeting(call);
  const named = await call.world.store.get(extensionKey(call.ids));
  if (named) return named;
  const wanted = entryKey(call.ids.onlineMeetingExtensionId ?? "");
  const extensions = await call.world.store.below(meeting.key);
  const found = extensions.find(({ properties: { id } }) => typeof id === "string" && toSegment(id) === wanted);
  return (
    found ?? refused(404, "NotFound", `The meeting has no extension ${JSON.stringify(decodeURIComponent(wanted))}.`)
  );
}
