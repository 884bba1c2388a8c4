import { describe, expect, test } from "vitest";
import { createClient, ForbiddenError, UnauthorizedError } from "../src/index.ts";
import { reply, representations } from "./support/representations.ts";
import { type Arrival, type Reply, serve } from "./support/server.ts";

const ids = { applicationId: "833", onlineMeetingId: "810" };
const challenge = { "www-authenticate": 'MsRtcOAuth href="https://fe1.contoso.com/WebTicket/oauthtoken"' };

/** Tokens in turn, and for whom they were asked. */
function createTokenSource() {
  const asked: string[] = [];
  return { asked, token: async (origin: string) => `cwt=token-${asked.push(origin)}` };
}

describe.each(representations)("Auth, in $name", (representation) => {
  const { options } = representation;
  const fine = reply(representation, representation.meeting, '"1"');

  test("a token that is a string goes along as the bearer", async () => {
    const server = await serve(fine);
    const ucwa = createClient({ baseUrl: server.baseUrl, token: "cwt=anything", ...options });
    await ucwa.myOnlineMeeting.get(ids);
    expect(server.arrivals[0]?.headers.authorization).toBe("Bearer cwt=anything");
  });

  test("a function is asked once per origin, by the origin, however many calls there are", async () => {
    const server = await serve(fine);
    const { asked, token } = createTokenSource();
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await Promise.all([ucwa.myOnlineMeeting.get(ids), ucwa.myOnlineMeeting.get(ids)]);
    await ucwa.onlineMeetingExtensions.list(ids);
    expect(asked).toEqual([server.origin]);
  });

  test("after a 401 it is asked once more, and the request is sent once more, POST included", async () => {
    const server = await serve({ status: 401 }, reply(representation, representation.extension, '"1"', 201));
    const { asked, token } = createTokenSource();
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await ucwa.onlineMeetingExtensions.create(ids, { id: "917823" });
    expect(asked).toHaveLength(2);
    expect(server.arrivals.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer cwt=token-1",
      "Bearer cwt=token-2",
    ]);
    expect(server.arrivals[1]?.body).toBe(server.arrivals[0]?.body);
  });

  test("a 403 with a challenge is like a 401, one without is not", async () => {
    const server = await serve({ status: 403, headers: challenge }, fine, { status: 403 });
    const { asked, token } = createTokenSource();
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await ucwa.myOnlineMeeting.get(ids);
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toBeInstanceOf(ForbiddenError);
    expect(asked).toHaveLength(2);
    expect(server.arrivals).toHaveLength(3);
  });

  test("a second refusal is thrown", async () => {
    const server = await serve({ status: 401, headers: challenge });
    const { asked, token } = createTokenSource();
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const call = ucwa.myOnlineMeeting.get(ids);
    await expect(call).rejects.toBeInstanceOf(UnauthorizedError);
    await expect(call).rejects.toMatchObject({ challenge: challenge["www-authenticate"] });
    expect(asked).toHaveLength(2);
    expect(server.arrivals).toHaveLength(2);
  });

  test("a string that was refused is not tried again", async () => {
    const server = await serve({ status: 401 });
    const ucwa = createClient({ baseUrl: server.baseUrl, token: "cwt=anything", ...options });
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toBeInstanceOf(UnauthorizedError);
    expect(server.arrivals).toHaveLength(1);
  });

  test("calls that are refused together share one new token", async () => {
    const server = await serve(({ headers }) =>
      headers.authorization === "Bearer cwt=token-2" ? fine : { status: 401 },
    );
    const { asked, token } = createTokenSource();
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await Promise.all(Array.from({ length: 8 }, () => ucwa.myOnlineMeeting.get(ids)));
    expect(asked).toHaveLength(2);
  });
});

test("a redirect renews the token of the other origin, if both tokens have expired", async () => {
  const valid: Record<string, string> = {};
  const respond =
    (fine: Reply) =>
    ({ headers }: Arrival): Reply =>
      headers.authorization === `Bearer ${valid[`http://${headers.host}`]}`
        ? fine
        : { status: 401, headers: challenge };
  const pool2 = await serve(respond({ headers: { "content-type": "application/json" }, body: "{}" }));
  const fe1 = await serve(respond({ status: 307, headers: { location: `${pool2.origin}/m` } }));
  const asked: string[] = [];
  const token = (origin: string) => {
    asked.push(origin);
    return `cwt=${asked.length}`;
  };
  const ucwa = createClient({ baseUrl: fe1.baseUrl, origins: [pool2.origin], token });
  // Both tokens that come first are refused.
  Object.assign(valid, { [fe1.origin]: "cwt=2", [pool2.origin]: "cwt=4" });
  await ucwa.myOnlineMeeting.get(ids);
  expect(asked).toEqual([fe1.origin, fe1.origin, pool2.origin, pool2.origin]);
});

test("what the function throws is thrown, and the next call asks it again", async () => {
  const server = await serve({ headers: { "content-type": "application/json" }, body: "{}" });
  const failure = new Error("The account is locked.");
  let asked = 0;
  const token = async () => {
    if (asked++ === 0) throw failure;
    return "cwt=anything";
  };
  const ucwa = createClient({ baseUrl: server.baseUrl, token });
  await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toBe(failure);
  expect(server.arrivals).toHaveLength(0);
  await ucwa.myOnlineMeeting.get(ids);
  expect(server.arrivals).toHaveLength(1);
});

test("without a token, no Authorization header is sent, and one of the caller's own stands", async () => {
  const server = await serve({ headers: { "content-type": "application/json" }, body: "{}" });
  await createClient({ baseUrl: server.baseUrl }).myOnlineMeeting.get(ids);
  const headers = { Authorization: "Negotiate abc" };
  await createClient({ baseUrl: server.baseUrl, token: "cwt=anything", headers }).myOnlineMeeting.get(ids);
  expect(server.arrivals.map(({ headers }) => headers.authorization)).toEqual([undefined, "Negotiate abc"]);
});

test("a token does not follow a redirect to an origin for which there is none, and neither does an ETag", async () => {
  const other = await serve({ headers: { "content-type": "application/json" }, body: "{}" });
  let moved = false;
  const server = await serve(() =>
    moved
      ? { status: 307, headers: { location: `${other.baseUrl}/moved` } }
      : { headers: { "content-type": "application/json", etag: '"1"' }, body: "{}" },
  );
  const ucwa = createClient({
    baseUrl: server.baseUrl,
    origins: [other.origin],
    token: (origin) => (origin === server.origin ? "cwt=first" : ""),
  });
  await ucwa.myOnlineMeeting.get(ids);
  moved = true;
  await ucwa.myOnlineMeeting.get(ids);
  expect(server.arrivals[1]?.headers).toMatchObject({ authorization: "Bearer cwt=first", "if-none-match": '"1"' });
  expect(other.arrivals[0]?.headers).not.toHaveProperty("authorization");
  expect(other.arrivals[0]?.headers).not.toHaveProperty("if-none-match");
});
