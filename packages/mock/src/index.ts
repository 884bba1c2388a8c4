export { describeViolation } from "./check/report-text.ts";
export type {
  Coverage,
  Report,
  ReportedViolation,
  SeenStatus,
  Suggestion,
  ViolationKind,
} from "./check/report-type.ts";
export { mockSettings } from "./cli/mock-settings.ts";
export { readEnvironment } from "./cli/read-environment.ts";
export { readInteger } from "./cli/read-values.ts";
export { sandboxSettings } from "./cli/sandbox-settings.ts";
export {
  type ReadSettings,
  readSettings,
  type Setting,
  type SettingSources,
  type SettingTable,
} from "./cli/settings.ts";
export { type StoreOptions, storeSetting } from "./cli/store-setting.ts";
export { toSwitches } from "./contract/dialect.ts";
export { type Dialect, dialects, type Switches, switches } from "./contract/switches.ts";
export {
  ClockError,
  MockError,
  PortInUseError,
  RecordingError,
  SandboxError,
  SavedStateError,
  SeedError,
  StoreFullError,
  StoreUnavailableError,
  UnknownFaultError,
  UnknownSwitchError,
  UsageError,
} from "./errors.ts";
export { type CreateSandboxOptions, createSandbox, type Sandbox } from "./fetch/create-sandbox.ts";
export { isLoopback } from "./http/hosts.ts";
export type { MockRequest, RequestBody } from "./http/request.ts";
export type { MockResponse, ResponseHeaders } from "./http/response.ts";
export { escapeControlCharacters } from "./http/text.ts";
export type { MockControls } from "./middleware/controls.ts";
export { type FaultOptions, type FaultSetting, faults, toFault } from "./middleware/fault-setting.ts";
export type { MockOptions, SandboxOptions } from "./options.ts";
export { type ProxyOptions, startProxy, type ValidationProxy } from "./proxy/start-proxy.ts";
export type { RecordingSummary } from "./record/recording-summary.ts";
export type { Redaction } from "./record/redaction-type.ts";
export { type Seed, toSeeds } from "./resources/seed.ts";
export type { SandboxSettings } from "./sandboxes/sandbox-request.ts";
export type { ConnectionCounts } from "./server/connection-counts.ts";
export { type Mock, startMock } from "./server/start-mock.ts";
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
export { openStore } from "./stores/open-store.ts";
