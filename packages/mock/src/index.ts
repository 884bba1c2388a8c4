export type { Controls } from "./control/controls.ts";
export { toSwitches } from "./dialect/dialect.ts";
export { type Dialect, dialects, type Switches, switches } from "./dialect/switches.ts";
export {
  ClockError,
  MockError,
  PortInUseError,
  SeedError,
  UnknownFaultError,
  UnknownSwitchError,
  UsageError,
} from "./errors.ts";
export { type FaultOptions, type FaultSetting, faults, toFault } from "./fault/faults.ts";
export type { JournalEntry } from "./journal/journal-entry.ts";
export type { Coverage, Report, SeenStatus } from "./report/report-type.ts";
export type { ReportedViolation, ViolationKind } from "./report/violation.ts";
export type { Seed } from "./seed/seed-type.ts";
export { toSeeds } from "./seed/to-seeds.ts";
export { type Mock, type MockOptions, startMock } from "./start-mock.ts";
export { type ProxyOptions, startProxy, type ValidationProxy } from "./start-proxy.ts";
export { visible } from "./visible.ts";
