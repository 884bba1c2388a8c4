import { checkPreconditions, isNotModified } from "./conditional.ts";
import type { OperationHandler } from "./context.ts";
import { findMeeting, findMeetingWithExtensions } from "./find.ts";
import { replaceMeeting, requireGuidProperty } from "./input.ts";
import { representMeeting, respond, respondEmpty } from "./representation.ts";
import { retryUntilDone } from "./store.ts";

/** @see UCWA 2.0, myOnlineMeeting, GET */
export const getMyOnlineMeeting: OperationHandler = async (context) => {
  const [meeting, extensions] = await findMeetingWithExtensions(context);
  if (isNotModified(context.request.headers["if-none-match"], meeting, context.state.switches))
    return respondEmpty(304, context, meeting);
  return respond(200, representMeeting(context, meeting, extensions), context, meeting);
};

/** @see UCWA 2.0, myOnlineMeeting, PUT */
export const updateMyOnlineMeeting: OperationHandler = async (context) => {
  const { store, switches } = context.state;
  const written = await retryUntilDone(async () => {
    const meeting = await findMeeting(context);
    checkPreconditions(context.request.headers, meeting, switches, switches.ifMatch === "required");
    requireGuidProperty(context, switches.guidPropertyOnPut);
    return store.replace(meeting.key, meeting.version, replaceMeeting(context, meeting.properties));
  });
  const extensions = await store.children(written.key);
  return respond(200, representMeeting(context, written, extensions), context, written);
};

/** @see UCWA 2.0, myOnlineMeeting, DELETE */
export const deleteMyOnlineMeeting: OperationHandler = async (context) => {
  const { store, switches } = context.state;
  return retryUntilDone(async () => {
    const meeting = await findMeeting(context);
    if (switches.ifMatchOnDelete === "honoured") checkPreconditions(context.request.headers, meeting, switches, false);
    return (await store.remove(meeting.key, meeting.version)) ? respondEmpty(204, context) : undefined;
  });
};
