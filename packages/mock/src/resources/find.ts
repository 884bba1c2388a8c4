import { type HttpError, notFound } from "../contract/http-error.ts";
import { shorten } from "../http/text.ts";
import type { Entry } from "../state/content.ts";
import type { Context } from "./context.ts";
import { applicationKey, extensionKey, maxIdLength, meetingKey } from "./keys.ts";

/** Finds the application in the path of a request. Throws `HttpError` with 404 if it does not exist. */
export async function findApplication({ state: { store }, route: { ids } }: Context): Promise<Entry> {
  const application = await store.get(applicationKey(ids));
  if (application) return application;
  const message = `There is no application ${quote(ids.applicationId)}.`;
  throw notFound(message, "ApplicationNotFound");
}

/** Finds the meeting in the path of a request. Throws `HttpError` with 404 if the meeting or its application does not exist. */
export async function findMeeting(context: Context): Promise<Entry> {
  const meeting = await context.state.store.get(meetingKey(context.route.ids));
  if (meeting) return meeting;
  throw await noMeeting(context);
}

/** Finds the meeting in the path of a request, and its extensions at the same time. Throws `HttpError` as `findMeeting` does. */
export async function findMeetingWithExtensions(context: Context): Promise<[Entry, Entry[]]> {
  const found = await context.state.store.getWithChildren(meetingKey(context.route.ids));
  if (found) return found;
  throw await noMeeting(context);
}

async function noMeeting(context: Context): Promise<HttpError> {
  await findApplication(context);
  return notFound(`There is no meeting ${quote(context.route.ids.onlineMeetingId)}.`);
}

/** Finds the extension in the path of a request, by the last segment of its link or by its id. Throws `HttpError` with 404. */
export async function findExtension(context: Context): Promise<Entry> {
  const meeting = await findMeeting(context);
  const named = await context.state.store.get(extensionKey(context.route.ids));
  if (named) return named;
  const id = decodeURIComponent(context.route.ids.onlineMeetingExtensionId ?? "");
  const found = await findById(context, meeting.key, id);
  if (found) return found;
  throw notFound(`The meeting has no extension ${quote(id)}.`);
}

function quote(id = ""): string {
  return JSON.stringify(shorten(id, maxIdLength));
}

/** Finds the extension of a meeting with an id. */
export async function findById(
  { state: { store } }: Context,
  meeting: string,
  id: unknown,
): Promise<Entry | undefined> {
  return typeof id === "string" ? store.childWithId(meeting, id) : undefined;
}
