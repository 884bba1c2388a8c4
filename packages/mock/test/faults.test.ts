import { describe, expect, test } from "vitest";
import { faults, startMock, UnknownFaultError } from "../src/index.ts";
import { ask, meeting } from "./support/ask.ts";

describe("a request can ask for a fault", () => {
  const withFault = async (fault: string, headers: Record<string, string> = {}) => {
    await using mock = await startMock();
    return await ask(mock, meeting, { headers: { ...headers, prefer: `ucwa-fault=${fault}` } });
  };

  test("delay:150 answers later", async () => {
    const started = performance.now();
    expect((await withFault('"delay:150"')).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(145);
  });

  test("reset ends the connection without an answer", async () => {
    await expect(withFault("reset")).rejects.toThrow("fetch failed");
  });

  test("truncate ends the connection in the middle of the body", async () => {
    await expect(withFault("truncate")).rejects.toThrow("terminated");
  });

  test.each([
    ["html-500", 500],
    ["html-502", 502],
  ])("%s is a page for people", async (fault, status) => {
    const answer = await withFault(fault);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "text/html"]);
    expect(answer.text).toMatch(/^<!DOCTYPE html>/);
  });

  test("two-challenges is a 401 with both of them in one header", async () => {
    const { status, headers } = await withFault("two-challenges");
    expect(status).toBe(401);
    expect(headers.get("www-authenticate")).toMatch(/^MsRtcOAuth href=".+", Bearer trusted_issuers=".+", client_id="/);
  });

  test("forbidden-28055 is a 403 with a challenge and the diagnostics of an invalid token", async () => {
    const { status, headers, json } = await withFault("forbidden-28055");
    expect([status, json.code]).toEqual([403, "Forbidden"]);
    expect(headers.get("x-ms-diagnostics")).toMatch(/^28055;source=/);
    expect(headers.get("www-authenticate")).toContain("MsRtcOAuth");
  });

  test.each([
    ["too-many-requests:3", 429, "TooManyRequests"],
    ["unavailable:3", 503, "ServiceUnavailable"],
  ])("%s has a Retry-After", async (fault, status, code) => {
    const json = await withFault(`"${fault}"`);
    expect([json.status, json.json.code, json.headers.get("retry-after")]).toEqual([status, code, "3"]);
    const xml = await withFault(`"${fault}"`, { accept: "application/xml" });
    expect(xml.text).toContain(`<code>${code}</code>`);
  });

  test("a fault that does not exist is 400, and told which there are", async () => {
    const { status, json } = await withFault("fire");
    expect(status).toBe(400);
    for (const name of Object.keys(faults)) expect(json.message).toContain(name);
  });
});

describe("a fault can apply to all requests of the server", () => {
  test("every request of it", async () => {
    await using mock = await startMock({ fault: "unavailable" });
    expect((await ask(mock, meeting)).status).toBe(503);
    expect((await ask(mock, "/nothing")).status).toBe(503);
  });

  test("a share of its requests, the same ones for the same seed", async () => {
    const run = async (faultSeed: number) => {
      await using mock = await startMock({ fault: "unavailable", faultRate: 0.3, faultSeed });
      const statuses: number[] = [];
      for (let count = 0; count < 100; count += 1) statuses.push((await ask(mock, meeting)).status);
      return statuses;
    };
    const seven = await run(7);
    expect(seven.filter((status) => status === 503).length).toBeGreaterThan(15);
    expect(seven.filter((status) => status === 503).length).toBeLessThan(45);
    expect(await run(7)).toEqual(seven);
    expect(await run(8)).not.toEqual(seven);
  });

  test("but a wrong name starts no server", async () => {
    await expect(startMock(JSON.parse('{"fault":"reset:3"}'))).rejects.toThrow(UnknownFaultError);
    await expect(startMock(JSON.parse('{"fault":"reset:3"}'))).rejects.toThrow('fault: expected reset, got "reset:3".');
  });
});
