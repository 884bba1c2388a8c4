import { isObject } from "../http/text.ts";
import { type Answer, hrefOf, isSuccess, propertiesOf } from "./answer.ts";
import { learners, type Seen } from "./learn-switches.ts";

/** What a run says of a statement: it is so, or what the server does in its place. */
export type Verdict = { isConfirmed: true } | { isConfirmed: false; does: string };

type Learner = (seen: Seen) => Verdict | undefined;

/** How each inferred fact of `spec/facts.md` is settled, by its id. Undefined: a run cannot reach it. */
export const statementLearners: Record<string, Learner | undefined> = {
  // The last segment of an extension's address is its id.
  F9: (seen) => bySwitch(learners.extensionHref(seen), "id", "ends the address in the name of the relation"),
  // A repeated POST makes a second meeting.
  F23: (seen) => {
    const [first, second] = ["new meeting", "new meeting again"].map((step) => hrefOf(seen.step(step)?.body));
    if (first === undefined || second === undefined) return undefined;
    return first === second ? refuted("answers with the meeting that there is") : confirmed;
  },
  // A meeting's extensions end with it. Nobody sees the Outlook item.
  F24: (seen) => {
    const answer = seen.step("deleted: onlineMeetingExtension");
    return answer && (answer.status === 404 || answer.status === 410 ? confirmed : byStatusOf(answer));
  },
  // An Accept that cannot be met is 406.
  F28: (seen) => expectStatus(caseOf(seen, "header accept image/png"), 406),
  // A current If-None-Match is 304.
  F33: (seen) => bySwitch(learners.notModified(seen), "304", "responds with 200 and the resource"),
  // All ten inputs may be null. Whether people have to belong to the organization needs people of another one.
  F47: (seen) => {
    const cases = casesOf(seen, (step) => / json accepted \/\w+ null$/.test(step));
    if (cases.length === 0) return undefined;
    const refusing = cases.filter((answer) => !isSuccess(answer));
    return refusing.length === 0 ? confirmed : refuted(`refuses null for ${refusing.map(propertyOf).join(", ")}`);
  },
  // A value that is not eligible is 400 ParameterValidationFailure.
  F59: (seen) => {
    const answer = seen.step("unknown member in json");
    if (!answer) return undefined;
    const { subcode } = propertiesOf(answer);
    if (answer.status === 400 && subcode === "ParameterValidationFailure") return confirmed;
    return answer.status === 400 ? refuted("responds with 400 and another subcode") : byStatusOf(answer);
  },
  // One meeting may be embedded alone.
  F64: (seen) => {
    const list = seen.step("first list");
    const embedded =
      isObject(list?.body) && isObject(list.body._embedded) ? list.body._embedded.myOnlineMeeting : undefined;
    if (isObject(embedded)) return confirmed;
    return Array.isArray(embedded) && embedded.length === 1 ? refuted("embeds one meeting in a list") : undefined;
  },
  F67: undefined,
  // An id that is left out is chosen by the server.
  F69: (seen) => {
    const answer = seen.step("extension without an id");
    if (!answer) return undefined;
    if (!isSuccess(answer)) return byStatusOf(answer);
    return "id" in propertiesOf(answer) ? confirmed : refuted("makes an extension without an id");
  },
  // An object as a custom value is refused.
  F73: (seen) => {
    const answer = casesOf(seen, (step) => / json type \/conformanceKey type$/.test(step))[0];
    return answer && (answer.status === 400 ? confirmed : byStatusOf(answer));
  },
  // A second extension with an id that exists is 409 AlreadyExists.
  F76: (seen) => {
    const answer = seen.step("extension with an id that is taken");
    if (!answer) return undefined;
    if (answer.status !== 409) return byStatusOf(answer);
    return propertiesOf(answer).subcode === "AlreadyExists"
      ? confirmed
      : refuted("responds with 409 and another subcode");
  },
  // `/Date(ms+hhmm)/` is accepted.
  F80: (seen) => {
    const answer = casesOf(seen, (step) => / json accepted \/expirationTime "\/Date\(\d+\+/.test(step))[0];
    return answer && (isSuccess(answer) ? confirmed : byStatusOf(answer));
  },
  // Content of parameters and debugInfo in XML.
  F87: (seen) => bySwitch(learners.xmlReasonDetails(seen), "filled", "leaves them empty in XML"),
  // HTML with a 403.
  F89: (seen) => {
    const answer = seen.all().find(({ status }) => status === 403);
    return answer && (isHtml(answer) ? confirmed : refuted("sends no HTML with a 403"));
  },
  // Allow comes with a 405.
  F96: (seen) => {
    const answer = seen.all().find(({ status }) => status === 405);
    return answer && ("allow" in answer.headers ? confirmed : refuted("sends no Allow with a 405"));
  },
  // A server may send Retry-After.
  F97: (seen) => (seen.all().some(({ headers }) => "retry-after" in headers) ? confirmed : undefined),
  F106: undefined,
  // The status of a body that cannot be read is one of several that no page gives.
  F111: (seen) => expectStatus(caseOf(seen, "body body not well-formed"), 400),
  F112: undefined,
  F113: undefined,
  F114: undefined,
};

const confirmed: Verdict = { isConfirmed: true };

function refuted(does: string): Verdict {
  return { isConfirmed: false, does };
}

function bySwitch(learned: string | undefined, wanted: string, otherwise: string): Verdict | undefined {
  return learned === undefined ? undefined : learned === wanted ? confirmed : refuted(otherwise);
}

/** A server that fails, or lets nobody in, says nothing of a statement. */
function byStatusOf({ status }: Answer): Verdict | undefined {
  return status >= 500 || [401, 403, 429].includes(status) ? undefined : refuted(`responds with ${status}`);
}

function expectStatus(answer: Answer | undefined, status: number): Verdict | undefined {
  return answer && (answer.status === status ? confirmed : byStatusOf(answer));
}

function casesOf(seen: Seen, isIt: (step: string) => boolean): Answer[] {
  return seen.all().filter(({ question }) => isIt(question.step));
}

/** The response to the first case whose name ends so. */
function caseOf(seen: Seen, end: string): Answer | undefined {
  return casesOf(seen, (step) => step.endsWith(` ${end}`))[0];
}

function propertyOf({ question }: Answer): string {
  return /accepted \/(\w+) null$/.exec(question.step)?.[1] ?? "a property";
}

function isHtml({ headers }: Answer): boolean {
  return /^text\/html/i.test(headers["content-type"] ?? "");
}
