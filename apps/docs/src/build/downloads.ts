import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Exchange, exchanges } from "@ucwa-meetings/spec/exchanges";
import { openapiJson, openapiYaml } from "./document.ts";

const spec = new URL(".", import.meta.resolve("@ucwa-meetings/spec/package.json"));

/** Writes the files for tools: the document, its workflows, and the published requests. */
export async function writeDownloads(dist: string, siteUrl: string | undefined): Promise<void> {
  await copyFile(openapiJson, join(dist, "openapi.json"));
  await copyFile(openapiYaml, join(dist, "openapi.yaml"));
  await copyFile(new URL("dist/openapi.links.json", spec), join(dist, "openapi.links.json"));
  await writeWorkflows(join(dist, "workflows"), siteUrl);
  await writeFile(join(dist, "requests.http"), requestsText());
}

async function writeWorkflows(folder: string, siteUrl: string | undefined): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(new URL("workflows/", spec))) {
    const text = await readFile(new URL(`workflows/${name}`, spec), "utf8");
    await writeFile(join(folder, name), withServedDescriptions(text, siteUrl));
  }
}

/**
 * Returns a workflow of the spec with the addresses that its descriptions have on the site. They are absolute where the site's address is known:
 * then a workflow runs wherever it is saved. Otherwise they are relative to the workflow on the site.
 */
export function withServedDescriptions(workflow: string, siteUrl: string | undefined): string {
  return workflow.replaceAll("url: ../dist/", `url: ${siteUrl ?? "../"}`);
}

/** Returns the requests of the published pages in the format that HTTP clients of editors read. They go to the mock. */
function requestsText(): string {
  const head =
    "# The requests of the published pages, in JSON and XML. Change the two variables to send them elsewhere.\n# The mock keeps what you write and delete, and refuses a second extension with the same id. To reset it, send POST /__mock/reset. `pnpm start --examples` starts a mock that keeps nothing.\n@host = http://127.0.0.1:4010\n@token = cwt=anything\n";
  const inOrder = exchanges.toSorted((one, other) => methodOrder(one) - methodOrder(other));
  return [head, ...inOrder.map(requestText)].join("\n");
}

/** Returns the place of a method in the list. Deletions are last, because other requests fail after them. */
function methodOrder({ request }: Exchange): number {
  return ["GET", "PUT", "POST", "DELETE"].indexOf(request.method);
}

function requestText({ name, request }: Exchange): string {
  const { pathname } = new URL(request.url, "https://fe1.contoso.com");
  const headers = { ...request.headers, authorization: "Bearer {{token}}" };
  const lines = Object.entries(headers)
    .filter(([header]) => header !== "host")
    .map(([header, value]) => `${header}: ${value}`);
  return [`### ${name}`, `${request.method} {{host}}${pathname}`, ...lines, "", request.body, ""].join("\n");
}
