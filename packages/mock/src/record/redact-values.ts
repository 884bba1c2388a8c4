import type { DocumentWords } from "./document-words.ts";
import type { Redaction } from "./redaction-type.ts";
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
    "application text multipart json xml html plain batching mixed related boundary charset x-www-form-urlencoded",
    "source reason faultcode wsse invalidsecuritytoken 28020 28029 28032 28055 domain host utf-8",
  ].flatMap((line) => line.split(" ")),
);

interface Row extends Omit<Redaction, "name" | "value"> {
  name: RegExp | undefined;
  value: RegExp | undefined;
}

/** Creates what redacts values by a table. Rows that come first have priority. */
export function createValueRedaction(table: Redaction[], words: DocumentWords, standIns: StandIns): ValueRedaction {
  const redactor = new ValueRedactor(table, words, standIns);
  return {
    header: (name, value) => redactor.redact("header", name, value),
    property: (name, value) => redactor.redact("property", name, value),
    target: (target) => redactor.redactTarget(target),
    pairs: (query) => redactor.redactPairs(query),
    name: (name) => redactor.redactName(name),
  };
}

class ValueRedactor {
  readonly #rows: Row[];
  readonly #words: DocumentWords;
  readonly #standIns: StandIns;

  constructor(table: Redaction[], words: DocumentWords, standIns: StandIns) {
    this.#rows = table.map(compile);
    this.#words = words;
    this.#standIns = standIns;
  }

  redact(where: Redaction["where"], name: string, value: string): string {
    const { action, kind } = findRow(this.#rows, where, name, value);
    if (action === "keep" || value === "") return value;
    if (action === "remove") return where === "header" ? value.replace(scheme, `$1${removed}`) : removed;
    if (kind === "host") return this.#standIns.host(value);
    if (kind === "address") return this.#redactAddress(value);
    return kind === undefined ? this.#replaceByForm(value) : this.#standIns[kind](value);
  }

  redactTarget(target: string): string {
    const [, origin = "", slashes = "", rest = ""] = wholeTarget.exec(target) ?? [];
    return this.#redactAddress(origin) + slashes + this.#redactAddress(rest);
  }

  redactPairs(query: string): string {
    return query.replace(pair, (_, name: string, equals = "", value = "") => {
      const plain = decode(name.replaceAll("+", " "));
      // A query without names is one value.
      if (equals === "") return encodeLike(name, this.redact("query", "", plain));
      const redacted = this.redact("query", plain, decode(value.replaceAll("+", " ")));
      return `${encodeLike(name, this.redactName(plain))}=${encodeLike(value, redacted)}`;
    });
  }

  redactName(name: string): string {
    if (this.#isKept(name) || (plainName.test(name) && !this.#standIns.knowsWord(name))) return name;
    return this.#replaceByForm(name);
  }

  #replaceByForm(value: string): string {
    if (this.#isKept(value)) return value;
    if (/\s/.test(value) || value.length > maxWordLength) return this.#standIns.text(value);
    if (/[:/@?;=,]/.test(value)) return this.#redactAddress(value);
    return isHost(value, this.#standIns) ? this.#standIns.host(value) : this.#standIns.word(value);
  }

  #redactAddress(address: string): string {
    const [before = "", mark = "", query = ""] = splitQuery(address.replace(userInfo, "//"));
    const redacted = before.replace(part, (found, lead = "", host = "", port = "", _word = "", offset = 0) => {
      if (host !== "") return lead + (this.#isKept(host) ? host : this.#standIns.host(host)) + port;
      return this.#redactPart(found, before[offset + found.length] === "@");
    });
    return redacted + mark + this.redactPairs(query);
  }

  #redactPart(encoded: string, isUser: boolean): string {
    if (this.#isKept(encoded)) return encoded;
    const decoded = decode(encoded);
    if (decoded !== encoded) return encodeURIComponent(this.#replaceByForm(decoded));
    return !isUser && isHost(encoded, this.#standIns) ? this.#standIns.host(encoded) : this.#standIns.word(encoded);
  }

  #isKept(word: string): boolean {
    const lower = word.toLowerCase();
    const { segments, names } = this.#words;
    return protocolWords.has(lower) || segments.has(lower) || names.has(word) || /^\d{1,2}$/.test(word);
  }
}

const plainName = /^[a-z_][a-z_-]{0,39}\d{0,2}$/i;
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
    name: name === undefined ? undefined : new RegExp(`^(?:${name})$`, "is"),
    value: value === undefined ? undefined : new RegExp(value),
  };
}

function findRow(
  rows: Row[],
  where: Redaction["where"],
  name: string,
  value: string,
): Pick<Redaction, "action" | "kind"> {
  // An expression may take time that grows faster than the name.
  const start = name.slice(0, maxWordLength);
  const row = rows.find(
    (one) =>
      (one.where === where || one.where === "any") &&
      (one.name?.test(start) ?? true) &&
      (one.value?.test(value) ?? true),
  );
  return row ?? { action: "replace" };
}
