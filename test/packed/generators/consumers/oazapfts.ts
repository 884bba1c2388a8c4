import { createOnlineMeetingExtension, defaults, getMyOnlineMeeting } from "../dist/oazapfts/api.ts";
import { extension, headers, ids } from "./request.ts";

export async function run(baseUrl: string) {
  Object.assign(defaults, { baseUrl, headers });
  const meeting = await getMyOnlineMeeting(ids.applicationId, ids.onlineMeetingId);
  const created = await createOnlineMeetingExtension(ids.applicationId, ids.onlineMeetingId, extension);
  if (meeting.status !== 200 || created.status !== 201) throw new Error(`${meeting.status}, ${created.status}`);
  return [meeting.data.subject, created.data.participantPassCode];
}
