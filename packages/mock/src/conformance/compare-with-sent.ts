import { isGuid } from "../http/text.ts";
import { type Answer, propertiesOf } from "./answer.ts";
import { findLosses, ownNames } from "./compare.ts";
import type { Session } from "./session.ts";

/**
 * Reports the properties that were sent and that a response shows with another value. The document lets a response leave out almost anything. So only a
 * read has to show what was sent, since nothing else tells a loss; and even that may leave out the time of a meeting.
 */
export function compareWithSent(session: Session, answer: Answer, sent: Record<string, unknown>): void {
  const shown = propertiesOf(answer);
  const isDue = (name: string) => name in shown || (answer.question.method === "GET" && name !== "expirationTime");
  const names = ownNames(sent).filter((name) => !isGuid(name) && isDue(name));
  for (const name of findLosses(sent, shown, names))
    session.report(answer, { pointer: `/${name}`, expected: "what was sent", actual: "something else" });
}
