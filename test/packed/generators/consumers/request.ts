/** What every consumer sends: which meeting to read, and the extension with a custom key that it attaches. */
export const ids = { applicationId: "833", onlineMeetingId: "810" };
export const headers = { Authorization: "Bearer cwt=x", Accept: "application/json" };
export const extension = { id: "dialIn", type: "RoamedParticipantData", participantPassCode: "4711" } as const;
