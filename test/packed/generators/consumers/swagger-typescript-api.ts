import { Api, ContentType } from "../dist/swagger-typescript-api/api.ts";
import { extension, headers, ids } from "./request.ts";

export async function run(baseUrl: string) {
  const { applications } = new Api({ baseUrl, baseApiParams: { headers, format: "json" } });
  const meeting = await applications.getMyOnlineMeeting(ids.applicationId, ids.onlineMeetingId);
  // Of several media types the generator chooses none.
  const json = { type: ContentType.Json };
  const { applicationId, onlineMeetingId } = ids;
  const created = await applications.createOnlineMeetingExtension(applicationId, onlineMeetingId, extension, json);
  return [meeting.data.subject, created.data.participantPassCode];
}
