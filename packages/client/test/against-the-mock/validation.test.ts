import { expect, test } from "vitest";
import { validator } from "../../src/validation/index.ts";
import { ids, servers, startServer } from "../support/mocks.ts";

test.each(servers)(
  "A validator finds nothing wrong with what a $dialect server and a client do in $name",
  async (server) => {
    const { connect } = await startServer(server);
    const ucwa = connect({ validate: validator({ onViolation: "throw" }) });
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    await ucwa.myOnlineMeeting.update(meeting, { subject: "Q3", expirationTime: new Date(Date.now() + 86_400_000) });
    const made = await ucwa.onlineMeetingExtensions.create(meeting, {
      id: "seating",
      type: "RoamedParticipantData",
      table: "12A",
    });
    await ucwa.onlineMeetingExtensions.update(made, { table: ["12A", "12B"] });
    expect((await ucwa.onlineMeetingExtensions.list(meeting)).length).toBeGreaterThan(0);
    await ucwa.onlineMeetingExtensions.delete(made);
    await ucwa.myOnlineMeeting.delete(meeting);
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toMatchObject({ name: "NotFoundError" });
  },
);
