import { relativeAddress } from "./postprocess.ts";
import type { SidebarLink } from "./site.ts";

/** Where the page stands in the site. */
export interface Place {
  version: string;
  previous?: SidebarLink;
  next?: SidebarLink;
}

interface ReferencePage extends Place {
  canonical: string | undefined;
  body: string;
  styles: string;
  stylesheet: string;
  /** For readers without scripts whose system is dark. */
  darkStylesheet: string;
  headScripts: string[];
  loadScript: string;
  /** The scripts that `loadScript` runs, in this order, when the page is shown. */
  scripts: string[];
}

/** Returns the HTML around Redoc: the head, and links to the rest of the site. */
export function referencePage({
  version,
  previous,
  next,
  canonical,
  body,
  styles,
  stylesheet,
  darkStylesheet,
  headScripts,
  loadScript,
  scripts,
}: ReferencePage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API reference | UCWA online meetings</title>
<meta name="description" content="Every operation, schema, header and error of the UCWA 2.0 resources myOnlineMeetings, myOnlineMeeting and onlineMeetingExtensions.">
${canonical === undefined ? "" : `<link rel="canonical" href="${canonical}">`}
<link rel="icon" href="../favicon.svg" type="image/svg+xml">
${headScripts.map((script) => `<script src="${script}"></script>`).join("\n")}
${styles}
<link rel="stylesheet" href="${stylesheet}">
<noscript><link rel="stylesheet" href="${darkStylesheet}" media="(prefers-color-scheme: dark)"></noscript>
</head>
<body>
<header class="site-header">
<a class="site-title" href="../">UCWA online meetings</a>
<nav aria-label="Site">
<a href="../start/">Start</a>
<a href="../guides/">Guides</a>
<a href="../operations/">Operations</a>
<a href="../errors/">Errors</a>
<a href="../schemas/">Schemas</a>
<a href="../downloads/">Downloads</a>
<a href="../sitemap/">All pages</a>
</nav>
<a class="version" href="../changelog/" aria-label="v${version}, changelog">v${version}</a>
</header>
<main id="redoc">${body}</main>
<nav class="neighbours" aria-label="Previous and next">
${neighbourText("prev", previous)}
${neighbourText("next", next)}
</nav>
<script src="${loadScript}" defer data-then="${scripts.join(" ")}"></script>
</body>
</html>
`;
}

function neighbourText(rel: "prev" | "next", page: SidebarLink | undefined): string {
  if (page === undefined) return "";
  const word = rel === "prev" ? "Previous" : "Next";
  return `<a rel="${rel}" href="${relativeAddress("reference/index.html", page.link)}">${word}: ${page.label}</a>`;
}
