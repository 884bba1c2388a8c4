import { expect, test } from "vitest";
import { createClient } from "../src/index.ts";
import { guid, guidProperty, reply, representations } from "./support/representations.ts";
import { serve } from "./support/server.ts";

const ids = { applicationId: "833", onlineMeetingId: "810" };
const token = "cwt=PHNhbWw6QXNzZXJ0aW9uIHhtbG5...uZm8";

test("a key that was spelled with an escape and set apart from its colon is sent once", async () => {
  const [representation] = representations;
  if (!representation) return;
  const answer = '{"id":"1","room\\/name"  : "4","etag":"1"}';
  const server = await serve(reply(representation, answer));
  const ucwa = createClient({ baseUrl: server.baseUrl, token });
  await ucwa.onlineMeetingExtensions.update("/e/1", { "room/name": "5" });
  const { body = "" } = server.arrivals[1] ?? {};
  expect(JSON.parse(body)).toEqual({ ...JSON.parse(answer), "room/name": "5" });
  expect(body.split("name")).toHaveLength(2);
});

test("what is not changed keeps its spelling: escapes, long numbers, fractions, any key", async () => {
  const [representation] = representations;
  if (!representation) return;
  const members = [
    '"expirationTime":"\\/Date(1360199838000)\\/"',
    '"a":12345678901234567890',
    '"b":1.0',
    '"c":[1e3,-0.10,true,null,"\\u0041\\"\\\\"]',
    '"__proto__":{"polluted":1.50}',
    '"constructor":"as written 0.5:x"',
    `"${guid}":"${guidProperty}"`,
  ];
  const server = await serve(reply(representation, `{"subject":"a",${members.join()},"etag":"1"}`));
  const ucwa = createClient({ baseUrl: server.baseUrl, token });
  await ucwa.myOnlineMeeting.update(ids, { subject: "as written 0.5:b" });
  const { body = "" } = server.arrivals[1] ?? {};
  for (const member of members) expect(body).toContain(member);
  expect(JSON.parse(body).subject).toBe("as written 0.5:b");
});
