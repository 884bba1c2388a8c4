import { createOnlineMeetingExtension, getMyOnlineMeeting } from "../dist/orval/client.ts";
import { GetMyOnlineMeetingResponse, UpdateMyOnlineMeetingBody } from "../dist/orval/zod.ts";
import { extension, headers, ids } from "./request.ts";

declare global {
  var ucwaBaseUrl: string;
}

export async function run(baseUrl: string) {
  globalThis.ucwaBaseUrl = baseUrl;
  const meeting = await getMyOnlineMeeting(ids.applicationId, ids.onlineMeetingId, { headers });
  const created = await createOnlineMeetingExtension(ids.applicationId, ids.onlineMeetingId, extension, { headers });
  if (meeting.status !== 200 || created.status !== 201) throw new Error(`${meeting.status}, ${created.status}`);
  // The types know of the XML form, too, which is text.
  if (typeof created.data === "string") throw new Error(created.data);
  return [GetMyOnlineMeetingResponse.parse(meeting.data).subject, created.data.participantPassCode];
}

export const parseUpdate = (update: unknown): object => UpdateMyOnlineMeetingBody.parse(update);
