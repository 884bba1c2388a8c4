import type { components } from "@ucwa-meetings/spec/types";

/** A meeting as the document describes it. */
export type MyOnlineMeeting = components["schemas"]["MyOnlineMeeting"];

/** An extension as the document describes it: `id`, `type`, and keys of the application's own. */
export type OnlineMeetingExtension = components["schemas"]["OnlineMeetingExtension"];
