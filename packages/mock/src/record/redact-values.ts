import type { DocumentWords } from "./document-words.ts";
import type { Redaction } from "./redactions.ts";
import type { StandIns } from "./stand-ins.ts";

/** Redacts single values by the table. Each value is as a person reads it: without the escapes of JSON, XML or a URL. */
export interface ValueRedaction {
  header(name: string, value: string): string;
  property(name: string, value: string): string;
  /** A path and a query, or a URL. */
  target(target: string): string;
  /** The pairs of a query or a form, still encoded. */
  pairs(query: string): string;
  /** The name of a property, header or parameter. */
  name(name: string): string;
}

/** What stands in place of a value that is removed. */
export const removed = "[redacted]";

// Any other word at the beginning may be the secret itself.
const scheme = /^((?:Bearer|Basic|Digest|Negotiate|NTLM|Kerberos) +)?.*$/is;

/** Words of addresses and challenges that the pages about UCWA have, and codes of diagnostics. */
const protocolWords = new Set(
  [
    "http https sip sips conf tel mailto urn gruu opaque app focus id user epid conversation-id transport tls maddr",
    "autodiscover autodiscoverservice.svc root oauth user webticket webticketservice.svc oauthtoken mex anon certprovisioning",
    "me people contacts groups presence communication events batch ack priority timeout conversations onlinemeetings",
    "policies defaultvalues eligiblevalues custominvitation phonedialininformation v1 v2 applicationendpoint resourceversion",
    "msrtcoauth href grant_type microsoft.rtc windows anonmeeting password passive bearer realm trusted_issuers client_id",
    "source reason faultcode wsse invalidsecuritytoken 28020 28029 28032 28055 domain host utf-8",
  ].flatMap((line) => line.split(" ")),
);

interface Row extends Omit<Redaction, "name" | "value"> {
  name: RegExp | undefined;
  value: RegExp | undefined;
}

/** Creates what redacts values by a table. Rows that come first have priority. */
export function createValueRedaction(table: Redaction[], words: DocumentWords, standIns: StandIns): ValueRedaction {
  const rows = table.map(compile);
  const isKept = (word: string) => {
    const lower = word.toLowerCase();
    return protocolWords.has(lower) || words.segments.has(lower) || words.names.has(word) || /^\d{1,2}$/.test(word);
  };
  const redact = (where: Redaction["where"], name: string, value: string): string => {
    const { action, kind } = findRow(rows, where, name, value);
    if (action === "keep") return value;
    if (action === "remove")
      return value === "" ? "" : where === "header" ? value.replace(scheme, `$1${removed}`) : removed;
    return replace(value, kind);
  };
  const replace = (value: string, kind: Redaction["kind"]): string => {
    if (kind === "host") return standIns.host(value);
    if (kind === "address") return redactAddress(value);
    return kind === undefined ? replaceByForm(value) : standIns[kind](value);
  };
  const replaceByForm = (value: string): string => {
    if (value === "" || isKept(value)) return value;
    if (/\s/.test(value) || value.length > maxWordLength) return standIns.text(value);
    if (/[:/@?;=,]/.test(value)) return redactAddress(value);
    return isHost(value, standIns) ? standIns.host(value) : standIns.word(value);
  };
  const redactAddress = (address: string): string => {
    const [before = "", mark = "", query = ""] = splitQuery(address.replace(userInfo, "//"));
    return (
      before.replace(part, (found, lead = "", host = "", port = "", _word = "", offset = 0) => {
        if (host !== "") return lead + (isKept(host) ? host : standIns.host(host)) + port;
        return redactPart(found, before[offset + found.length] === "@");
      }) +
      mark +
      pairs(query)
    );
  };
  const redactPart = (encoded: string, isUser: boolean): string => {
    if (isKept(encoded)) return encoded;
    const decoded = decode(encoded);
    if (decoded !== encoded) return encodeURIComponent(replaceByForm(decoded));
    return !isUser && isHost(encoded, standIns) ? standIns.host(encoded) : standIns.word(encoded);
  };
  const pairs = (query: string): string =>
    query.replace(pair, (_, name: string, equals = "", value = "") => {
      const plain = decode(name.replaceAll("+", " "));
      // A query without names is one value.
      if (equals === "") return encodeLike(name, redact("query", "", plain));
      const decoded = decode(value.replaceAll("+", " "));
      return `${encodeLike(name, redactName(plain))}=${encodeLike(value, redact("query", plain, decoded))}`;
    });
  const redactName = (name: string): string => {
    if (isKept(name)) return name;
    const isPlain = /^[a-z_][a-z_-]{0,39}\d{0,2}$/i.test(name) && !standIns.knowsWord(name);
    return isPlain ? name : replaceByForm(name);
  };
  return {
    header: (name, value) => redact("header", name, value),
    property: (name, value) => redact("property", name, value),
    target(target) {
      const [, origin = "", slashes = "", rest = ""] = wholeTarget.exec(target) ?? [];
      return redactAddress(origin) + slashes + redactAddress(rest);
    },
    pairs,
    name: redactName,
  };
}

const maxWordLength = 300;
// The slashes at the beginning of a path do not begin a host.
const wholeTarget = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)?(\/*)(.*)$/is;
const userInfo = /\/\/[^/?#@\s]*@/g;
// A host comes after two slashes or an at sign. Everything else is a word, which may be percent-encoded.
const part =
  /(\/\/|@)(\[[0-9a-f:.]+\]|[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*\.?)((?::\d{1,5})?)|((?:[\p{L}\p{M}\p{N}_.~!*+-]|%[0-9a-f]{2})+)/giu;
const threeLabels = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+\.[a-z]{2,}$/i;
const pair = /([^&=#]+)(=?)([^&#]*)/g;

function splitQuery(address: string): [string, string, string] {
  const at = address.search(/[?#]/);
  return at < 0 ? [address, "", ""] : [address.slice(0, at), address.charAt(at), address.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Returns a value in a query; one that did not change keeps its encoding. */
function encodeLike(encoded: string, value: string): string {
  return decode(encoded.replaceAll("+", " ")) === value ? encoded : encodeURIComponent(value);
}

function isHost(word: string, standIns: StandIns): boolean {
  return standIns.knowsHost(word) || (!standIns.knowsWord(word) && threeLabels.test(word));
}

function compile({ name, value, ...row }: Redaction): Row {
  return {
    ...row,
    name: name === undefined ? undefined : new RegExp(`^(?:${name})$`, "i"),
    value: value === undefined ? undefined : new RegExp(value),
  };
}

function findRow(
  rows: Row[],
  where: Redaction["where"],
  name: string,
  value: string,
): Pick<Redaction, "action" | "kind"> {
  const row = rows.find(
    (one) =>
      (one.where === where || one.where === "any") &&
      (one.name?.test(name) ?? true) &&
      (one.value?.test(value) ?? true),
  );
  return row ?? { action: "replace" };
}
