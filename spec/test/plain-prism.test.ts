import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "../dist/operations.js";
import { readBundle } from "./bundle.ts";

const { examples } = readBundle().components;

/** Prism as anybody would start it on the installed package, with none of our own code around it. */
describe("Plain Prism on the bundle", () => {
  let prism: ChildProcess;
  let url: string;

  beforeAll(async () => {
    const command = fileURLToPath(new URL("../node_modules/.bin/prism", import.meta.url));
    const bundle = fileURLToPath(new URL("../dist/openapi.yaml", import.meta.url));
    prism = spawn(command, ["mock", bundle, "--port", "0"], { env: { ...process.env, SCARF_ANALYTICS: "false" } });
    url = await new Promise<string>((resolve, reject) => {
      let output = "";
      prism.stdout?.on("data", (chunk: Buffer) => {
        output += chunk;
        const found = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output);
        if (found?.[1]) resolve(found[1]);
      });
      prism.on("exit", (code) => reject(new Error(`Prism ended with ${code}: ${output}`)));
    });
  });

  afterAll(() => {
    prism.kill();
  });

  describe.each(operations.operations)("answers $operationId", ({ method, path, errors }) => {
    const target = path.replaceAll(/\{\w+\}/g, "1");
    const body = method === "PUT" || method === "POST" ? "{}" : null;
    const send = (headers: Record<string, string>) =>
      fetch(url + target, {
        method,
        body,
        headers: { Authorization: "Bearer cwt=x", ...(body && { "Content-Type": "application/json" }), ...headers },
      });

    it.each(errors)(
      "with the $status $example that Prefer asks for, in JSON and in XML",
      async ({ status, example, code, subcode }) => {
        const prefer = `code=${status}, example=${example}`;
        const json = await send({ Prefer: prefer, Accept: "application/json" });
        expect(json.status).toBe(status);
        expect(await json.json()).toMatchObject(subcode === undefined ? { code } : { code, subcode });

        const xml = await send({ Prefer: prefer, Accept: "application/xml" });
        expect([xml.status, xml.headers.get("content-type")]).toEqual([status, "application/xml"]);
        expect(await xml.text()).toContain(`<code>${code}</code>`);
      },
    );

    it.each(["application/vnd.microsoft.com.ucwa+json", "application/vnd.microsoft.com.ucwa+xml"])(
      "as %s",
      async (type) => {
        const response = await send({ Accept: type });
        expect(response.headers.get("content-type")).toBe(method === "DELETE" ? null : type);
        expect(response.headers.get("sl-violations")).toBeNull();
      },
    );
  });

  it.each(["", "/onlineMeetingExtensions", "/onlineMeetingExtensions/917823"])(
    "makes dynamic examples for the meeting%s that fit their schemas",
    async (tail) => {
      const target = `${url}/applications/833/onlineMeetings/myOnlineMeetings/810${tail}`;
      const headers = { Authorization: "Bearer cwt=x", Accept: "application/json", Prefer: "dynamic=true" };
      // They are random, and at first more than half of them did not fit.
      for (let count = 0; count < 25; count++) {
        const response = await fetch(target, { headers });
        expect([response.status, response.headers.get("sl-violations")]).toEqual([200, null]);
      }
    },
  );

  it("serves the published answer in JSON", async () => {
    const response = await fetch(`${url}/applications/833/onlineMeetings/myOnlineMeetings/810`, {
      headers: { Authorization: "Bearer cwt=x" },
    });
    expect(await response.json()).toEqual(examples.MyOnlineMeetingReadJson?.value);
  });

  it("accepts a published XML body and serves a published XML answer without violations", async () => {
    const response = await fetch(`${url}/applications/833/onlineMeetings/myOnlineMeetings/810`, {
      method: "PUT",
      headers: { Authorization: "Bearer cwt=x", "Content-Type": "application/xml", Accept: "application/xml" },
      body: String(examples.MyOnlineMeetingUpdateXml?.value),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("sl-violations")).toBeNull();
    expect(await response.text()).toBe(examples.MyOnlineMeetingUpdatedXml?.value);
  });
});
