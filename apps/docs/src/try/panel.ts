/** The panel in which a reader sends a request to the mock. It is loaded when a button "Try it" is pressed for the first time. */
import { type Connector, createActions } from "./panel/actions.ts";
import { createAnswerView } from "./panel/answer-view.ts";
import { type Connection, connect, type SentRequest } from "./panel/connection.ts";
import { toCurl, toHttp, toTypeScript } from "./panel/copy-as.ts";
import { button, element } from "./panel/element.ts";
import styles from "./panel/panel.css";
import { createRequestForm } from "./panel/request-form.ts";
import { createSettingsForm } from "./panel/settings-form.ts";
import type { TryRequest } from "./try-request.ts";

let connection: Promise<Connection> | undefined;
let count = 0;
const forget = () => {
  connection = undefined;
};

/** Creates the panel for a sample's request, and starts the mock. `worker` is the address of the service worker's script. */
export function createPanel(sample: TryRequest, worker: URL): HTMLDialogElement {
  if (count === 0) addStyles();
  return createDialog(sample, {
    connect() {
      // All panels have one. If the worker did not start, what is pressed next tries again.
      connection ??= connect(worker).catch((error) => {
        forget();
        throw error;
      });
      return connection;
    },
    forget,
  });
}

function createDialog(sample: TryRequest, connector: Connector): HTMLDialogElement {
  const settings = createSettingsForm((chosen) => actions.configure(chosen));
  const form = createRequestForm(sample, settings.dialect);
  const answer = createAnswerView(form.mark, { reset: () => actions.reset(), remove: () => actions.remove() });
  const actions = createActions(connector, { form, answer, settings });
  const note = element("span", { role: "status" });
  const submit = (event: Event) => {
    event.preventDefault();
    actions.send();
  };
  actions.start((isKept) => {
    note.textContent = isKept ? " This works without a network now." : "";
  });
  const buttons = element(
    "div",
    { className: "actions" },
    element("button", { type: "submit", className: "primary" }, "Send"),
    ...(sample.method === "PUT" ? [button("Read it first", actions.readFirst)] : []),
    ...copyButtons(form.read),
  );
  const heading = element("h3", {}, "Request");
  const request = element("form", { onsubmit: submit }, heading, form.element, buttons, settings.switches);
  return assemble(sample, note, request, answer.element);
}

const hint = "Press “Send”. You can change the request first.";
const hintForUpdate = "Press “Read it first”, change a value in the body, and press “Send”.";

function assemble({ title, method }: TryRequest, note: HTMLElement, ...columns: HTMLElement[]): HTMLDialogElement {
  count += 1;
  // A focused button would look like what to press, and a focused field brings up the keyboard of a phone.
  const heading = element("h2", { id: `try-panel-${count}`, tabIndex: -1, autofocus: true }, `Try it: ${title}`);
  const dialog = element(
    "dialog",
    { className: "try-panel" },
    element(
      "header",
      {},
      heading,
      button("Close", () => dialog.close()),
    ),
    element("p", { className: "hint" }, method === "PUT" ? hintForUpdate : hint),
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
        () => Object.assign(said, { textContent: "The browser does not allow copying." }),
      );
    }),
  );
  return [...buttons, said];
}

function addStyles(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
}
