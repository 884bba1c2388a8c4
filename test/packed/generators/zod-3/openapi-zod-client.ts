import { extension, headers, ids as params } from "../consumers/request.ts";
import { createApiClient, schemas } from "./dist/client.ts";

export async function run(baseUrl: string) {
  const api = createApiClient(baseUrl, { axiosConfig: { headers } });
  const meeting = await api.getMyOnlineMeeting({ params });
  const created = await api.createOnlineMeetingExtension(extension, { params });
  return [meeting.subject, created.participantPassCode];
}

export const parseUpdate = (update: unknown): object => schemas.MyOnlineMeetingInput.parse(update);
