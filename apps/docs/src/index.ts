export { DocsError, PortInUseError, SiteMissingError } from "./errors.ts";
export { type DocsServer, type ServeDocsOptions, serveDocs } from "./serve.ts";
