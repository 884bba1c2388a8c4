import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

test.each(["() => { throw new Error('hook') }", "async () => { throw new Error('hook') }"])(
  "the error of onAttempt: %s does not change the call, and is an unhandled rejection",
  async (hook) => {
    const program = `
      import { createClient } from "@ucwa-meetings/client";
      process.on("unhandledRejection", (error) => console.log("unhandled:", error.message));
      const fetch = async () => Response.json({ rel: "myOnlineMeeting", subject: "Status" });
      const ucwa = createClient({ baseUrl: "https://fe1.contoso.com", fetch, onAttempt: ${hook} });
      console.log((await ucwa.myOnlineMeeting.get("/m")).data.subject);
    `;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      cwd: new URL("..", import.meta.url),
    });
    const [out, error] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
    expect(error).toBe("");
    expect(out.trim().split("\n").sort()).toEqual(["Status", "unhandled: hook"]);
  },
);
