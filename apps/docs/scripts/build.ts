/** Builds the site into `dist/`. */
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeReference } from "./reference.ts";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
const openapiJson = fileURLToPath(import.meta.resolve("@ucwa-meetings/spec/openapi.json"));
const openapiYaml = fileURLToPath(import.meta.resolve("@ucwa-meetings/spec/openapi.yaml"));

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await copyFile(openapiJson, join(dist, "openapi.json"));
await copyFile(openapiYaml, join(dist, "openapi.yaml"));
const document: unknown = JSON.parse(await readFile(openapiJson, "utf8"));
if (typeof document !== "object" || document === null) throw new Error(`${openapiJson} holds no OpenAPI document.`);
await writeReference(document, dist);
await writeFile(
  join(dist, "404.html"),
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Not found</title>
</head>
<body>
<h1>There is no such page</h1>
<p><a href="/">The reference</a> lists everything.</p>
</body>
</html>
`,
);
