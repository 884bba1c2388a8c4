import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const root = new URL("../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

/** What `packages/mock/src/defaults.ts` says, as the built command prints it. */
const help = spawnSync(process.execPath, ["packages/mock/dist/bin.js", "--help"], {
  cwd: root,
  encoding: "utf8",
}).stdout;
const find = (flag: string) => new RegExp(`--${flag} (\\S+)`).exec(help)?.[1];
const [port, host, bodyLimit] = ["port", "host", "body-limit"].map(find);

describe("The mock has the same defaults everywhere", () => {
  it("in the container, which listens on the port of the command", () => {
    expect(port).toMatch(/^\d+$/);
    const file = read("apps/mock/Containerfile");
    expect(file).toContain(`\nENV HOST=0.0.0.0 PORT=${port} UCWA_OPS_PORT=4011\nEXPOSE ${port} 4011\n`);
  });

  it("in pnpm start, which reads its flags before it builds the mock", () => {
    const { stdout } = spawnSync(process.execPath, ["tools/tasks/start.ts", "--help"], { cwd: root, encoding: "utf8" });
    expect(stdout).toContain(`--mock-port  port of the mock server. Default: ${port}\n`);
    expect(stdout).toContain(`--host       address that both servers listen on. Default: ${host}\n`);
  });

  it.each(["src/options.ts", "src/proxy/start-proxy.ts"])("in the comments that editors show from %s", (path) => {
    const comment = (option: string) =>
      new RegExp(`@default (\\S+)\\n +\\*/\\n +${option}\\?:`).exec(read(`packages/mock/${path}`))?.[1];
    expect([comment("host"), comment("bodyLimit")?.replaceAll("_", "")]).toEqual([`"${host}"`, bodyLimit]);
  });
});
