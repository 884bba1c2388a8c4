export { type ServeOptions, serveMock } from "./serve-mock.ts";
