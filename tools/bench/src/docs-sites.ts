import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { redoclyCli } from "../../tasks/redocly.ts";
import { telemetryOff } from "../../tasks/telemetry.ts";

/** A reference that a browser can open: the page at `path` in `folder`. */
export interface Site {
  name: string;
  folder: string;
  path: string;
  /** Whether the page shows the whole document. Only such pages are compared. */
  isComplete: boolean;
}

const resolvePath = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const document = resolvePath("../../../spec/dist/openapi.json");
const built = resolvePath("../../../apps/docs/dist");

/** Returns this project's reference, its page of one operation, and the peers. It writes each peer into a folder below `root`. */
export function docsSites(root: string): Site[] {
  return [
    { name: "this site, reference", folder: built, path: "reference/", isComplete: true },
    {
      name: "this site, page of one operation",
      folder: built,
      path: "operations/getMyOnlineMeeting/",
      isComplete: false,
    },
    redoc3(root),
    ...peers.map((peer) => write(root, peer)),
  ];
}

interface Peer {
  name: string;
  /** Files of `node_modules` that the page loads. */
  files: string[];
  head: string;
  body: string;
}

/** Each peer's page, as its manual shows it, with files from npm instead of a CDN. */
const peers: Peer[] = [
  {
    name: "Swagger UI",
    files: ["swagger-ui-dist/swagger-ui.css", "swagger-ui-dist/swagger-ui-bundle.js"],
    head: '<link rel="stylesheet" href="swagger-ui.css">',
    body: `<div id="swagger-ui"></div>
<script src="swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({ url: "openapi.json", dom_id: "#swagger-ui", deepLinking: true });</script>`,
  },
  {
    name: "Scalar",
    files: ["@scalar/api-reference/dist/browser/standalone.js"],
    head: "",
    body: `<div id="app"></div>
<script src="standalone.js"></script>
<script>Scalar.createApiReference("#app", { url: "openapi.json" });</script>`,
  },
  {
    name: "Elements",
    files: ["@stoplight/elements/styles.min.css", "@stoplight/elements/web-components.min.js"],
    head: '<script src="web-components.min.js"></script><link rel="stylesheet" href="styles.min.css">',
    body: '<elements-api apiDescriptionUrl="openapi.json" router="hash" layout="sidebar"></elements-api>',
  },
  {
    name: "RapiDoc",
    files: ["rapidoc/dist/rapidoc-min.js"],
    head: '<script type="module" src="rapidoc-min.js"></script>',
    body: '<rapi-doc spec-url="openapi.json"></rapi-doc>',
  },
];

function write(root: string, { name, files, head, body }: Peer): Site {
  const folder = join(root, name);
  mkdirSync(folder);
  for (const file of files) cpSync(resolvePath(`../node_modules/${file}`), join(folder, basename(file)));
  cpSync(document, join(folder, "openapi.json"));
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API reference</title>
${head}
</head>
<body>
${body}
</body>
</html>
`;
  writeFileSync(join(folder, "index.html"), html);
  return { name, folder, path: "", isComplete: true };
}

/** Returns the site that Redocly CLI builds. */
function redoc3(root: string): Site {
  const folder = join(root, "redoc");
  mkdirSync(folder);
  const args = ["build-docs", document, "--inlineBundle", "-o", join(folder, "index.html")];
  execFileSync(process.execPath, [redoclyCli, ...args], {
    cwd: folder,
    env: { ...process.env, ...telemetryOff },
    stdio: "pipe",
  });
  return { name: "Redoc 3, redocly build-docs --inlineBundle", folder, path: "", isComplete: true };
}
