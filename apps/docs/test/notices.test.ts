import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dist } from "./pages.ts";

test("The site names the licences of what it and the mock in it consist of", () => {
  const text = readFileSync(join(dist, "THIRD-PARTY-NOTICES.txt"), "utf8");
  for (const name of ["@astrojs/starlight", "minisearch", "@stoplight/prism-http 5", "ajv 8"]) {
    expect(text).toContain(`\n${name}`);
  }
});
