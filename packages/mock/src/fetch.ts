export * from "./everywhere.ts";
export { createMock, type FetchMock, type FetchMockOptions } from "./fetch/create-mock.ts";
