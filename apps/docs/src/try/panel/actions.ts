import { firstSettings, type Settings } from "../protocol.ts";
import type { AnswerView } from "./answer-view.ts";
import { findChanges } from "./changes.ts";
import type { Connection } from "./connection.ts";
import type { RequestForm } from "./request-form.ts";
import type { SettingsForm } from "./settings-form.ts";

/** What a reader can do in the panel. Each says what came of it there. */
export interface Actions {
  /** Loads the mock, and keeps the pages. `onKept` is told when they can be read without a network, and when no longer. */
  start(onKept: (isKept: boolean) => void): void;
  send(): void;
  /** Reads what the request would write, and puts it into the editor with its ETag. */
  readFirst(): void;
  configure(settings: Settings): void;
  reset(): void;
  /** Removes the mock from the browser. What the reader does next loads it again. */
  remove(): void;
}

/** The mock, which is loaded with the first `connect`, and once more after `forget`. */
export interface Connector {
  connect(): Promise<Connection>;
  forget(): void;
}

interface Parts {
  form: RequestForm;
  answer: AnswerView;
  settings: SettingsForm;
}

/** Creates what the buttons of a panel do. */
export function createActions(connector: Connector, { form, answer, settings }: Parts): Actions {
  const refresh = async (mock: Connection) => {
    const state = await mock.state();
    settings.show(state.settings);
    answer.showJournal(state.saved.requests);
  };
  const fail = (error: unknown) => {
    answer.say(`The mock does not run here: ${error instanceof Error ? error.message : error}`);
  };
  const run = async (act: (mock: Connection) => Promise<void>, done?: string) => {
    try {
      const mock = await connector.connect();
      await act(mock);
      if (done !== undefined) answer.say(done);
      await refresh(mock);
    } catch (error) {
      fail(error);
    }
  };
  const forget = () => {
    settings.show(firstSettings);
    answer.showJournal([]);
    answer.say("The mock is removed from this browser. What you do next loads it again.");
  };
  return {
    start(onKept) {
      answer.say("The mock is being loaded");
      void run(async (mock) => {
        mock.onChange({
          changed: () => void refresh(mock).catch(() => {}),
          removed: () => {
            connector.forget();
            onKept(false);
            forget();
          },
        });
        // In the background: it is no reason to wait, nor to fail.
        void mock.keepPages().then(
          () => onKept(true),
          () => {},
        );
      }, "Nothing was sent yet.");
    },
    send: () =>
      void run(async (mock) => {
        answer.say("Waiting for the response");
        const { saved: before } = await mock.state();
        const received = await mock.send(form.read());
        const { saved: after } = await mock.state();
        answer.show(received, findChanges(before, after));
      }),
    readFirst: () =>
      void run(async (mock) => {
        const received = await mock.send(form.toRead());
        answer.show(received, []);
        if ("status" in received && received.status === 200) form.take(received);
      }),
    configure: (chosen) => void run((mock) => mock.configure(chosen), "The mock behaves so from now on."),
    reset: () => void run((mock) => mock.reset(), "The mock is as it was at first."),
    remove: () => void connector.connect().then((mock) => mock.remove(), fail),
  };
}
