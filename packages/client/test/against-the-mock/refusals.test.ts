import { operations } from "@ucwa-meetings/spec/operations";
import { describe, expect, test } from "vitest";
import { type CallOptions, createClient, isUcwaError, type UcwaClient, UcwaError } from "../../src/index.ts";
import { ids, servers, startServer } from "../support/mocks.ts";

const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";

/** Which method of the resource layer sends an operation. What it needs is read beforehand. */
const calls: Record<string, (ucwa: UcwaClient) => Promise<(options: CallOptions) => Promise<unknown>>> = {
  async getMyOnlineMeeting({ myOnlineMeeting }) {
    return (options) => myOnlineMeeting.get(ids, options);
  },
  async updateMyOnlineMeeting({ myOnlineMeeting }) {
    const meeting = await myOnlineMeeting.get(ids);
    return (options) => myOnlineMeeting.update(meeting, { subject: "Q3" }, options);
  },
  async deleteMyOnlineMeeting({ myOnlineMeeting }) {
    return (options) => myOnlineMeeting.delete(ids, options);
  },
  async getOnlineMeetingExtensions({ onlineMeetingExtensions }) {
    return (options) => onlineMeetingExtensions.list(ids, options);
  },
  async createOnlineMeetingExtension({ onlineMeetingExtensions }) {
    return (options) => onlineMeetingExtensions.create(ids, { id: "seating" }, options);
  },
  async getOnlineMeetingExtension({ onlineMeetingExtensions }) {
    const [extension] = await onlineMeetingExtensions.list(ids);
    return (options) => onlineMeetingExtensions.get(extension ?? "", options);
  },
  async updateOnlineMeetingExtension({ onlineMeetingExtensions }) {
    const [extension] = await onlineMeetingExtensions.list(ids);
    const current = await onlineMeetingExtensions.get(extension ?? "");
    return (options) => onlineMeetingExtensions.update(current, { room: "4" }, options);
  },
  async deleteOnlineMeetingExtension({ onlineMeetingExtensions }) {
    const [extension] = await onlineMeetingExtensions.list(ids);
    return (options) => onlineMeetingExtensions.delete(extension ?? "", options);
  },
  async getMyOnlineMeetings({ myOnlineMeetings }) {
    return (options) => myOnlineMeetings.list({ applicationId: ids.applicationId }, options);
  },
  async createMyOnlineMeeting({ myOnlineMeetings }) {
    return (options) => myOnlineMeetings.create({ applicationId: ids.applicationId }, { subject: "Q3" }, options);
  },
};

test("every method of the resources is held to the errors of its operation", () => {
  const resources = Object.values(createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1" }));
  const methods = resources.flatMap((resource) => (typeof resource === "object" ? Object.keys(resource) : []));
  expect(methods).toHaveLength(Object.keys(calls).length);
});

describe.each(servers)("Refusals in $name, of a server as $dialect", (server) => {
  test.each(operations.operations.filter(({ operationId }) => operationId in calls))(
    "every documented error of $operationId is thrown as what it is",
    async (operation) => {
      const { connect, mock } = await startServer(server);
      const call = await calls[operation.operationId]?.(connect({ retry: false, cache: false }));
      for (const { status, code, subcode, example } of operation.errors) {
        const sent = call?.({ headers: { Prefer: `code=${status}, example=${example}` } });
        const error = await Promise.resolve(sent).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(UcwaError);
        expect(error).toMatchObject({ status, code, message: expect.stringContaining(code) });
        expect(Object(error).subcode).toBe(subcode);
        expect(mock.requests.at(-1)).toMatchObject({ operationId: operation.operationId, status });
      }
      expect(operation.errors.length).toBeGreaterThan(10);
    },
  );

  test("the error of GET narrows to those of its operation", async () => {
    const { connect } = await startServer(server);
    const headers = { Prefer: "code=409, example=TooManyGroups" };
    const { error } = await connect().GET(meetingPath, { params: { path: ids }, headers });
    expect(isUcwaError<"getMyOnlineMeeting">(error)).toBe(true);
    expect([error?.code, error?.subcode]).toEqual(["Conflict", "TooManyGroups"]);
  });

  test("a value that is not in the enumeration is a BadRequest that names the property", async () => {
    const { ucwa } = await startServer(server);
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    const wrong = JSON.parse('{"accessLevel":"Sometimes"}');
    await expect(ucwa.myOnlineMeeting.update(meeting, wrong)).rejects.toMatchObject({
      name: "BadRequestError",
      subcode: "ParameterValidationFailure",
      parameters: [{ name: "accessLevel" }],
    });
    expect((await ucwa.myOnlineMeeting.get(ids)).etag).toBe(meeting.etag);
  });

  test("without a token there is a 401, and its challenge says where to get one", async () => {
    const { connect } = await startServer(server);
    await expect(connect({ token: undefined }).myOnlineMeeting.get(ids)).rejects.toMatchObject({
      name: "UnauthorizedError",
      challenge: expect.stringContaining("MsRtcOAuth"),
    });
  });

  test("an address that leads nowhere is a NotFoundError of the server", async () => {
    const { mock } = await startServer(server);
    const ucwa = createClient({ baseUrl: `${mock.url}/elsewhere`, token: "cwt=anything", ...server.options });
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toMatchObject({ name: "NotFoundError", code: "NotFound" });
  });
});
