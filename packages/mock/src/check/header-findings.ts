import { formatValue } from "../contract/explain.ts";
import { chooseMediaType, essence, getCharset, isJson, isXml } from "../http/media-type.ts";
import type { Redactor } from "../redact/redact.ts";
import type { Exchange } from "./exchange.ts";
import type { ReportedViolation } from "./report-type.ts";

type Finding = Pick<ReportedViolation, "kind" | "side" | "severity" | "pointer" | "expected" | "actual">;

/** What is wrong with the headers of a response, and what schemas cannot say: the prose of the document does. */
export function findHeaderFindings({ request, response }: Exchange, redactor: Redactor): Finding[] {
  const { status, headers } = response;
  const found: Finding[] = [];
  const add = (name: string, expected: string) => {
    const actual = formatValue(headers[name], redactor.text);
    found.push({ kind: "header", side: "response", severity: "error", pointer: `header ${name}`, expected, actual });
  };
  const type = headers["content-type"];
  if (type !== undefined && response.body.length > 0) {
    const isOwn = isJson(type) || isXml(type);
    if (isOwn && (getCharset(type) ?? "utf-8").toLowerCase() !== "utf-8") add("content-type", "the charset utf-8");
    // An error may come as a page, whatever was asked for.
    if (status < 300 && isOwn && chooseMediaType(request.headers.accept, [essence(type)]) === undefined)
      add("content-type", "a media type that the request accepts");
  }
  const challenge = headers["www-authenticate"];
  if (status === 401 && challenge !== undefined && !/\bMsRtcOAuth\b/i.test(challenge))
    add("www-authenticate", "the challenge MsRtcOAuth");
  return found;
}
