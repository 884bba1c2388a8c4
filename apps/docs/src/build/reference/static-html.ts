import { type CheerioAPI, load } from "cheerio";

/**
 * Returns the content of a page that Redoc has rendered, with what works without Redoc's script in place of what needs it. Of the classes only those
 * stay that `css` has, since the others are a third of the page.
 */
export function toStaticHtml(rendered: string, css: string): string {
  const page = load(withoutPlainTokens(rendered), null, false);
  const content = page(".api-content");
  // The page of the site has a heading of level one.
  content.find(".api-info h1").remove();
  removeComments(page);
  foldResponses(page);
  foldServers(page);
  foldProperties(page);
  nameTabs(page);
  fixHeadings(page);
  content.find("div[tabindex]:has(> .redoc-json)").removeAttr("tabindex");
  content.find("pre, .redoc-json, table:has(> thead)").attr("tabindex", "0");
  content.find("button").attr("type", "button");
  dropClasses(page, new Set([...css.matchAll(/\.([A-Za-z][\w-]*)/g)].map(([, name = ""]) => name)));
  return content.html() ?? "";
}

function dropClasses(page: CheerioAPI, kept: Set<string>): void {
  for (const element of page("[class]").toArray()) {
    const names = (element.attribs.class ?? "").split(/\s+/).filter((name) => kept.has(name));
    if (names.length > 0) element.attribs.class = names.join(" ");
    else delete element.attribs.class;
  }
}

/** Punctuation has the colour of the text. The marks around it were a third of the page, and browsers took as much longer to read it. */
function withoutPlainTokens(html: string): string {
  return html.replace(/<span class="token (?:punctuation|operator)">([^<]*)<\/span>/g, "$1");
}

/** React's marks, by which its script would find its texts. */
function removeComments(page: CheerioAPI): void {
  page("*")
    .contents()
    .filter((_, node) => node.type === "comment")
    .remove();
}

/** A response is open if it has succeeded, as it is what most readers look for. */
function foldResponses(page: CheerioAPI): void {
  for (const element of page("button[aria-expanded]").toArray()) {
    const button = page(element);
    const status = button.find("strong").text().trim();
    const isError = Number(status) >= 400;
    const anchor = `${button.closest('[id*="/operation/"]').attr("id")}/response/${status}`;
    button.find("div, p").each((_, part) => {
      part.tagName = "span";
    });
    const summary = `<summary class="${button.attr("class")}">${button.html()}</summary>`;
    const body = page.html(button.next());
    button.next().remove();
    button.replaceWith(
      `<details class="${isError ? "error" : "success"}" id="${anchor}"${isError ? "" : " open"}>${summary}${body}</details>`,
    );
  }
}

/** The path of an operation, and behind it what it is on each server. */
function foldServers(page: CheerioAPI): void {
  for (const element of page("button:has(.http-verb)").toArray()) {
    const button = page(element);
    const servers = button.next();
    button.find("svg").removeAttr("style");
    servers.removeAttr("aria-hidden").find("[tabindex]").removeAttr("tabindex role");
    const summary = `<summary class="${button.attr("class")}">${button.html()}</summary>`;
    const body = `<div class="servers">${servers.html()}</div>`;
    servers.remove();
    button.replaceWith(`<details class="endpoint">${summary}${body}</details>`);
  }
}

/** The properties of a property stand in the next row, which the styles show without scripts. */
function foldProperties(page: CheerioAPI): void {
  for (const element of page('td button[aria-label^="expand "], td button[aria-label^="collapse "]').toArray()) {
    const button = page(element);
    const name = button.find(".property-name").text();
    button.attr({ "aria-label": `Properties of ${name}`, "aria-expanded": "false", "data-folds": "row" });
  }
}

/** Gives each panel the name of its tab, which is shown where there are no tabs, and its examples a list to choose from. */
function nameTabs(page: CheerioAPI): void {
  for (const element of page("[role=tabpanel]").toArray()) {
    const panel = page(element);
    const tab = panel.siblings("[role=tablist]").children().eq(panel.prevAll("[role=tabpanel]").length);
    const label = tab.text().trim();
    panel.attr("data-label", label);
    // A kind of sample, which is kept as a choice, and not a status.
    if (/^(?:curl|TypeScript)/.test(label)) tab.attr("data-tab", label.toLowerCase().replace(/\W+/g, "-"));
    if (Number(label) >= 400) simplifySamples(page, element);
    const examples = panel.find("[data-example]");
    if (examples.length < 2) continue;
    const list = examples.toArray().map(
      (example) =>
        `<option>${page.html(
          page("<i>")
            .text(example.attribs["data-example"] ?? "")
            .contents(),
        )}</option>`,
    );
    examples.first().before(`<label class="choice">Example <select>${list.join("")}</select></label>`);
  }
}

/** The samples of errors are short, and there are hundreds. As plain text they take a browser a tenth of the time. */
function simplifySamples(page: CheerioAPI, panel: Parameters<CheerioAPI>[0]): void {
  for (const element of page(panel).find("pre, .redoc-json").toArray()) {
    const sample = page(element);
    const text = sample.is("pre") ? sample.text() : JSON.stringify(JSON.parse(sample.text()), null, 2);
    sample.closest("[data-example]").find("button").slice(1).remove();
    sample.replaceWith(page("<pre></pre>").text(text));
  }
}

/** Below the name of an operation, Redoc leaves out two levels. */
function fixHeadings(page: CheerioAPI): void {
  page("h5").each((_, heading) => {
    heading.tagName = "h3";
  });
  page('a[aria-label][href^="#"]').each((_, link) => {
    page(link).attr("aria-label", `Link to ${page(link).parent().text().trim()}`);
  });
}
