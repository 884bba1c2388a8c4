interface ReferencePage {
  canonical: string | undefined;
  body: string;
  styles: string;
  stylesheet: string;
  headScripts: string[];
  loadScript: string;
  /** The scripts that `loadScript` runs, in this order, when the page is shown. */
  scripts: string[];
}

/** Returns the HTML around Redoc: the head, and links to the rest of the site. */
export function referencePage({
  canonical,
  body,
  styles,
  stylesheet,
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
</head>
<body>
<header class="site-header">
<a class="site-title" href="../">UCWA online meetings</a>
<nav aria-label="Site">
<a href="../start/">Start</a>
<a href="../guides/concurrency/">Guides</a>
<a href="../errors/">Errors</a>
<a href="../schemas/">Schemas</a>
<a href="../downloads/">Downloads</a>
</nav>
</header>
<main id="redoc">${body}</main>
<script src="${loadScript}" defer data-then="${scripts.join(" ")}"></script>
</body>
</html>
`;
}
