import { fileURLToPath } from "node:url";
import starlight from "@astrojs/starlight";
import { build } from "astro";
import type { OpenApiDocument } from "../../../../tools/openapi/document.ts";
import { operationsIn } from "../../../../tools/openapi/document.ts";
import type { Page } from "./markdown.ts";
import type { Project } from "./project.ts";
import type { MenuEntry } from "./reference/page.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Tells the styles which tabs the reader has chosen. It runs before anything is shown, so that no sample is exchanged for another. */
const chosenTabs = `(() => {
  for (const group of ["sample", "format"]) {
    let chosen = null;
    try {
      chosen = localStorage.getItem("chosen-" + group);
    } catch {
      // The reader's browser keeps nothing.
    }
    document.documentElement.dataset[group] = chosen ?? "";
  }
})();`;

/** What the site has besides the pages of the document. */
interface SiteParts {
  project: Project;
  decisions: Page[];
  dist: string;
  /** The menu of the reference. */
  referenceMenu: MenuEntry[];
}

/** Renders `.generated/pages` into `dist`. Returns the files of which something got into the scripts of the pages. */
export async function buildSite(
  document: OpenApiDocument,
  { project, decisions, dist, referenceMenu }: SiteParts,
): Promise<string[]> {
  const bundled: string[] = [];
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
    vite: {
      plugins: [
        {
          name: "own-list-of-headings",
          enforce: "pre",
          resolveId: (source) =>
            /\/TableOfContents\/starlight-toc(?:\.js)?$/.test(source)
              ? `${root}src/site/current-heading.ts`
              : undefined,
        },
        {
          name: "list-bundled-files",
          generateBundle(_, bundle) {
            if (this.environment.name !== "client") return;
            for (const file of Object.values(bundle)) if (file.type === "chunk") bundled.push(...file.moduleIds);
          },
        },
      ],
      define: {
        // What the header and the footer say of the project.
        "import.meta.env.SITE_FACTS": JSON.stringify({ version: document.info.version, project }),
        "import.meta.env.REFERENCE_MENU": JSON.stringify(referenceMenu),
      },
    },
    integrations: [
      starlight({
        title: "UCWA online meetings",
        description:
          "Reference, guides and error catalogue for meetings in UCWA 2.0, the REST API of Skype for Business Server.",
        // Its index is read by WebAssembly, which the policy would have to allow; see decisions/docs-site.md.
        pagefind: false,
        customCss: ["./src/site/styles.css", "./src/site/operations.css", "./src/site/tabs.css"],
        components: {
          Footer: "./src/site/components/Footer.astro",
          PageTitle: "./src/site/components/PageTitle.astro",
          Search: "./src/site/components/Search.astro",
          SocialIcons: "./src/site/components/SocialIcons.astro",
        },
        // The pages are not where Starlight looks for them. Every heading gets a link to itself.
        markdown: { processedDirs: ["./.generated/pages/"] },
        sidebar: sidebar(document, decisions),
        head: [
          // A browser that knows this shows nothing until the title is there: half of a header would move when the rest arrives.
          { tag: "link", attrs: { rel: "expect", href: "#_top", blocking: "render" } },
          { tag: "script", content: chosenTabs },
        ],
        routeMiddleware: "./src/site/reference-menu.ts",
      }),
    ],
  });
  return bundled;
}

type SidebarItem = { label: string; link: string } | { label: string; collapsed?: boolean; items: SidebarItem[] };

function sidebar(document: OpenApiDocument, decisions: Page[]): SidebarItem[] {
  return [
    { label: "Overview", link: "/" },
    { label: "Five-minute start", link: "/start/" },
    {
      label: "Guides",
      items: [
        { label: "All guides", link: "/guides/" },
        { label: "Authentication", link: "/guides/authentication/" },
        { label: "Concurrency", link: "/guides/concurrency/" },
        { label: "Representations", link: "/guides/representations/" },
        { label: "Extensions", link: "/guides/extensions/" },
        { label: "Links", link: "/guides/links/" },
        { label: "Logs and traces", link: "/guides/observability/" },
        { label: "Validation", link: "/guides/validation/" },
        { label: "TanStack Query", link: "/guides/tanstack-query/" },
        { label: "Contract testing", link: "/guides/contract-testing/" },
        { label: "Host the mock", link: "/guides/hosting/" },
        { label: "Deployed servers", link: "/guides/deployed-servers/" },
        { label: "You have a server", link: "/guides/real-server/" },
        { label: "Compatibility", link: "/guides/compatibility/" },
      ],
    },
    { label: "Operations", items: [{ label: "All operations", link: "/operations/" }, ...operationGroups(document)] },
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
            { label: "Hosted mock", link: "/mock/hosted/" },
          ],
        },
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
          items: [
            { label: "All decisions", link: "/decisions/" },
            ...decisions.map(({ title, path }) => ({ label: title, link: `/${path}/` })),
          ],
        },
        { label: "All pages", link: "/sitemap/" },
      ],
    },
  ];
}

/** Returns a group for each resource, with its operations. */
function operationGroups(document: OpenApiDocument) {
  return document.tags.map(({ name }) => ({
    label: name,
    items: operationsIn(document)
      .filter(({ operation }) => operation.tags[0] === name)
      .map(({ operation }) => ({ label: operation.summary, link: `/operations/${operation.operationId}/` })),
  }));
}
