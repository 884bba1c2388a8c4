import type { components, paths } from "../dist/openapi-typescript/types.ts";
import { extension, headers, ids } from "./request.ts";

type Extension = components["schemas"]["OnlineMeetingExtension"];
type Input = components["schemas"]["OnlineMeetingExtensionInput"];
const meetingPath: keyof paths = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";

export async function run(baseUrl: string) {
  const meeting = baseUrl + meetingPath.replace(/\{(\w+)\}/g, (_, id: keyof typeof ids) => ids[id]);
  const read: components["schemas"]["MyOnlineMeeting"] = await (await fetch(meeting, { headers })).json();
  const input: Input = extension;
  const init = {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json" },
    body: JSON.stringify(input),
  };
  const created: Extension = await (await fetch(`${meeting}/onlineMeetingExtensions`, init)).json();
  return [read.subject, created.participantPassCode];
}
