import { createClient } from "../../src/index.ts";

const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1" });

/** What an editor shows of these is tested. */
export const meeting = await ucwa.myOnlineMeeting.get("/m");
export const { data } = meeting;
