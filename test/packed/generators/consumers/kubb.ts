import { createOnlineMeetingExtension } from "../dist/kubb/clients/createOnlineMeetingExtension.ts";
import { getMyOnlineMeeting } from "../dist/kubb/clients/getMyOnlineMeeting.ts";
import { myOnlineMeetingInputSchema } from "../dist/kubb/zod/myOnlineMeetingInputSchema.ts";
import { myOnlineMeetingSchema } from "../dist/kubb/zod/myOnlineMeetingSchema.ts";
import { extension, headers, ids } from "./request.ts";

export async function run(baseURL: string) {
  const meeting = await getMyOnlineMeeting(ids.applicationId, ids.onlineMeetingId, {}, { baseURL, headers });
  const created = await createOnlineMeetingExtension(
    ids.applicationId,
    ids.onlineMeetingId,
    extension,
    {},
    { baseURL, headers },
  );
  return [myOnlineMeetingSchema.parse(meeting).subject, created.participantPassCode];
}

export const parseUpdate = (update: unknown): object => myOnlineMeetingInputSchema.parse(update);
