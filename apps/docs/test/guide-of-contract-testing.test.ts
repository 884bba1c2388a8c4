import "../samples/contract-testing.test.ts";
import "../samples/faults.test.ts";
import "../samples/in-process.test.ts";
import "../samples/proxy.test.ts";
