import { describe, expect, test } from "vitest";
import { createClient, NotFoundError, PreconditionFailedError, UnknownOutcomeError } from "../src/index.ts";
import { representations } from "./support/representations.ts";

const origin = "https://fe1.contoso.com";
const address = "/ucwa/oauth/v1/applications/103985322388/onlineMeetings/myOnlineMeetings/PYC58WSY";

type Answer = () => Promise<Response>;

const lost: Answer = async () => Promise.reject(new TypeError("fetch failed"));
const status =
  (code: number): Answer =>
  async () =>
    new Response(null, { status: code });

describe.each(representations)(
  "After a write without a response, in $name",
  ({ options, mediaType, deployed, reason }) => {
    const headers = { "content-type": mediaType, etag: '"1"' };
    const meeting =
      (subject: string): Answer =>
      async () =>
        new Response(deployed.replace("Status", subject), { headers });
    const refusal =
      (code: number, name: string, subcode?: string): Answer =>
      async () =>
        new Response(reason(name, subcode), { status: code, headers });

    /** A client that gets these answers in turn, and no other. */
    function start(...answers: Answer[]) {
      const sent: string[] = [];
      const fetch = async ({ method }: Request) => {
        sent.push(method);
        return (answers.shift() ?? lost)();
      };
      const ucwa = createClient({ baseUrl: `${origin}/ucwa/v1`, retry: { initialDelay: 0 }, fetch, ...options });
      return { myOnlineMeeting: ucwa.myOnlineMeeting, sent };
    }

    test("a 412 and another writer's changes leave the outcome unknown, and the error has what is there now", async () => {
      const { myOnlineMeeting, sent } = start(meeting("Status"), lost, status(412), meeting("Anna's"));
      const error = await myOnlineMeeting.update(address, { subject: "Q3" }).catch((each: unknown) => each);
      expect(error).toBeInstanceOf(UnknownOutcomeError);
      expect(Object(error).cause).toBeInstanceOf(PreconditionFailedError);
      expect(error).toMatchObject({
        name: "UnknownOutcomeError",
        message: `PUT ${origin}${address}: expected the resource as an earlier attempt may have stored it, got one that another writer has changed since`,
        mayHaveBeenApplied: true,
        cause: { code: "PreconditionFailed" },
        current: { data: { subject: "Anna's" } },
      });
      expect(sent).toEqual(["GET", "PUT", "PUT", "GET"]);
    });

    test("a 412 and the changes themselves mean that they were stored", async () => {
      const { myOnlineMeeting, sent } = start(meeting("Status"), lost, status(412), meeting("Q3"));
      const saved = await myOnlineMeeting.update(address, () => ({ subject: "Q3" }));
      expect(saved.data.subject).toBe("Q3");
      expect(sent).toEqual(["GET", "PUT", "PUT", "GET"]);
    });

    test("a 412 leaves the outcome unknown where nothing can be read any more", async () => {
      const { myOnlineMeeting } = start(meeting("Status"), lost, status(412));
      const error = await myOnlineMeeting.update(address, { subject: "Q3" }).catch((each: unknown) => each);
      expect(error).toMatchObject({
        name: "UnknownOutcomeError",
        message: expect.stringContaining("may have stored it, got none: it could not be read since"),
        current: undefined,
      });
    });

    test("a caller who aborts the reading that follows a 412 gets the own reason", async () => {
      const controller = new AbortController();
      const abort: Answer = async () => {
        controller.abort("no longer needed");
        return lost();
      };
      const { myOnlineMeeting } = start(meeting("Status"), lost, status(412), abort);
      const update = myOnlineMeeting.update(address, { subject: "Q3" }, { signal: controller.signal });
      await expect(update).rejects.toBe("no longer needed");
    });

    test("a 404 means that a resource was deleted", async () => {
      const { myOnlineMeeting, sent } = start(lost, refusal(404, "NotFound"));
      expect(await myOnlineMeeting.delete(address)).toBeUndefined();
      expect(sent).toEqual(["DELETE", "DELETE"]);
    });

    test("a 404 with a subcode does not, since more than the resource is gone", async () => {
      const { myOnlineMeeting } = start(lost, refusal(404, "NotFound", "ApplicationNotFound"));
      const error = await myOnlineMeeting.delete(address).catch((each: unknown) => each);
      expect(error).toBeInstanceOf(NotFoundError);
      expect(error).toMatchObject({ subcode: "ApplicationNotFound", mayHaveBeenApplied: true });
    });

    test("another refusal to delete is thrown, and says that it may have been deleted all the same", async () => {
      const { myOnlineMeeting } = start(lost, refusal(409, "Conflict"));
      await expect(myOnlineMeeting.delete(address)).rejects.toMatchObject({ status: 409, mayHaveBeenApplied: true });
    });

    test("and only then: a 404 to the first attempt is thrown", async () => {
      const { myOnlineMeeting } = start(refusal(404, "NotFound"));
      await expect(myOnlineMeeting.delete(address)).rejects.toMatchObject({ status: 404, mayHaveBeenApplied: false });
    });

    test("a write that was answered with nothing is stored, also if it cannot be read then", async () => {
      const { myOnlineMeeting } = start(meeting("Status"), status(204), status(502));
      const update = myOnlineMeeting.update(address, { subject: "Q3" });
      await expect(update).rejects.toMatchObject({ method: "GET", status: 502, mayHaveBeenApplied: true });
    });

    test("a refusal other than 412 ends an update, also if a function makes the changes", async () => {
      const { myOnlineMeeting, sent } = start(meeting("Status"), refusal(409, "Conflict"));
      let runs = 0;
      const update = myOnlineMeeting.update(address, () => ({ subject: `${++runs}` }));
      await expect(update).rejects.toMatchObject({ status: 409 });
      expect([runs, ...sent]).toEqual([1, "GET", "PUT"]);
    });
  },
);
