/** The panel in which a reader sends a request to the mock. It is loaded when a button "Try it" is pressed for the first time. */
import { createAnswerView } from "./panel/answer-view.ts";
import { findChanges } from "./panel/changes.ts";
import { type Connection, connect, type SentRequest } from "./panel/connection.ts";
import { toCurl, toHttp, toTypeScript } from "./panel/copy-as.ts";
import { button, element } from "./panel/element.ts";
import styles from "./panel/panel.css";
import { createRequestForm } from "./panel/request-form.ts";
import { createSettingsForm } from "./panel/settings-form.ts";
import type { TryRequest } from "./try-request.ts";

let connection: Promise<Connection> | undefined;
let count = 0;

/** Creates the panel for a sample's request, and starts the mock. `worker` is the address of the service worker's script. */
export function createPanel(sample: TryRequest, worker: URL): HTMLDialogElement {
  addStyles();
  // A worker that did not start is tried again with the next panel.
  connection ??= connect(worker).catch((error) => {
    connection = undefined;
    throw error;
  });
  return createDialog(sample, connection);
}

function createDialog(sample: TryRequest, connecting: Promise<Connection>): HTMLDialogElement {
  const settings = createSettingsForm((chosen) =>
    run(async (mock) => await mock.configure(chosen), "The mock behaves so from now on."),
  );
  const form = createRequestForm(sample, settings.dialect);
  const answer = createAnswerView(form.mark, () =>
    run(async (mock) => await mock.reset(), "The mock is as it was at first."),
  );
  const note = element("span", { role: "status" });

  /** Does something with the mock, and says that it is done or what went wrong. */
  const run = async (act: (mock: Connection) => Promise<unknown>, done?: string) => {
    try {
      const mock = await connecting;
      await act(mock);
      if (done !== undefined) answer.say(done);
      await refresh(mock);
    } catch (error) {
      answer.say(`The mock does not run here: ${error instanceof Error ? error.message : error}`);
    }
  };
  const refresh = async (mock: Connection) => {
    const state = await mock.state();
    settings.show(state.settings);
    answer.showJournal(state.saved.requests);
    return state;
  };
  const send = (request: SentRequest) =>
    run(async (mock) => {
      answer.say("Waiting for the answer");
      const { saved: before } = await mock.state();
      const received = await mock.send(request);
      const { saved: after } = await mock.state();
      answer.show(received, findChanges(before, after));
    });
  const readFirst = () =>
    run(async (mock) => {
      const received = await mock.send(form.toRead());
      answer.show(received, []);
      if ("status" in received && received.status === 200) form.take(received);
    });

  const submit = (event: Event) => {
    event.preventDefault();
    void send(form.read());
  };

  answer.say("The mock is being loaded");
  void run(async (mock) => {
    mock.onChange(() => void refresh(mock).catch(() => {}));
    // In the background: it is no reason to wait.
    void mock.keepPages().then(
      () => {
        note.textContent = " This works without a network now.";
      },
      () => {},
    );
  }, "Nothing was sent yet.");
  const request = element(
    "form",
    { onsubmit: submit },
    element("h3", {}, "Request"),
    form.element,
    element(
      "div",
      { className: "actions" },
      element("button", { type: "submit", className: "primary" }, "Send"),
      ...(sample.method === "PUT" ? [button("Read it first", () => void readFirst())] : []),
      ...copyButtons(() => form.read()),
    ),
    settings.switches,
  );
  return assemble(sample.title, note, request, answer.element);
}

function assemble(title: string, note: HTMLElement, ...columns: HTMLElement[]): HTMLDialogElement {
  count += 1;
  const heading = element("h2", { id: `try-panel-${count}` }, `Try it: ${title}`);
  const dialog = element(
    "dialog",
    { className: "try-panel" },
    element(
      "header",
      {},
      heading,
      button("Close", () => dialog.close()),
    ),
    element("p", {}, "The mock runs in this browser, and keeps what you write. No request leaves this site.", note),
    element("div", { className: "columns" }, ...columns),
  );
  dialog.setAttribute("aria-labelledby", heading.id);
  return dialog;
}

function copyButtons(read: () => SentRequest): HTMLElement[] {
  const said = element("span", { role: "status" });
  const ways: [string, (request: SentRequest) => string][] = [
    ["curl", toCurl],
    ["TypeScript", toTypeScript],
    ["HTTP", toHttp],
  ];
  const buttons = ways.map(([name, write]) =>
    button(`Copy as ${name}`, () => {
      navigator.clipboard.writeText(write(read())).then(
        () => Object.assign(said, { textContent: `Copied as ${name}.` }),
        () => Object.assign(said, { textContent: "The browser does not allow to copy." }),
      );
    }),
  );
  return [...buttons, said];
}

function addStyles(): void {
  if (document.querySelector("dialog.try-panel")) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
}
