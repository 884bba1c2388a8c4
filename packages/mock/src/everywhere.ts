// What the package exports in each runtime, from each of its ways in.
export { toSwitches } from "./contract/dialect.ts";
export { type Dialect, dialects, type Switches, switches } from "./contract/switches.ts";
export {
  ClockError,
  MockError,
  RecordingError,
  SandboxError,
  SavedStateError,
  SeedError,
  StoreFullError,
  StoreUnavailableError,
  UnknownFaultError,
  UnknownSwitchError,
} from "./errors.ts";
export { type CreateSandboxOptions, createSandbox, type Sandbox } from "./fetch/create-sandbox.ts";
export type { MockRequest, RequestBody } from "./http/request.ts";
export type { MockResponse, ResponseHeaders } from "./http/response.ts";
export type { MockControls } from "./middleware/controls.ts";
export { type FaultOptions, type FaultSetting, faults, toFault } from "./middleware/fault-setting.ts";
export type { SandboxOptions } from "./options.ts";
export type { Seed } from "./resources/seed.ts";
export type { SandboxSettings } from "./sandboxes/sandbox-request.ts";
export type { Entry, Properties, SavedState, StoreContent } from "./state/content.ts";
export type { JournalEntry } from "./state/journal-entry.ts";
export { createMemoryStore, type MemoryStore } from "./state/memory-store.ts";
export type {
  Batch,
  Counter,
  Creation,
  FaultDraw,
  FaultState,
  LocalMock,
  NewMock,
  Settings,
  StateLimits,
  StateStore,
  StoredMock,
} from "./state/state-store.ts";
