import { expect, test } from "vitest";
import { startSharedStore } from "../scripts/processes.ts";
import { buildImage, type Image, whyNoImage } from "./support/image.ts";
import { ask, meeting } from "./support/start.ts";

const own = { HOST: "127.0.0.1", PORT: "0", UCWA_OPS_PORT: "0", UCWA_DRAIN_DELAY: "0" };

/** Starts what a container of the image runs, and waits until it listens. */
async function serve(image: Image, environment: Record<string, string> = {}) {
  const { output, ended } = image.start(image.command, { ...own, ...environment });
  const listening = () => /^\{.*"listening".*$/m.exec(output())?.[0];
  const wait = expect.poll(listening, { timeout: 60_000 }).toBeDefined();
  await Promise.race([wait, ended.then(() => Promise.reject(new Error(output())))]);
  const { url, ops } = JSON.parse(listening() ?? "{}");
  const stop = (signal: NodeJS.Signals) => {
    process.kill(Number.parseInt(output(), 10), signal);
    return ended;
  };
  return { url: String(url), ops: String(ops), stop };
}

/** Runs a command in a container to its end. */
async function execute(image: Image, command: string[], environment?: Record<string, string>) {
  const { output, ended } = image.start(command, environment);
  const code = await ended;
  return { code, output: output() };
}

const subjectAt = async (url: string) => Object(await (await ask(url + meeting)).json()).subject;
const json = { "content-type": "application/json" };

test.runIf(process.env.UCWA_LONG)(
  "the image of the Containerfile hosts the mock as a user who may not change it, keeps what was written, and has all stores",
  {
    timeout: 900_000,
  },
  async (context) => {
    const reason = whyNoImage();
    if (reason !== undefined) context.skip(reason);
    await using image = await buildImage();
    if (!image) return context.skip("this machine reaches no registry of images, and gets no Debian with debootstrap");

    // Others reach the address in the image, so there has to be a token.
    const refused = await execute(image, image.command);
    expect([refused.code === 0, refused.output]).toEqual([
      false,
      expect.stringContaining("UCWA_ADMIN_TOKEN: expected a token"),
    ]);
    expect((await execute(image, ["id", "-un"])).output).toMatch(/^\d+\nnode\n$/);
    expect((await execute(image, ["touch", "/app/dist/main.js"])).output).toContain("Permission denied");
    // Only what runs, and none of what builds and tests it.
    expect(image.size).toBeLessThan(15_000_000);

    const first = await serve(image);
    const put = await ask(first.url + meeting, { method: "PUT", body: '{"subject":"In the volume"}', headers: json });
    expect([put.status, (await ask(`${first.ops}/ready`)).status]).toEqual([200, 200]);
    const port = new URL(first.ops).port;
    expect((await execute(image, image.healthcheck, { UCWA_OPS_PORT: port })).code).toBe(0);
    expect(await first.stop("SIGTERM")).toBe(0);
    expect((await execute(image, image.healthcheck, { UCWA_OPS_PORT: port })).code).not.toBe(0);

    const second = await serve(image);
    expect(await subjectAt(second.url)).toBe("In the volume");
    await second.stop("SIGKILL");
    const third = await serve(image);
    expect(await subjectAt(third.url)).toBe("In the volume");
    expect(await third.stop("SIGTERM")).toBe(0);

    const store = await startSharedStore();
    if (!store) return;
    try {
      const replica = await serve(image, { UCWA_STORE: store.setting });
      expect((await ask(replica.url + meeting, { method: "DELETE" })).status).toBe(204);
      expect((await ask(`${replica.ops}/ready`)).status).toBe(200);
      expect(await replica.stop("SIGTERM")).toBe(0);
    } finally {
      await store.stop();
    }
  },
);
