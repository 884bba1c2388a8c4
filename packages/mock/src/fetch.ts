export { toSwitches } from "./contract/dialect.ts";
export { type Dialect, dialects, type Switches, switches } from "./contract/switches.ts";
export {
  ClockError,
  MockError,
  RecordingError,
  SavedStateError,
  SeedError,
  UnknownFaultError,
  UnknownSwitchError,
} from "./errors.ts";
export { createMock, type FetchMock, type FetchMockOptions } from "./fetch/create-mock.ts";
export type { MockRequest, RequestBody } from "./http/request.ts";
export type { MockResponse, ResponseHeaders } from "./http/response.ts";
export type { JournalEntry, MockControls, SavedState } from "./middleware/controls.ts";
export { type FaultOptions, type FaultSetting, faults, toFault } from "./middleware/fault-setting.ts";
export type { Seed } from "./resources/seed.ts";
