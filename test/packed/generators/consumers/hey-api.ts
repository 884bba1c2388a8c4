import { client } from "../dist/hey-api/client.gen.ts";
import { createOnlineMeetingExtension, getMyOnlineMeeting } from "../dist/hey-api/index.ts";
import { zMyOnlineMeeting, zMyOnlineMeetingInput } from "../dist/hey-api/zod.gen.ts";
import { extension, headers, ids as path } from "./request.ts";

export async function run(baseUrl: string) {
  client.setConfig({ baseUrl, headers });
  const { data: meeting } = await getMyOnlineMeeting({ path, throwOnError: true });
  const { data: created } = await createOnlineMeetingExtension({ path, body: extension, throwOnError: true });
  return [zMyOnlineMeeting.parse(meeting).subject, created.participantPassCode];
}

export const parseUpdate = (update: unknown): object => zMyOnlineMeetingInput.parse(update);
