import type { JournalEntry } from "@ucwa-meetings/mock/fetch";
import type { Change } from "./changes.ts";
import type { Answer } from "./connection.ts";
import { button, element } from "./element.ts";
import { readProblems } from "./locate.ts";
import { indent } from "./request-text.ts";

/** The part of the panel that shows what came of a request. */
export interface AnswerView {
  readonly element: HTMLElement;
  /** Says something in the line of the status, such as that the mock is being loaded. */
  say(text: string): void;
  show(answer: Answer, changes: Change[]): void;
  showJournal(entries: JournalEntry[]): void;
}

/** Creates the view. `onLocate` is called with the name of a property that the reader wants to see. */
export function createAnswerView(
  onLocate: (property: string) => void,
  { reset, remove }: { reset: () => void; remove: () => void },
): AnswerView {
  const status = element("p", { role: "status", className: "status" });
  const problems = element("ul", { className: "problems" });
  const headers = element("pre", { tabIndex: 0, ariaLabel: "Headers of the response", role: "region" });
  const body = element("pre", { tabIndex: 0, ariaLabel: "Body of the response", role: "region" });
  const message = element("div", { hidden: true }, element("h3", {}, "Headers and body"), headers, body);
  const changes = element("ul", {}, element("li", {}, "Nothing yet."));
  const journal = element("ol", { className: "journal" });
  return {
    element: element(
      "section",
      { ariaLabel: "Response" },
      element("h3", {}, "Response"),
      status,
      problems,
      element("h3", {}, "What changed in the mock"),
      changes,
      message,
      element("h3", {}, "Journal: the last requests"),
      journal,
      element(
        "div",
        { className: "actions" },
        button("Reset the mock", reset),
        button("Remove the mock from this browser", remove),
      ),
    ),
    say(text) {
      status.textContent = text;
    },
    show(answer, found) {
      status.textContent = describe(answer);
      // On a phone it is below the request.
      status.scrollIntoView({ block: "nearest" });
      const isAnswer = "status" in answer;
      problems.replaceChildren(...(isAnswer ? problemItems(answer.body, onLocate) : []));
      message.hidden = !isAnswer;
      headers.textContent = isAnswer ? answer.headers.map(([name, value]) => `${name}: ${value}`).join("\n") : "";
      body.textContent = isAnswer ? indent(answer.body) : "";
      body.hidden = body.textContent === "";
      changes.replaceChildren(...(found.length > 0 ? found.map(changeItem) : [element("li", {}, "Nothing.")]));
    },
    showJournal(entries) {
      const last = entries.slice(-20).reverse();
      journal.replaceChildren(...(last.length > 0 ? last.map(journalItem) : [element("li", {}, "No request yet.")]));
    },
  };
}

function describe(answer: Answer): string {
  if (!("status" in answer)) return `No response: fetch failed with “${answer.failure}”.`;
  return `${answer.status} ${answer.statusText}, after ${answer.milliseconds} ms`;
}

function problemItems(body: string, onLocate: (property: string) => void): Node[] {
  return readProblems(body).map(({ name, reason }) =>
    element(
      "li",
      {},
      element("code", {}, name),
      `: ${reason}. `,
      button(`Show ${name}`, () => onLocate(name)),
    ),
  );
}

function changeItem({ resource, property, before, after }: Change): Node {
  if (property === undefined) return element("li", {}, `${resource} is ${after === undefined ? "gone" : "new"}`);
  const line = element("li", {}, `${resource}, `, element("code", {}, property), ": ");
  line.append(element("del", {}, before ?? "absent"), " is now ", element("ins", {}, after ?? "absent"));
  return line;
}

function journalItem({ method, target, status, milliseconds, fault }: JournalEntry): Node {
  const result = status === 0 ? "no response" : String(status);
  return element(
    "li",
    {},
    element("strong", {}, result),
    " ",
    element("code", {}, `${method} ${target}`),
    ` ${milliseconds.toFixed(0)} ms${fault === undefined ? "" : `, fault ${fault}`}`,
  );
}
