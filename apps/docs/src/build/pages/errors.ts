import { type DocumentedError, operations } from "@ucwa-meetings/spec/operations";
import { type Example, type OpenApiDocument, operationsIn, resolve } from "../../../../../tools/openapi/document.ts";
import type { Samples } from "../code-samples.ts";
import { code, codeBlock, joinBlocks, type Page, table } from "../markdown.ts";
import { formatBody } from "./examples.ts";
import { getAnchor, operationLink } from "./links.ts";
import { toTryRequest, tryIt } from "./try-it.ts";

interface CatalogueEntry extends DocumentedError {
  anchor: string;
  operationIds: string[];
  examples: { json: Example; xml: Example };
}

const retryInWords: Record<string, string> = {
  never: "No. The same request fails again.",
  "after-change": "After a change. The same request fails again; a corrected request may succeed.",
  "after-reading": "After reading the resource again.",
  "after-rediscovery": "After a new start from autodiscovery. The links of the old application no longer work.",
  "after-signing-in": "Once, with a new token.",
  "after-waiting": "Yes, after a pause, if the request can be repeated. You can repeat GET and DELETE, but not POST.",
};

/** Returns the error catalogue, with one heading for each code and subcode. */
export function errorsPage(document: OpenApiDocument, samples: Samples): Page {
  const entries = catalogue(document);
  const others = otherSubcodes(document, entries);
  return {
    path: "errors",
    title: "Errors",
    description: "Every error code and subcode: its cause, what to do, whether to retry, and its body in JSON and XML.",
    body: joinBlocks(
      introduction(entries, others),
      ...entries.flatMap((entry, index) => {
        const startsStatus = entries[index - 1]?.status !== entry.status;
        return [startsStatus ? `## ${entry.status}` : "", entryText(entry, seeError(document, samples, entry))];
      }),
      "## Other subcodes",
      `UCWA has these subcodes as well, and no source shows them in a response of one of these operations. So their status, what to do and whether to retry are unknown. Decide by
the status and the code.`,
      ...others.map(({ subcode, meaning }) => joinBlocks(`### Subcode: ${subcode}`, sentence(meaning))),
    ),
  };
}

/** Returns every error of the document once, by status. Throws if a code and subcode has two statuses. */
function catalogue(document: OpenApiDocument): CatalogueEntry[] {
  const entries = new Map<string, CatalogueEntry>();
  for (const { operationId, errors } of operations.operations) {
    for (const error of errors) {
      const anchor = getAnchor(error);
      const known = entries.get(anchor);
      if (known && known.status !== error.status) {
        throw new Error(`${anchor}: expected one status, got ${known.status} and ${error.status}.`);
      }
      if (known) known.operationIds.push(operationId);
      else
        entries.set(anchor, {
          ...error,
          anchor,
          operationIds: [operationId],
          examples: findErrorExamples(document, error),
        });
    }
  }
  return [...entries.values()].sort((a, b) => a.status - b.status);
}

interface OtherSubcode {
  subcode: string;
  meaning: string;
}

/** Returns the subcodes that no operation documents, with the meaning that the schema of subcodes gives. Throws if it gives none. */
function otherSubcodes({ components }: OpenApiDocument, entries: CatalogueEntry[]): OtherSubcode[] {
  const { description = "", "x-extensible-enum": members = [] } = components.schemas.ErrorSubcode ?? {};
  const meanings = new Map(
    [...description.matchAll(/^\| `(\w+)` \| (.+?) \|$/gm)].map(([, name, text]) => [name, text]),
  );
  return members
    .filter((member) => !entries.some(({ subcode }) => subcode === member))
    .map((subcode) => {
      const meaning = meanings.get(subcode);
      if (meaning === undefined) throw new Error(`ErrorSubcode: expected a row for ${subcode}, got none.`);
      return { subcode, meaning };
    });
}

/** Returns a text with a capital at its beginning and a full stop at its end. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function findErrorExamples(
  document: OpenApiDocument,
  { status, example }: DocumentedError,
): CatalogueEntry["examples"] {
  for (const { operation } of operationsIn(document)) {
    const reference = operation.responses[status];
    const content = reference && resolve(document.components.responses, reference).content;
    const json = content?.["application/json"]?.examples[example];
    const xml = content?.["application/xml"]?.examples[example];
    if (json && xml) {
      const { examples } = document.components;
      return { json: resolve(examples, json), xml: resolve(examples, xml) };
    }
  }
  throw new Error(`${example}: expected an operation with this error of status ${status} in JSON and XML, got none.`);
}

function introduction(entries: CatalogueEntry[], others: OtherSubcode[]): string {
  return joinBlocks(
    `A UCWA error has a JSON or XML body with a \`code\` and often a \`subcode\`; see [Reason](/schemas/#reason). Decide by the status and the code. Treat a subcode that
is not listed here as absent, since servers can add new ones at any time. A body of another media type, such as \`text/html\`, comes from the web server or a proxy and has no code.`,
    `**Basis** says how reliable an entry is: *documented* in a published page, *observed* in traffic, or *inferred* from HTTP or a neighbouring resource.`,
    '<error-filter><label>Filter <input type="text" placeholder="409, timeout, never"></label> <span role="status"></span></error-filter>',
    table(
      ["Status", "Error", "Meaning", "Retry"],
      [
        ...entries.map(({ status, code: name, subcode, anchor, summary, retry }) => [
          String(status),
          `[${code(subcode ?? name)}](#${anchor})`,
          summary,
          retry.replaceAll("-", " "),
        ]),
        ...others.map(({ subcode, meaning }) => [
          "unknown",
          `[${code(subcode)}](#subcode-${subcode.toLowerCase()})`,
          sentence(meaning),
          "unknown",
        ]),
      ],
    ),
  );
}

/** A button that asks the mock for the error, in a request that changes nothing if there is one. */
function seeError(
  document: OpenApiDocument,
  samples: Samples,
  { status, code: name, subcode, example, operationIds }: CatalogueEntry,
): string {
  const possible = operationsIn(document).filter(({ operation }) => operationIds.includes(operation.operationId));
  const at = possible.find(({ method }) => method === "GET") ?? possible[0];
  if (!at) throw new Error(`${example}: expected an operation with this error, got none.`);
  const request = {
    ...toTryRequest(document, at, samples),
    title: subcode ?? name,
    prefer: `code=${status}, example=${example}`,
  };
  return tryIt(request, { label: "See this error" });
}

function entryText(entry: CatalogueEntry, button: string): string {
  const { status, code: name, subcode, summary, cause, action, retry, basis, operationIds, examples, example } = entry;
  return joinBlocks(
    `### ${subcode === undefined ? name : `${name}: ${subcode}`}`,
    `**${summary}.** ${cause}`,
    table(
      ["Status", String(status)],
      [
        ["What to do", action],
        ["Retry", retryText(retry)],
        ["Basis", basis],
        ["Operations", operationIds.map(operationLink).join(", ")],
        ["From the mock", `${code(`Prefer: code=${status}, example=${example}`)}`],
      ],
    ),
    button,
    codeBlock("json", formatBody(examples.json)),
    codeBlock("xml", formatBody(examples.xml)),
  );
}

function retryText(retry: string): string {
  const text = retryInWords[retry];
  if (text === undefined) throw new Error(`retry: expected ${Object.keys(retryInWords).join(", ")}, got ${retry}.`);
  return text;
}
