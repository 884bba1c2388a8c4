import { QueryClient, queryOptions } from "@tanstack/react-query";
import { createClient } from "@ucwa-meetings/client";

const ucwa = createClient({ baseUrl: "http://127.0.0.1:4010/ucwa/v1", token: "cwt=anything" });

const meetingsQuery = (applicationId: string) =>
  queryOptions({
    queryKey: ["myOnlineMeetings", applicationId],
    queryFn: ({ signal }) => ucwa.myOnlineMeetings.list({ applicationId }, { signal }),
  });

const meetingQuery = (ids: { applicationId: string; onlineMeetingId: string }) =>
  queryOptions({
    queryKey: ["myOnlineMeeting", ids],
    queryFn: ({ signal }) => ucwa.myOnlineMeeting.get(ids, { signal }),
  });

// The client retries where that is safe. A second layer of retries would only make failures slow.
const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });

const ids = { applicationId: "833", onlineMeetingId: "810" };
const meeting = await queries.fetchQuery(meetingQuery(ids));
console.log(meeting.data.subject);

// A mutation: the response is the meeting as it is now, and the list is out of date.
const saved = await ucwa.myOnlineMeeting.update(meeting, { subject: "Q3 sales numbers" });
queries.setQueryData(meetingQuery(ids).queryKey, saved);
await queries.invalidateQueries(meetingsQuery(ids.applicationId));
const meetings = await queries.fetchQuery(meetingsQuery(ids.applicationId));
console.log(meetings.map(({ data }) => data.subject));
