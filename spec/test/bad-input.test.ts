import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const spec = fileURLToPath(new URL("../", import.meta.url));

describe("A mistake in the document", () => {
  let copy: string;

  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), "ucwa-spec-"));
    for (const entry of ["openapi.yaml", "paths", "components", "prose", "samples"])
      cpSync(join(spec, entry), join(copy, "spec", entry), { recursive: true });
    cpSync(join(spec, "../redocly.yaml"), join(copy, "redocly.yaml"));
  });

  afterEach(() => {
    rmSync(copy, { recursive: true });
  });

  const change = (path: string, from: string, to: string) => {
    const file = join(copy, "spec", path);
    const text = readFileSync(file, "utf8");
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to));
  };

  const lint = async () => {
    const redocly = join(spec, "node_modules/.bin/redocly");
    const env = { ...process.env, NO_COLOR: "1" };
    return promisify(execFile)(redocly, ["lint", "ucwa-meetings"], { cwd: copy, env }).then(
      ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
      (error) => ({ code: error.code, output: `${error.stdout}${error.stderr}` }),
    );
  };

  it("is none to begin with", async () => {
    expect(await lint()).toMatchObject({ code: 0, output: expect.stringContaining("Your API description is valid") });
  });

  it("is told by file, line and rule", async () => {
    change("paths/myOnlineMeeting.yaml", "  operationId: getMyOnlineMeeting\n", "");
    const { code, output } = await lint();
    expect(code).toBe(1);
    expect(output).toContain("spec/paths/myOnlineMeeting.yaml:5:1");
    expect(output).toContain("operation-operationId");
  });

  it("is told where an example does not fit its schema", async () => {
    change("components/examples/MyOnlineMeetingReadJson.yaml", 'conferenceId: "12983487"', "conferenceId: 12983487");
    const { code, output } = await lint();
    expect(code).toBe(1);
    expect(output).toContain("spec/components/examples/MyOnlineMeetingReadJson.yaml:9");
    expect(output).toContain("type must be string");
  });

  it("is told by file and line where the YAML itself is malformed", async () => {
    change("components/schemas/Link.yaml", "required: [href]", "required: [href");
    const { code, output } = await lint();
    expect(code).not.toBe(0);
    expect(output).toMatch(/components\/schemas\/Link\.yaml:\d+:\d+/);
  });
});
