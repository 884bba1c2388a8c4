import "../samples/contract-testing.test.ts";
