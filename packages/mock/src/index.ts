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
export { PortInUseError, UsageError } from "./errors.ts";
export * from "./everywhere.ts";
export { isLoopback } from "./http/hosts.ts";
export { escapeControlCharacters } from "./http/text.ts";
export type { MockOptions } from "./options.ts";
export { type ProxyOptions, startProxy, type ValidationProxy } from "./proxy/start-proxy.ts";
export type { RecordingSummary } from "./record/recording-summary.ts";
export type { Redaction } from "./record/redaction-type.ts";
export { toSeeds } from "./resources/seed.ts";
export type { ConnectionCounts } from "./server/connection-counts.ts";
export { type Mock, startMock } from "./server/start-mock.ts";
export { openStore } from "./stores/open-store.ts";
