/** Builds the site into `dist/`. The environment variable `DOCS_URL` is the URL of the site, if it is known. */
import "./production.ts";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readSamples } from "./code-samples.ts";
import { compressTexts } from "./compress.ts";
import { readDocument } from "./document.ts";
import { writeDownloads } from "./downloads.ts";
import { type Page, toMarkdownFile } from "./markdown.ts";
import { writeMarkdownFiles } from "./markdown-files.ts";
import { writeNotices } from "./notices.ts";
import { changelogPage } from "./pages/changelog.ts";
import { clientPages } from "./pages/client.ts";
import { decisionPages, decisionsPage, discrepanciesPage } from "./pages/decisions.ts";
import { errorsPage } from "./pages/errors.ts";
import { guidePages } from "./pages/guides.ts";
import { guidesPage, operationsPage, sitemapPage } from "./pages/lists.ts";
import { mockPages } from "./pages/mock.ts";
import { operationPages } from "./pages/operations.ts";
import { rawRequests } from "./pages/raw-request.ts";
import { schemasPage } from "./pages/schemas.ts";
import { postprocessPage, removeUnusedScripts } from "./postprocess.ts";
import { editAddress, readProject } from "./project.ts";
import { toRedocDocument } from "./redoc-document.ts";
import { referenceFrame, renderReference, writeReference } from "./reference/page.ts";
import { writeSearchIndex } from "./search-index.ts";
import { buildSite } from "./site.ts";
import { writeSitemap } from "./sitemap.ts";
import { writeTryIt } from "./try-it.ts";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const generated = fileURLToPath(new URL("../../.generated/pages", import.meta.url));
const siteUrl = process.env.DOCS_URL?.replace(/\/?$/, "/");

await rm(dist, { recursive: true, force: true });
await rm(generated, { recursive: true, force: true });

const document = await readDocument();
const project = await readProject();
const samples = await readSamples();
const guides = await guidePages({ document, samples }, project);
const decisions = await decisionPages();
const operations = operationPages(document, { samples, raw: await rawRequests(document, samples) });
const listed = [
  ...guides,
  guidesPage(guides),
  ...operations,
  operationsPage(document),
  errorsPage(document, samples),
  schemasPage(document),
  ...(await clientPages()),
  ...(await mockPages()),
  await discrepanciesPage(),
  ...decisions,
  decisionsPage(decisions),
  await changelogPage(),
];
const pages = [...listed, sitemapPage(listed)];
const reference = await renderReference(toRedocDocument(document));
await Promise.all([...pages, referenceFrame].map(writePage));
const bundled = await buildSite(document, { project, decisions, dist, referenceMenu: reference.menu });
await writeReference(dist, reference);

const rendered = (await readdir(dist, { recursive: true })).filter((path) => path.endsWith(".html")).sort();
const found = rendered.filter((path) => path !== "404.html");
await writeSearchIndex(dist, found);
if (siteUrl !== undefined) await writeSitemap(dist, found, siteUrl);
for (const path of rendered) await postprocessPage(dist, path, siteUrl);
await removeUnusedScripts(dist, rendered);
bundled.push(...(await writeTryIt(dist, rendered)));
await writeNotices(dist, bundled);
await writeDownloads(dist, siteUrl);
await writeMarkdownFiles(dist, document, pages);
await compressTexts(dist);

async function writePage(page: Page): Promise<void> {
  const file = join(generated, `${page.path === "" ? "index" : page.path}.md`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, toMarkdownFile(page, page.source && editAddress(project, page.source)));
}
