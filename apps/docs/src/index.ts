export { DocsError, PortInUseError, SiteMissingError } from "./errors.ts";
export { getMediaType } from "./headers.ts";
export { type DocsServer, type LoggedRequest, type ServeDocsOptions, serveDocs } from "./static-server.ts";
