export { MockError, PortInUseError } from "./errors.ts";
export { type Mock, type MockOptions, startMock } from "./start-mock.ts";
