/** A server in a process of its own, on the store that the argument names. It prints its URL, and ends with the process that started it. */
import { openStore, startMock } from "../../src/index.ts";

const [text = ""] = process.argv.slice(2);
const { url } = await startMock({ store: await openStore(text) });
process.stdin.resume().once("end", () => process.exit());
console.log(url);
