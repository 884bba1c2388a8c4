import { randomBytes } from "node:crypto";
import type { Suggestion } from "../check/report-type.ts";
import type { HttpOperation } from "../contract/operations.ts";
import { readJson } from "../http/text.ts";
import { collectDocumentWords } from "../record/document-words.ts";
import { redactBody } from "../record/redact-body.ts";
import { createValueRedaction } from "../record/redact-values.ts";
import { createRedactions } from "../record/redactions.ts";
import { createStandIns } from "../record/stand-ins.ts";
import { type SentRequest, toCurl } from "./curl.ts";
import type { Finding } from "./finding.ts";

/** A finding that gives nothing away: no host, no name, no id and no token. */
export interface SharedFinding {
  step: string;
  operationId: string;
  kind: Finding["kind"];
  status: number;
  pointer: string;
  expected: string;
  actual: string;
  /** A line for a shell that sends the request again. */
  curl: string;
}

/** What makes findings ones that everybody may see. */
export interface Sharing {
  finding(finding: Finding): SharedFinding;
  suggestion(suggestion: Suggestion): Suggestion;
}

/** Creates what redacts findings, by the table that recordings are redacted by. */
export function createSharing(operations: HttpOperation[]): Sharing {
  const words = collectDocumentWords(operations);
  const redaction = createValueRedaction(createRedactions(words), words, createStandIns(randomBytes(32)));
  const pointerOf = (pointer: string) =>
    pointer
      .split(/([/ ])/)
      .map((part) => redactName(part))
      .join("");
  const redactName = (part: string) => (part === "/" || part === " " || part === "" ? part : redaction.name(part));
  const redactValue = (pointer: string, text: string): string => {
    const name = pointer.split(/[/ ]/).findLast((part) => !/^\d*$/.test(part)) ?? "";
    const value = readJson(text);
    if (pointer.startsWith("header ")) return JSON.stringify(redaction.header(name, String(value ?? "")));
    if (typeof value === "string") return JSON.stringify(redaction.property(name, value));
    if (typeof value === "number" || typeof value === "boolean") return redaction.property(name, String(value));
    return value === null ? "null" : Array.isArray(value) ? "a list" : "something else";
  };
  const request = ({ question, sent }: Finding): SentRequest => {
    const { body } = sent;
    // What was written by hand for a case has nothing of the server.
    if (body === undefined || question.text !== undefined) return sent;
    const encoded = { headers: sent.headers, body: Buffer.from(body), isComplete: true };
    return { ...sent, body: redactBody(encoded, body, redaction).text ?? "" };
  };
  return {
    finding(finding) {
      const { question, kind, status, pointer, expected, actual } = finding;
      // Those are in words of this project.
      const isOwn = kind === "behaviour" || kind === "status" || kind === "upstream";
      return {
        ...{ step: question.step, operationId: question.operationId, kind, status },
        pointer: isOwn ? pointer : pointerOf(pointer),
        expected: !isOwn && pointer === "body" ? "a body that can be read" : expected,
        actual: isOwn ? actual : redactValue(pointer, actual),
        curl: toCurl(question, request(finding)),
      };
    },
    suggestion: (suggestion) => ({
      ...suggestion,
      pointer: pointerOf(suggestion.pointer),
      name: redaction.name(suggestion.name),
      found: suggestion.kind === "member" ? redaction.property(suggestion.name, suggestion.found) : suggestion.found,
    }),
  };
}
