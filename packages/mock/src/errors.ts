/** What every error of this package is. */
export class MockError extends Error {
  override readonly name: string = "MockError";
}

/** The port that the mock was to listen on belongs to another process. */
export class PortInUseError extends MockError {
  override readonly name = "PortInUseError";
  readonly port: number;

  constructor(port: number, host: string, cause: unknown) {
    super(`Port ${port} of ${host} is in use.`, { cause });
    this.port = port;
  }
}
