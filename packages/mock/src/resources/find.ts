import { notFound } from "../contract/http-error.ts";
import { shorten } from "../http/text.ts";
import type { Context } from "./context.ts";
import { applicationKey, extensionKey, maxIdLength, meetingKey } from "./keys.ts";
import type { Entry } from "./store.ts";

/** Finds the application in the path of a request. Throws `HttpError` with 404 if it does not exist. */
export async function findApplication({ state: { store }, route: { ids } }: Context): Promise<Entry> {
  const application = await store.get(applicationKey(ids));
  if (application) return application;
  const message = `There is no application ${quote(ids.applicationId)}.`;
  throw notFound(message, "ApplicationNotFound");
}

/** Finds the meeting in the path of a request. Throws `HttpError` with 404 if the meeting or its application does not exist. */
export async function findMeeting(context: Context): Promise<Entry> {
  const { ids } = context.route;
  const meeting = await context.state.store.get(meetingKey(ids));
  if (meeting) return meeting;
  await findApplication(context);
  throw notFound(`There is no meeting ${quote(ids.onlineMeetingId)}.`);
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
