import {
  type PoolOptions,
  type PoolWorker,
  type TestProject,
  ThreadsPoolWorker,
  type WorkerRequest,
} from "vitest/node";

type Listener = (...args: unknown[]) => void;

/** After so many runs a thread ends, because what was loaded for each of them stays in its memory. */
const maxRuns = 150;
/** A run that takes longer, in milliseconds, had a test that waited in vain, and may have left something behind. */
const maxDuration = 4000;

/** The thread that the next run can have. */
let kept: Thread | undefined;

interface Thread {
  worker: ThreadsPoolWorker;
  runs: number;
}

/**
 * A worker of Vitest whose thread outlives a run. To start one, and to load in it what never changes, takes longer than the tests that notice a
 * change. A run has no modules of the one before, see fresh-modules.ts.
 */
class WarmWorker implements PoolWorker {
  readonly name = "warm";
  readonly #options: PoolOptions;
  readonly #listeners: [event: string, listener: Listener][] = [];
  #thread: Thread | undefined;
  #isReused = false;
  #config: unknown;
  #startedAt = 0;
  #hasEnded = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#isReused = kept !== undefined;
    this.#thread = kept ?? { worker: new ThreadsPoolWorker(this.#options), runs: 0 };
    kept = undefined;
    if (!this.#isReused) await this.#thread.worker.start();
    this.#startedAt = performance.now();
    this.#thread.runs += 1;
  }

  on(event: string, listener: Listener): void {
    this.#listeners.push([event, listener]);
    this.#thread?.worker.on(event, listener);
  }

  off(event: string, listener: Listener): void {
    this.#thread?.worker.off(event, listener);
  }

  send(message: WorkerRequest): void {
    if (message.type === "stop") {
      this.#hasEnded = true;
      this.#respond("stopped");
    } else if (message.type === "start" && this.#isReused) {
      // The thread was started by another run, and has the configuration of that.
      this.#config = message.context.config;
      this.#respond("started");
    } else if (message.type === "run" && this.#isReused) {
      this.#thread?.worker.send({ ...message, context: Object.assign({}, message.context, { config: this.#config }) });
    } else {
      this.#thread?.worker.send(message);
    }
  }

  async stop(): Promise<void> {
    const thread = this.#thread;
    if (!thread) return;
    for (const [event, listener] of this.#listeners) thread.worker.off(event, listener);
    const isQuick = performance.now() - this.#startedAt < maxDuration;
    if (this.#hasEnded && isQuick && thread.runs < maxRuns) kept = thread;
    else await thread.worker.stop();
  }

  deserialize(data: unknown): unknown {
    return data;
  }

  #respond(type: "started" | "stopped"): void {
    const response = { __vitest_worker_response__: true, type };
    const listeners = this.#listeners.filter(([event]) => event === "message");
    setImmediate(() => listeners.forEach(([, listener]) => void listener(response)));
  }
}

/** A plugin that has Vitest run all tests in one thread that outlives a run, whatever pool it was told to have. */
export const warmWorker = {
  name: "warm-worker",
  configureVitest({ project }: { project: TestProject }): void {
    project.config.pool = "warm";
    project.config.poolRunner = { name: "warm", createPoolWorker: (options) => new WarmWorker(options) };
  },
};
