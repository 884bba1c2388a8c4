import { createClient, NotFoundError, PreconditionFailedError, UcwaError } from "@ucwa-meetings/client";
import { xml } from "@ucwa-meetings/client/xml";

/**
 * What an application does with the package, in JSON and in XML, against the mock at `origin`. It runs as it is in every
 * runtime. Gives a line for each step; throws at the first that goes wrong.
 */
export async function smoke(origin) {
  const lines = [];
  for (const [name, representation] of [
    ["JSON", undefined],
    ["XML", xml()],
  ]) {
    const ucwa = createClient({
      baseUrl: `${origin}/ucwa/v1`,
      token: () => "cwt=smoke",
      ...(representation && { representation }),
    });
    const check = (step, holds) => {
      if (!holds) throw new Error(`${name}: ${step} went wrong`);
      lines.push(`${name}: ${step}`);
    };

    const meeting = await ucwa.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "810" });
    check("read a meeting", meeting.data.conferenceId === "12983487" && meeting.data.expirationTime instanceof Date);

    const saved = await ucwa.myOnlineMeeting.update(meeting, { subject: `Read in ${name}` });
    check("update it", saved.data.subject === `Read in ${name}` && saved.data.attendees.length === 2);

    const conflict = await ucwa.myOnlineMeeting.update(meeting, { subject: "too late" }).catch((error) => error);
    check("see a conflict", conflict instanceof PreconditionFailedError && conflict instanceof UcwaError);

    const id = `seating-${name}`;
    await ucwa.onlineMeetingExtensions.create(saved, { id, type: "RoamedParticipantData", table: "12A" });
    const extensions = await ucwa.onlineMeetingExtensions.list(saved);
    check(
      "attach an extension",
      extensions.some(({ data }) => data.id === id && data.table === "12A"),
    );

    const raw = await ucwa.GET("/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}", {
      params: { path: { applicationId: "833", onlineMeetingId: "810" } },
    });
    check("read by path", raw.data?.subject === `Read in ${name}`);

    const missing = { applicationId: "833", onlineMeetingId: "none" };
    const refusal = await ucwa.myOnlineMeeting.get(missing).catch((error) => error);
    check("be refused", refusal instanceof NotFoundError);

    const reason = new Error("The window was closed.");
    const controller = new AbortController();
    const call = ucwa.myOnlineMeeting.get(saved, { signal: controller.signal }).catch((error) => error);
    controller.abort(reason);
    check("call it off", (await call) === reason);

    const relay = createClient({
      baseUrl: `${origin}/ucwa/v1`,
      token: "cwt=smoke",
      fetch: (request) => fetch(request),
      ...(representation && { representation }),
    });
    const relayed = await relay.myOnlineMeeting.update(saved.href, { subject: "relayed" });
    check("send with another fetch", relayed.data.subject === "relayed");
  }
  return lines;
}
