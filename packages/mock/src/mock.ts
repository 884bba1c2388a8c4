import type { IncomingMessage } from "node:http";
import type { Refusal } from "./contract/documented-error.ts";
import { writeRefusal } from "./contract/documented-error.ts";
import { exampleSeeds } from "./contract/example.ts";
import { httpOperations } from "./contract/operations.ts";
import { createEngine } from "./contract/prism.ts";
import { type Cors, createCors } from "./http/cors.ts";
import { createForeignHost, foreignHostMessage } from "./http/hosts.ts";
import { readPrefer } from "./http/prefer.ts";
import { messageOf } from "./http/text.ts";
import { control, withoutSample } from "./middleware/admin.ts";
import { type Answer, type Answering, answer } from "./middleware/contract.ts";
import type { Controls } from "./middleware/controls.ts";
import type { Fault } from "./middleware/fault-setting.ts";
import { befall, createFaults, type Faults, type Ways } from "./middleware/faults.ts";
import { createJournal, type Journal, toEntry } from "./middleware/journal.ts";
import { checkSeeds } from "./resources/check-seeds.ts";
import { createWorld } from "./resources/context.ts";
import { createMemoryStore } from "./resources/memory-store.ts";
import type { Seed } from "./resources/seed.ts";
import { planSowing, sow } from "./resources/seed.ts";
import { type Received, receive } from "./server/read-request.ts";
import type { MockOptions } from "./server/start-mock.ts";

/**
 * The machine: what a request passes through, in this order. Each part has the folder of its name; `answer` is made of `route`,
 * `negotiate`, `decode`, Prism's validation, `mock` or Prism's examples, `refuse` and `encode`.
 */
export interface Machine {
  receive(message: IncomingMessage): Promise<Received>;
  cors: Cors;
  /** The answer to a request that was sent to a name which is not the mock's; undefined for all others. */
  misdirected(received: Received): Answer | undefined;
  /** Undefined where the request is not for the mock itself. */
  control(received: Received): Promise<Answer | undefined>;
  /** Answers, with a fault where one is due. The name of the fault comes along. Throws what `pause` throws. */
  fault(received: Received, pause: Ways["pause"]): Promise<{ answer: Answer; fault?: string }>;
  answer(received: Received): Promise<Answer>;
  refuse(received: Received, refusal: Refusal): Answer;
  journal(received: Received, answer: Answer, started: number, fault?: string): void;
}

/** Puts a machine together, with its controls. Throws what `startMock` throws for options that nobody understands. */
export async function createMachine(options: MockOptions): Promise<{ machine: Machine; controls: Controls }> {
  const operations = await httpOperations();
  const answering = {
    engine: createEngine(operations),
    world: createWorld(operations, options),
    stateful: options.state ?? true,
  };
  const faults = createFaults();
  const journal = createJournal();
  const controls = createControls(answering, faults, journal, options);
  await checkSeeds(answering.engine, options.seed ?? []);
  await controls.reset();
  const { bodyLimit = 1_048_576, host = "127.0.0.1", log } = options;
  const foreignHost = createForeignHost(host, options.allowHosts);
  const machine: Machine = {
    receive: (message) => receive(message, bodyLimit),
    cors: createCors(options.cors),
    misdirected(received) {
      const came = foreignHost(received);
      return came === undefined ? undefined : misdirected(machine, received, came);
    },
    control: (received) => control(controls, received, machine),
    fault: (received, pause) => withFault(machine, faults, received, pause),
    answer: (received) => answer(answering, received),
    refuse: (received, refusal) => writeRefusal(operations, undefined, refusal, received, answering.world.switches),
    journal(received, given, started, fault) {
      const entry = toEntry(received, given, started, fault);
      journal.add(entry);
      log?.(entry);
    },
  };
  return { machine, controls };
}

function misdirected(machine: Machine, received: Received, came: string): Answer {
  const refusal = { status: 403, name: "Forbidden", message: foreignHostMessage(came) };
  // 421 (RFC 9110, section 15.5.20) is no status of the document's; the body says what it can.
  return { ...withoutSample(machine.refuse(received, refusal), refusal), status: 421 };
}

async function withFault(machine: Machine, faults: Faults, received: Received, pause: Ways["pause"]) {
  const refuse = (refusal: Refusal) => machine.refuse(received, refusal);
  const ways = { answer: () => machine.answer(received), refuse, pause };
  let fault: Fault | undefined;
  try {
    fault = faults.next(readPrefer(received.headers.prefer).fault);
  } catch (error) {
    const message = `Prefer: ucwa-fault: ${messageOf(error)}`;
    return { answer: refuse({ status: 400, name: "BadRequest", message }) };
  }
  return fault ? { answer: await befall(fault, ways), fault: fault.name } : { answer: await ways.answer() };
}

function createControls(
  { engine, world }: Answering,
  faults: Faults,
  journal: Journal,
  options: MockOptions,
): Controls {
  const { fault, faultRate: rate, faultSeed: seed } = options;
  const examples = exampleSeeds(engine.operations);
  return {
    get requests() {
      return journal.entries();
    },
    async reset() {
      faults.set(fault, { ...(rate !== undefined && { rate }), ...(seed !== undefined && { seed }) });
      journal.clear();
      // Requests in flight must not see a store that is half full.
      const store = createMemoryStore();
      await sow(store, options.seed ? planSowing(options.seed) : planSowing(examples, examples[0]));
      world.store = store;
    },
    async seed(seeds: Seed[]) {
      const { store } = world;
      await checkSeeds(engine, seeds);
      await sow(store, planSowing(seeds), seeds);
    },
    fault: (name, faultOptions) => faults.set(name, faultOptions),
  };
}
