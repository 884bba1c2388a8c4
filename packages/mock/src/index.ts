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
export { type ReadSettings, readSettings, type Setting, type SettingSources, type Settings } from "./cli/settings.ts";
export { toSwitches } from "./contract/dialect.ts";
export { type Dialect, dialects, type Switches, switches } from "./contract/switches.ts";
export {
  ClockError,
  MockError,
  PortInUseError,
  RecordingError,
  SavedStateError,
  SeedError,
  UnknownFaultError,
  UnknownSwitchError,
  UsageError,
} from "./errors.ts";
export { isLoopback } from "./http/hosts.ts";
export type { MockRequest, RequestBody } from "./http/request.ts";
export type { MockResponse, ResponseHeaders } from "./http/response.ts";
export { escapeControlCharacters } from "./http/text.ts";
export type { JournalEntry, MockControls, SavedState } from "./middleware/controls.ts";
export { type FaultOptions, type FaultSetting, faults, toFault } from "./middleware/fault-setting.ts";
export type { MockOptions } from "./options.ts";
export { type ProxyOptions, startProxy, type ValidationProxy } from "./proxy/start-proxy.ts";
export type { RecordingSummary } from "./record/recording-summary.ts";
export type { Redaction } from "./record/redaction-type.ts";
export { type Seed, toSeeds } from "./resources/seed.ts";
export type { ConnectionCounts } from "./server/connection-counts.ts";
export { type Mock, startMock } from "./server/start-mock.ts";
