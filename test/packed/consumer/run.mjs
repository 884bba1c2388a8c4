import { smoke } from "./smoke.mjs";

const origin = globalThis.Deno ? Deno.args[0] : process.argv[2];
for (const line of await smoke(origin)) console.log(line);
