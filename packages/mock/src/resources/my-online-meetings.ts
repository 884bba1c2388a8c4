import { HttpError } from "../contract/http-error.ts";
import type { Properties } from "../state/content.ts";
import type { OperationHandler } from "./context.ts";
import { hashToMeetingId } from "./etag.ts";
import { findApplication } from "./find.ts";
import { replaceMeeting } from "./input.ts";
import { lastSegment } from "./keys.ts";
import { addressMeeting, isAssigned, representMeeting, representMeetings, respond } from "./representation.ts";
import { retryUntilDone } from "./store.ts";

/** @see UCWA 2.0, myOnlineMeetings, GET */
export const getMyOnlineMeetings: OperationHandler = async (context) => {
  const { store } = context.state;
  const application = await findApplication(context);
  const meetings = await store.childrenWithChildren(application.key);
  return respond(200, representMeetings(context, meetings), context);
};

/** @see UCWA 2.0, myOnlineMeetings, POST */
export const createMyOnlineMeeting: OperationHandler = async (context) => {
  const { store, switches, meetingLimit, organizerUri } = context.state;
  const added = await retryUntilDone(async () => {
    const application = await findApplication(context);
    const meetings = await store.children(application.key);
    const assigned = meetings.filter(isAssigned).length;
    if (meetings.length - assigned >= meetingLimit) {
      const message = `The user's meetings: expected at most ${meetingLimit} (--meeting-limit), got one more.`;
      throw new HttpError(409, "TooManyOnlineMeetings", message);
    }
    const id = hashToMeetingId(`meeting ${await store.countUp("sequence")}`);
    const organizer = meetings.map(({ properties }) => properties.organizerUri).find(isSipUri) ?? organizerUri;
    const properties = replaceMeeting(context, createAddresses(id, organizer));
    return store.add(`${application.key}/${id}`, properties, meetingLimit + assigned);
  });
  const created = addressMeeting(context, lastSegment(added.key));
  return respond(Number(switches.meetingCreated), representMeeting(created, added, []), created, added);
};

const sipUri = /^sips?:([^@]+)@([^;]+)$/i;

/** The id of a new meeting and the addresses that agree with it, as traffic shows them. */
function createAddresses(id: string, organizerUri: string): Properties {
  const [, name = "", domain = ""] = sipUri.exec(organizerUri) ?? [];
  return {
    joinUrl: `https://meet.${domain}/${name.toLowerCase()}/${id}`,
    onlineMeetingId: id,
    onlineMeetingRel: "myOnlineMeetings",
    onlineMeetingUri: `${organizerUri};gruu;opaque=app:conf:focus:id:${id}`,
    organizerUri,
  };
}

function isSipUri(value: unknown): value is string {
  return typeof value === "string" && sipUri.test(value);
}
