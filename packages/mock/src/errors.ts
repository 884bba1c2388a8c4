/** The root of all errors of this package. */
export class MockError extends Error {
  override readonly name: string = "MockError";
}

/** The port that the mock was to listen on belongs to another process. */
export class PortInUseError extends MockError {
  override readonly name = "PortInUseError";
  /** The port that is in use. */
  readonly port: number;

  constructor(port: number, host: string, cause: unknown) {
    super(`port: expected a free one on ${host}, got ${port}, which is in use.`, { cause });
    this.port = port;
  }
}

/** A switch that the mock does not have, or a value that the switch does not take. */
export class UnknownSwitchError extends MockError {
  override readonly name = "UnknownSwitchError";
}

/** A seed that is no representation of a resource of the document, or for which the mock has no place. The message says which one, and where it is wrong. */
export class SeedError extends MockError {
  override readonly name = "SeedError";
}

/** A saved state that is none, is damaged, or was saved by another version of the mock. The message says where it is wrong. */
export class SavedStateError extends MockError {
  override readonly name = "SavedStateError";
}

/** A recording that is no HAR file, or whose entries are none. The message says where. */
export class RecordingError extends MockError {
  override readonly name = "RecordingError";
}

/** A point in time that the clock does not understand. */
export class ClockError extends MockError {
  override readonly name = "ClockError";
}

/** A fault that the mock does not have. */
export class UnknownFaultError extends MockError {
  override readonly name = "UnknownFaultError";
}

/** Flags or variables that cannot be understood. The message has one line for each mistake. */
export class UsageError extends MockError {
  override readonly name = "UsageError";
}

/** A mock may keep no more. The message says of what, and how much there may be. */
export class StoreFullError extends MockError {
  override readonly name = "StoreFullError";

  constructor(what: "entries" | "characters", limit: number) {
    super(`The mock has no room for more than ${limit} ${what === "entries" ? "resources" : "characters"}.`);
  }
}

/** The store with the state of the mocks cannot be reached. What was written meanwhile was refused or is there in whole. */
export class StoreUnavailableError extends MockError {
  override readonly name = "StoreUnavailableError";
}

/** A mock that runs somewhere did not create or control a sandbox. */
export class SandboxError extends MockError {
  override readonly name = "SandboxError";
  /** The status of its response, if it is another one than expected. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}
