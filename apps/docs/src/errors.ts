/** Base of every error that this package throws. */
export class DocsError extends Error {
  override name = "DocsError";
}

/** The port is in use by another process. */
export class PortInUseError extends DocsError {
  override name = "PortInUseError";
  readonly port: number;

  constructor(port: number, host: string, cause: unknown) {
    super(`port: expected a free one on ${host}, got ${port}, which is in use.`, { cause });
    this.port = port;
  }
}

/** The folder has no built site. */
export class SiteMissingError extends DocsError {
  override name = "SiteMissingError";

  constructor(root: string, cause: unknown) {
    super(`There is no site in ${root}: run the build of @ucwa-meetings/docs first.`, { cause });
  }
}
