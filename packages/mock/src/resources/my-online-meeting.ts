import { checkIfMatch, isNotModified } from "./conditional.ts";
import type { Call, Carry } from "./context.ts";
import { findMeeting } from "./find.ts";
import { checkPlayBack, replaceMeeting } from "./input.ts";
import { representMeeting, respond, respondEmpty } from "./representation.ts";
import type { Entry } from "./store.ts";
import { untilDone } from "./store.ts";

/** @see UCWA 2.0, myOnlineMeeting, GET */
export const getMyOnlineMeeting: Carry = async (call) => {
  const meeting = await findMeeting(call);
  if (isNotModified(call.headers["if-none-match"], meeting, call.world.switches))
    return respondEmpty(304, call, meeting);
  return respondWith(call, meeting);
};

/** @see UCWA 2.0, myOnlineMeeting, PUT */
export const updateMyOnlineMeeting: Carry = async (call) => {
  const { store, switches } = call.world;
  const written = await untilDone(async () => {
    const meeting = await findMeeting(call);
    checkIfMatch(call.headers["if-match"], meeting, switches, switches.ifMatch === "required");
    checkPlayBack(call, switches.playBackOnPut);
    return store.replace(meeting.key, meeting.version, replaceMeeting(call, meeting.properties));
  });
  return respondWith(call, written);
};

/** @see UCWA 2.0, myOnlineMeeting, DELETE */
export const deleteMyOnlineMeeting: Carry = async (call) => {
  const { store, switches } = call.world;
  return untilDone(async () => {
    const meeting = await findMeeting(call);
    if (switches.ifMatchOnDelete === "honoured") checkIfMatch(call.headers["if-match"], meeting, switches, false);
    return (await store.remove(meeting.key, meeting.version)) ? respondEmpty(204, call) : undefined;
  });
};

async function respondWith(call: Call, meeting: Entry) {
  const extensions = await call.world.store.below(meeting.key);
  return respond(200, representMeeting(call, meeting, extensions), call, meeting);
}
