import { readFileSync } from "node:fs";
import type { OpenApiDocument } from "../../tools/openapi/document.ts";

/** The bundle as the other packages get it. A new copy each time, so that a test may break it. */
export function readBundle(): OpenApiDocument {
  return JSON.parse(readFileSync(new URL("../dist/openapi.json", import.meta.url), "utf8"));
}
