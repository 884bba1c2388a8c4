import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { getHeaders } from "../src/headers.ts";

const configuration = readFileSync(new URL("../nginx.conf", import.meta.url), "utf8");

test("The container serves the headers that the tests hold the site to", () => {
  const headers = getHeaders("index.html");
  expect(configuration).toContain(`add_header Content-Security-Policy "${headers["Content-Security-Policy"]}" always;`);
  expect(configuration).toContain(`default ${headers["Cache-Control"]};`);
  expect(configuration).toContain(`"${getHeaders("_astro/common.js")["Cache-Control"]}";`);
  expect(configuration).toContain("add_header X-Content-Type-Options nosniff always;");
});
