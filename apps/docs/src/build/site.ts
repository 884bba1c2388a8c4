import { fileURLToPath } from "node:url";
import starlight from "@astrojs/starlight";
import { build } from "astro";
import type { OpenApiDocument } from "../../../../tools/openapi/document.ts";
import { operationsIn } from "../../../../tools/openapi/document.ts";
import type { Page } from "./markdown.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Renders `.generated/pages` into `dist`. */
export async function buildSite(document: OpenApiDocument, decisions: Page[], dist: string): Promise<void> {
  // Astro counts its users unless told not to.
  process.env.ASTRO_TELEMETRY_DISABLED = "1";
  await build({
    root,
    configFile: false,
    srcDir: "src/site",
    publicDir: "src/site/public",
    outDir: dist,
    cacheDir: "node_modules/.astro",
    logLevel: "error",
    prefetch: false,
    trailingSlash: "always",
    integrations: [
      starlight({
        title: "UCWA online meetings",
        description: "Reference, guides and error catalogue of two UCWA 2.0 resources of Skype for Business Server.",
        // Its index is read by WebAssembly, which the policy would have to allow; see decisions/docs-site.md.
        pagefind: false,
        customCss: ["./src/site/styles.css"],
        components: {
          Footer: "./src/site/components/Footer.astro",
          Search: "./src/site/components/Search.astro",
        },
        sidebar: sidebar(document, decisions),
      }),
    ],
  });
}

function sidebar(document: OpenApiDocument, decisions: Page[]) {
  return [
    { label: "Five-minute start", link: "/start/" },
    {
      label: "Guides",
      items: [
        { label: "Authentication", link: "/guides/authentication/" },
        { label: "Concurrency", link: "/guides/concurrency/" },
        { label: "Representations", link: "/guides/representations/" },
        { label: "Extensions", link: "/guides/extensions/" },
        { label: "Links", link: "/guides/links/" },
        { label: "Logs and traces", link: "/guides/observability/" },
        { label: "TanStack Query", link: "/guides/tanstack-query/" },
        { label: "Contract testing", link: "/guides/contract-testing/" },
        { label: "Deployed servers", link: "/guides/deployed-servers/" },
        { label: "Compatibility", link: "/guides/compatibility/" },
      ],
    },
    {
      label: "Reference",
      items: [
        { label: "API reference", link: "/reference/" },
        { label: "Errors", link: "/errors/" },
        { label: "Schemas", link: "/schemas/" },
        {
          label: "Client",
          items: [
            { label: "Options, methods, types", link: "/client/" },
            { label: "Errors of the client", link: "/client/errors/" },
          ],
        },
        {
          label: "Mock",
          items: [
            { label: "Functions and options", link: "/mock/" },
            { label: "Command", link: "/mock/command/" },
            { label: "Endpoints", link: "/mock/endpoints/" },
            { label: "Faults", link: "/mock/faults/" },
            { label: "Switches", link: "/mock/switches/" },
          ],
        },
        ...document.tags.map(({ name }) => ({
          label: name,
          items: operationsIn(document)
            .filter(({ operation }) => operation.tags[0] === name)
            .map(({ operation }) => ({ label: operation.summary, link: `/operations/${operation.operationId}/` })),
        })),
      ],
    },
    {
      label: "More",
      items: [
        { label: "Downloads", link: "/downloads/" },
        { label: "Discrepancies", link: "/discrepancies/" },
        { label: "Changelog", link: "/changelog/" },
        {
          label: "Decisions",
          collapsed: true,
          items: decisions.map(({ title, path }) => ({ label: title, link: `/${path}/` })),
        },
      ],
    },
  ];
}
