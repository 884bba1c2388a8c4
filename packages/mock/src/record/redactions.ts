import type { DocumentWords } from "./document-words.ts";
import type { Redaction } from "./redaction-type.ts";

const guid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const etag = `^(?:W/)?"?(?:\\d{1,10}|${guid})"?$`;
const parameters = '(?:; ?(?:q|charset|version)="?[\\w.-]{1,12}"?)*';
const mediaTypes = `^(?:[a-z*]{1,20}/[a-z.*+-]{1,60}${parameters}(?:, ?|$)){1,12}$`;
const languages = "^(?:[a-zA-Z*-]{1,11}(?:; ?q=[\\d.]{1,5})?(?:, ?|$)){1,12}$";
const time = "^(?:-?\\d{1,10}|[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} [\\d:]{8} GMT)$";
const secretName = ".*(?:token|ticket|secret|password|passwd|assertion|credential|api-?key).*|saml.*|cwt";

/** Returns the table of what a recording leaves out, and of what it keeps. What no other row fits is replaced. */
export function createRedactions({ literals, enumerated }: DocumentWords): Redaction[] {
  return [
    // Secrets. The scheme of credentials stays.
    { where: "header", name: "authorization|proxy-authorization|cookie|set-cookie", action: "remove" },
    { where: "header", name: `${secretName}|.*session.*|.*signature.*`, action: "remove" },
    { where: "query", name: `${secretName}|.*session.*|.*signature.*|sig|code|key|pwd|pin`, action: "remove" },
    { where: "property", name: `${secretName}|pwd`, action: "remove" },

    // What says how to read a message, and nothing of a person.
    { where: "header", name: "accept|content-type", value: mediaTypes, action: "keep" },
    { where: "header", name: "accept-language|content-language", value: languages, action: "keep" },
    { where: "header", name: "date|expires|last-modified|retry-after|age", value: time, action: "keep" },
    {
      where: "header",
      name: "accept-(?:charset|encoding|ranges)|allow|cache-control|connection|content-encoding|keep-alive|pragma|te|transfer-encoding|vary",
      value: "^(?:[a-zA-Z*-]{1,30}(?:;q)?(?:=[\\d.]{1,10})?(?:, ?|$)){0,12}$",
      action: "keep",
    },
    {
      where: "header",
      name: "x-ms-ucwaversion|x-ms-requiresminresourceversion|content-length",
      value: "^[\\d.]{1,20}$",
      action: "keep",
    },
    { where: "header", name: "etag|if-match|if-none-match", value: `${etag}|^\\*$`, action: "keep" },
    { where: "property", name: "etag", value: etag, action: "keep" },
    { where: "property", name: "rev|revision", value: "^\\d{1,4}(?:\\.\\d{1,4})?$", action: "keep" },
    {
      where: "property",
      name: "expirationTime",
      value: "^/Date\\(-?\\d{1,16}\\)/$|^\\d{4}-\\d\\d-\\d\\dT[\\d:.]{5,20}(?:Z|[+-]\\d\\d:\\d\\d)?$",
      action: "keep",
    },
    // A member that the document does not have is what a recording is made for.
    { where: "property", name: enumerated.join("|"), value: "^[A-Z][A-Za-z]{0,39}$", action: "keep" },
    { where: "any", value: "^(?:|-?\\d{1,2}|[Tt]rue|[Ff]alse)$", action: "keep" },
    { where: "any", value: `^(?:${literals.map(escapeExpression).join("|")})$`, action: "keep" },

    // Names of machines and people.
    { where: "header", name: "host|x-ms-server-fqdn|x-forwarded-(?:host|server)", action: "replace", kind: "host" },
    {
      where: "header",
      name: "accept|content-type|www-authenticate|proxy-authenticate|x-ms-diagnostics|warning|location|content-location|link|via|forwarded|x-forwarded-for",
      action: "replace",
      kind: "address",
    },
    { where: "property", name: "attendees|leaders|.*Ur[il]|href", action: "replace" },
    { where: "property", name: "subject|description|title|message|reason", action: "replace" },
    { where: "property", name: "id|onlineMeetingId|conferenceId", action: "replace" },
    { where: "any", action: "replace" },
  ];
}

function escapeExpression(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
