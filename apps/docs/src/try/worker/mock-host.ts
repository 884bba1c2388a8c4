import { createMock, type FetchMock, type FetchMockOptions, toSwitches } from "@ucwa-meetings/mock/fetch";
import { firstSettings, type Settings, type WorkerState } from "../protocol.ts";
import type { Database } from "./database.ts";

/** The mock of the site, which goes on where it was when the browser ends the worker. */
export interface MockHost {
  /** Responds for the mock. What the request has changed is stored before the response is given out. */
  fetch(request: Request): Promise<Response>;
  state(): Promise<WorkerState>;
  /** Has the mock behave otherwise, with the resources that it has. Throws `UnknownSwitchError`, and then changes nothing. */
  configure(settings: Settings): Promise<void>;
  /** Ends the mock, and removes what is stored. The next request starts another one. */
  remove(): Promise<void>;
}

interface Running {
  mock: FetchMock;
  settings: Settings;
}

/** Creates the host. It reads what is stored with the first request. `onChange` is called when something may have changed. */
export function createMockHost(database: Database<WorkerState>, onChange: () => void): MockHost {
  let current: Promise<Running> | undefined;
  let writing: Promise<void> = Promise.resolve();
  const running = () => {
    current ??= start(database);
    return current;
  };
  const store = async (changed: Promise<Running> | undefined) => {
    // It was removed, or another took over, which stores itself.
    if (current !== changed) return;
    // One after the other, so that the last that is written is the last that was read.
    writing = writing.then(async () => database.write(await read(await running()))).catch(() => {});
    await writing;
    onChange();
  };
  return {
    async fetch(request) {
      const asked = running();
      const { mock } = await asked;
      return await mock.fetch(request).finally(() => store(asked));
    },
    state: async () => read(await running()),
    async configure(settings) {
      const [{ mock: old }, mock] = [await running(), await createMock(toOptions(settings))];
      current = takeOver(old, mock).then(() => ({ mock, settings }));
      await store(current);
    },
    async remove() {
      const removed = current;
      current = undefined;
      await (await removed)?.mock.close();
      await writing;
      await database.remove();
    },
  };
}

async function start(database: Database<WorkerState>): Promise<Running> {
  const stored = await database.read().catch(() => undefined);
  try {
    if (stored) return await goOn(stored);
  } catch {
    // Another version of the site has stored it, so the mock starts from its seeds.
  }
  return { mock: await createMock(), settings: firstSettings };
}

async function goOn({ settings, saved }: WorkerState): Promise<Running> {
  const mock = await createMock(toOptions(settings));
  await mock.restore(saved);
  return { mock, settings };
}

/** Lets the old mock finish what is in flight, and has the new one go on from there. */
async function takeOver(old: FetchMock, next: FetchMock): Promise<void> {
  await old.close();
  await next.restore(await old.save());
}

function toOptions({ dialect, switches }: Settings): FetchMockOptions {
  return { dialect: dialect === "deployed" ? dialect : "documented", switches: toSwitches(switches) };
}

async function read({ mock, settings }: Running): Promise<WorkerState> {
  return { settings, saved: await mock.save() };
}
