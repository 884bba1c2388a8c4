import { type DocumentedError, operations } from "@ucwa-meetings/spec/operations";
import type { ApiEntry } from "../api/declarations.ts";
import { readExports } from "../api/read-package.ts";
import { code, joinBlocks, type Page, table } from "../markdown.ts";
import { type Api, entryText, firstSentence, inOrder } from "./api.ts";
import { errorLink, getAnchor } from "./links.ts";

const firstEntries = [
  "createClient",
  "ClientOptions",
  "RetryOptions",
  "CallOptions",
  "UpdateOptions",
  "xml",
  "UcwaClient",
  "MyOnlineMeetingMethods",
  "MyOnlineMeetingsMethods",
  "OnlineMeetingExtensionsMethods",
  "Operations",
  "Representation",
  "RepresentationOf",
] as const;

/** Returns the reference of the client: what the package exports, and its errors. All texts are the doc comments of the package. */
export async function clientPages(): Promise<Page[]> {
  const entries = [...(await readExports("client")), ...(await readExports("client", "src/codec/xml.ts"))];
  const errors = entries.filter(({ kind }) => kind === "class");
  const api: Api = {
    entries,
    findPage: (name) => (errors.some((error) => error.name === name) ? "client/errors" : "client"),
  };
  return [clientPage(api, errors), errorsPage(api, errors)];
}

function clientPage(api: Api, errors: ApiEntry[]): Page {
  const entries = api.entries.filter((entry) => !errors.includes(entry));
  return {
    path: "client",
    title: "Client",
    description: "Every option, method and type of @ucwa-meetings/client.",
    body: joinBlocks(
      `The package ${code("@ucwa-meetings/client")} exports the following; ${code("xml")} is in ${code("@ucwa-meetings/client/xml")}. A call that fails throws one of the [errors of the client](/client/errors/). The guides show the client at work, from the [five-minute start](/start/) on.`,
      ...inOrder(entries, firstEntries).map((entry) => entryText(api, entry)),
    ),
  };
}

function errorsPage(api: Api, errors: ApiEntry[]): Page {
  const ordered = inOrder(errors, ["UcwaClientError", "UcwaError"]);
  return {
    path: "client/errors",
    title: "Errors of the client",
    description: "Every error class of @ucwa-meetings/client: when it is thrown, and what it holds.",
    body: joinBlocks(
      `Each class is exported, so ${code("instanceof")} tells them apart. All are a ${code("UcwaClientError")}. What the server refuses is a ${code("UcwaError")}. Most statuses have a class of their own below it, and the text here begins with the status. The [catalogue](/errors/) says for each status and subcode what to do.`,
      table(
        ["Class", "When"],
        ordered.map(({ name, doc }) => [`[${code(name)}](#${name.toLowerCase()})`, firstSentence(doc.text)]),
      ),
      ...ordered.map((entry) => joinBlocks(entryText(api, entry), catalogueText(errors, entry))),
    ),
  };
}

/** Returns the links to what an error class stands for in the catalogue. `UcwaError` stands for all statuses without a class. */
function catalogueText(errors: ApiEntry[], entry: ApiEntry): string {
  const ownStatuses = errors.map(readStatus).filter((status) => status !== undefined);
  const own = readStatus(entry);
  const links = catalogue()
    .filter(({ status }) => (entry.name === "UcwaError" ? !ownStatuses.includes(status) : status === own))
    .map((error) => `${error.status} ${errorLink(error)}`);
  if (links.length === 0) return "";
  const subject = own === undefined ? "The errors without a class of their own" : "Its entries";
  return `${subject} in the catalogue: ${links.join(", ")}.`;
}

/** Returns the status that a class declares: a literal. */
function readStatus({ members }: ApiEntry): number | undefined {
  const type = members.find(({ name }) => name === "status")?.type ?? "";
  return /^\d+$/.test(type) ? Number(type) : undefined;
}

/** Returns each error of the document once, by status. */
function catalogue(): DocumentedError[] {
  const errors = new Map(
    operations.operations.flatMap(({ errors }) => errors).map((error) => [getAnchor(error), error]),
  );
  return [...errors.values()].sort((one, other) => one.status - other.status);
}
