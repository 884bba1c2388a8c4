import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Mock, PortInUseError, startMock } from "../src/index.ts";

const authorization = "Bearer cwt=anything";
const meeting = "applications/833/onlineMeetings/myOnlineMeetings/810";

let mock: Mock;
beforeEach(async () => {
  mock = await startMock();
});
afterEach(() => mock.close());

describe("the seeds' addresses work as they are written", () => {
  test.each([
    `/ucwa/v1/${meeting}`,
    `/ucwa/oauth/v1/${meeting}`,
    `//v1/${meeting}`,
    `/${meeting}`,
    "/ucwa/v1/applications/192/onlineMeetings/myOnlineMeetings/943/onlineMeetingExtensions",
    "/ucwa/oauth/v1/applications/103985322388/onlineMeetings/myOnlineMeetings/PYC58WSY/extensions",
    `//v1/${meeting}/onlineMeetingExtensions/onlineMeetingExtension`,
  ])("GET %s", async (path) => {
    const response = await fetch(mock.url + path, { headers: { authorization } });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
  });
});

describe("a request without a token is refused with a challenge", () => {
  test.each(["application/json", "application/vnd.microsoft.com.ucwa+json"])(
    "in JSON for Accept: %s",
    async (accept) => {
      const response = await fetch(`${mock.url}/ucwa/v1/${meeting}`, { headers: { accept } });
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toContain("MsRtcOAuth href=");
      expect(response.headers.get("content-type")).toBe(accept);
      expect(await response.json()).toMatchObject({ code: "Unauthorized" });
    },
  );

  test.each(["application/xml", "application/vnd.microsoft.com.ucwa+xml"])("in XML for Accept: %s", async (accept) => {
    const response = await fetch(`${mock.url}/ucwa/v1/${meeting}`, { headers: { accept } });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toContain("MsRtcOAuth href=");
    expect(response.headers.get("content-type")).toBe(accept);
    expect(await response.text()).toContain("<code>Unauthorized</code>");
  });
});

describe("what the document does not have is refused in its own form", () => {
  test("an unknown path is 404 NotFound", async () => {
    const response = await fetch(`${mock.url}/ucwa/v1/nothing`, { headers: { authorization } });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "NotFound" });
  });

  test("another method is 405 MethodNotAllowed with the methods that there are", async () => {
    const response = await fetch(`${mock.url}/ucwa/v1/${meeting}`, { method: "PATCH", headers: { authorization } });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, PUT, DELETE");
  });
});

test("a port that is in use is told by its number", async () => {
  const port = Number(new URL(mock.url).port);
  const second = startMock({ port });
  await expect(second).rejects.toThrow(PortInUseError);
  await expect(second).rejects.toThrow(`port: expected a free one on 127.0.0.1, got ${port}, which is in use.`);
});
