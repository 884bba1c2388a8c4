/** A behaviour in which servers differ, or that no source shows. */
interface Switch {
  values: readonly [string, ...string[]];
  /** What the published pages say or suggest. */
  documented: string;
  /** What real servers do, observed or most likely. */
  deployed: string;
  /** What kind of source shows the behaviour. */
  basis: "documented" | "observed" | "inferred";
  meaning: string;
}

/** Every switch of the mock. Its name is what `--switch name=value` and the option `switches` take. */
export const switches = {
  defaultPrefix: {
    values: ["none", "oauth", "unversioned"],
    documented: "none",
    deployed: "oauth",
    basis: "observed",
    meaning:
      "the prefix of links in responses to requests that had none: none, /ucwa/oauth/v1, or /ucwa as on a server of 2012",
  },
  extensionsPath: {
    values: ["onlineMeetingExtensions", "extensions"],
    documented: "onlineMeetingExtensions",
    deployed: "extensions",
    basis: "observed",
    meaning: "the path segment in links to extensions",
  },
  otherExtensionsPath: {
    values: ["accepted", "refused"],
    documented: "accepted",
    deployed: "accepted",
    basis: "inferred",
    meaning: "whether requests may have the path segment that links do not have, or get 404 for it",
  },
  hrefs: {
    values: ["relative", "absolute"],
    documented: "relative",
    deployed: "relative",
    basis: "documented",
    meaning: "whether an href begins at the root of the host, or is a whole URL",
  },
  hrefQuery: {
    values: ["off", "on"],
    documented: "off",
    deployed: "off",
    basis: "documented",
    meaning: "whether an href has a query, as hrefs of other resources have in traffic",
  },
  linkAttributes: {
    values: ["off", "text", "number"],
    documented: "off",
    deployed: "off",
    basis: "documented",
    meaning:
      "whether links to other resources have title, revision and etag, with the revision as text or, in JSON, as a number",
  },
  onlineMeetingId: {
    values: ["seeded", "path"],
    documented: "seeded",
    deployed: "path",
    basis: "observed",
    meaning:
      "the onlineMeetingId of a meeting, which joinUrl and the meeting's URIs end in: as it was seeded, or the last segment of its path",
  },
  extensionHref: {
    values: ["id", "placeholder"],
    documented: "id",
    deployed: "id",
    basis: "inferred",
    meaning:
      "the last segment of a new extension's link: its id, or the rel for one extension of each meeting, as on the pages",
  },
  etag: {
    values: ["guid", "decimal"],
    documented: "guid",
    deployed: "decimal",
    basis: "observed",
    meaning: "the ETag header: an unquoted GUID, or a quoted decimal number",
  },
  etagProperty: {
    values: ["off", "on"],
    documented: "off",
    deployed: "on",
    basis: "observed",
    meaning: "whether bodies have the property etag",
  },
  collectionEtag: {
    values: ["off", "on"],
    documented: "off",
    deployed: "off",
    basis: "inferred",
    meaning: "whether the set of extensions has an ETag",
  },
  notModified: {
    values: ["304", "200"],
    documented: "304",
    deployed: "304",
    basis: "inferred",
    meaning: "the response to a GET whose If-None-Match is current",
  },
  ifMatch: {
    values: ["optional", "required"],
    documented: "optional",
    deployed: "required",
    basis: "observed",
    meaning: "whether a PUT without If-Match is 428",
  },
  unquotedIfMatch: {
    values: ["read", "ignored"],
    documented: "read",
    deployed: "ignored",
    basis: "observed",
    meaning: "whether an If-Match without quotes counts as one",
  },
  ifMatchStar: {
    values: ["matches", "ignored"],
    documented: "matches",
    deployed: "matches",
    basis: "inferred",
    meaning: "whether If-Match: * matches whatever is there",
  },
  ifMatchOnDelete: {
    values: ["ignored", "honoured"],
    documented: "ignored",
    deployed: "ignored",
    basis: "inferred",
    meaning: "whether a DELETE with an outdated If-Match is 412",
  },
  ifMatchOnPost: {
    values: ["ignored", "honoured"],
    documented: "ignored",
    deployed: "ignored",
    basis: "inferred",
    meaning: "whether a POST with an If-Match other than the meeting's ETag is 412",
  },
  guidProperty: {
    values: ["off", "on"],
    documented: "off",
    deployed: "on",
    basis: "observed",
    meaning: "whether bodies have the property that is named by a GUID",
  },
  guidPropertyOnPut: {
    values: ["optional", "required"],
    documented: "optional",
    deployed: "required",
    basis: "inferred",
    meaning: "whether a PUT of a meeting without that property is 400",
  },
  guidPropertyOnExtensionPut: {
    values: ["optional", "required"],
    documented: "optional",
    deployed: "required",
    basis: "inferred",
    meaning: "whether a PUT of an extension without that property is 400",
  },
  serverHeaders: {
    values: ["off", "on"],
    documented: "off",
    deployed: "on",
    basis: "observed",
    meaning:
      "whether every response has Cache-Control: no-cache, X-MS-Server-Fqdn, and X-MS-Correlation-Id as the request had it or a new one",
  },
  ucwaVersion: {
    values: ["on", "off"],
    documented: "on",
    deployed: "on",
    basis: "documented",
    meaning: "whether every response has X-MS-UcwaVersion; a page says so, and the traffic on the pages lacks it",
  },
  charset: {
    values: ["off", "on"],
    documented: "off",
    deployed: "on",
    basis: "observed",
    meaning: "whether Content-Type ends in ; charset=utf-8",
  },
  xmlRel: {
    values: ["on", "off"],
    documented: "on",
    deployed: "off",
    basis: "observed",
    meaning: "whether XML repeats rel as a property",
  },
  xmlReasonDetails: {
    values: ["filled", "empty"],
    documented: "filled",
    deployed: "filled",
    basis: "inferred",
    meaning: "whether parameters and debugInfo of an XML error have anything in them",
  },
  emptyReasonDetails: {
    values: ["absent", "xml", "always"],
    documented: "xml",
    deployed: "xml",
    basis: "documented",
    meaning:
      "the parameters and debugInfo of an error that has none: left out, empty in XML as on the page of errors, or empty in JSON too",
  },
  unauthorized: {
    values: ["reason", "html"],
    documented: "reason",
    deployed: "html",
    basis: "observed",
    meaning: "the body of a 401: the UCWA error, or the web server's page",
  },
  challenges: {
    values: ["one", "two"],
    documented: "one",
    deployed: "two",
    basis: "observed",
    meaning: "the headers WWW-Authenticate of a 401: one with MsRtcOAuth, or one with Bearer and then that one",
  },
  serverErrorDiagnostics: {
    values: ["off", "on"],
    documented: "off",
    deployed: "on",
    basis: "observed",
    meaning: "whether the fault html-500 has X-Ms-diagnostics 28032, which means a token of another pool",
  },
  duplicateExtension: {
    values: ["conflict", "replace"],
    documented: "conflict",
    deployed: "conflict",
    basis: "inferred",
    meaning:
      "the response to a POST with an id that exists: 409 AlreadyExists, or 201 and the new extension replaces the old",
  },
  generatedExtensionId: {
    values: ["number", "guid"],
    documented: "number",
    deployed: "guid",
    basis: "inferred",
    meaning: "the form of the id that the server gives to an extension without one",
  },
  emptyCollection: {
    values: ["list", "absent"],
    documented: "list",
    deployed: "absent",
    basis: "inferred",
    meaning: "the form of a set without extensions, or of a list without meetings: an empty list, or no _embedded",
  },
  meetingCreated: {
    values: ["201", "200"],
    documented: "201",
    deployed: "200",
    basis: "observed",
    meaning: "the status of the response with a new meeting",
  },
  meetingList: {
    values: ["embedded", "linked"],
    documented: "embedded",
    deployed: "embedded",
    basis: "inferred",
    meaning: "the form of the list of meetings: embedded in full, or as links",
  },
  expirationTime: {
    values: ["present", "absent"],
    documented: "present",
    deployed: "present",
    basis: "observed",
    meaning: "whether meetings in responses have their expirationTime, which a server of 2018 left out",
  },
  timeWithoutOffset: {
    values: ["refused", "local"],
    documented: "refused",
    deployed: "local",
    basis: "observed",
    meaning:
      "the response to a time without Z or an offset: 400, or a success that takes it as the server's local time, -05:00",
  },
  expirationRange: {
    values: ["refused", "accepted"],
    documented: "refused",
    deployed: "refused",
    basis: "inferred",
    meaning: "the response to an expirationTime more than one year ago or ten years from now: 400, or a success",
  },
  explicitNull: {
    values: ["reset", "kept", "refused"],
    documented: "reset",
    deployed: "reset",
    basis: "inferred",
    meaning:
      "the effect of a null in a PUT or in a new meeting: the property is reset, or keeps its value, or the response is 400",
  },
  extensionValues: {
    values: ["kept", "text"],
    documented: "kept",
    deployed: "kept",
    basis: "inferred",
    meaning: "the way of storing custom values that are not strings: as they are, or as text",
  },
  inactiveApplicationExpired: {
    values: ["404", "410"],
    documented: "404",
    deployed: "404",
    basis: "inferred",
    meaning: "the status of this error when a request prefers it",
  },
  tooManyApplications: {
    values: ["409", "403", "410"],
    documented: "409",
    deployed: "409",
    basis: "inferred",
    meaning: "the status of this error when a request prefers it",
  },
  exchangeServiceFailure: {
    values: ["500", "504"],
    documented: "500",
    deployed: "500",
    basis: "inferred",
    meaning: "the status of this error when a request prefers it",
  },
} as const satisfies Record<string, Switch>;

/** A value for every switch. */
export type Switches = { [Name in keyof typeof switches]: (typeof switches)[Name]["values"][number] };

/** The named sets of switch values. */
export const dialects = ["documented", "deployed"] as const;

/** Whether the mock behaves like the published pages or like deployed servers. */
export type Dialect = (typeof dialects)[number];
