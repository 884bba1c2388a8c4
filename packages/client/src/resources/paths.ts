import type { paths } from "@ucwa-meetings/spec/types";

/** The path of a meeting in the document. */
export const meetingPath =
  "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}" satisfies keyof paths;

/** The path of an extension in the document. */
export const extensionPath =
  `${meetingPath}/onlineMeetingExtensions/{onlineMeetingExtensionId}` as const satisfies keyof paths;
