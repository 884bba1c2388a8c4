import type { HttpOperation } from "./operations.ts";

/** What a validation is asked: whether a message is right for an operation. */
interface Question<Message> {
  resource: HttpOperation;
  element: Message;
}

/** What it says: the message where that is right, or else what is wrong with it. */
type Verdict<Message, Wrong> = { _tag: "Left"; left: Wrong } | { _tag: "Right"; right: Message };

// Enough for the resources that a test reads again and again, and little enough for a mock that runs for weeks.
const most = 100;
const longest = 5000;

/**
 * A validation that does not judge the same message twice. Prism's depend on the operation and the message alone, and clients mostly read
 * what they have read before. `factsOf` gives all of a message that the validation looks at; two with the same facts get the same verdict.
 */
export function remembered<Message, Wrong>(
  validate: (question: Question<Message>) => Verdict<Message, Wrong>,
  factsOf: (question: Question<Message>) => object,
): (question: Question<Message>) => Verdict<Message, Wrong> {
  // Only what is wrong is kept, not the message, which has the whole request with it.
  const all = new WeakMap<HttpOperation, Map<string, { wrong?: Wrong }>>();
  return (question) => {
    const verdicts = all.get(question.resource) ?? new Map<string, { wrong?: Wrong }>();
    all.set(question.resource, verdicts);
    const key = keyOf(factsOf(question));
    const known = key === undefined ? undefined : verdicts.get(key);
    if (known)
      return "wrong" in known ? { _tag: "Left", left: known.wrong } : { _tag: "Right", right: question.element };
    const verdict = validate(question);
    if (key !== undefined && key.length <= longest)
      verdicts.set(key, verdict._tag === "Left" ? { wrong: verdict.left } : {});
    const [oldest] = verdicts.size > most ? verdicts.keys() : [];
    if (oldest !== undefined) verdicts.delete(oldest);
    return verdict;
  };
}

/** A text that only these facts have; none where there is no such text, as for a number beyond all bounds or too deep a list. */
function keyOf(facts: object): string | undefined {
  try {
    const text = JSON.stringify(facts);
    return text.includes("null") ? JSON.stringify(facts, finite) : text;
  } catch {
    return undefined;
  }
}

// JSON has no word for such a number but null, which is another value. To look at each value takes longer than to write them all.
function finite(_name: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError("There is no JSON for it.");
  return value;
}

/** Of some headers those that the document describes, and those that say what a body is. */
export function judgedHeaders(
  headers: Record<string, string> = {},
  described: readonly { name: string }[] = [],
): Record<string, string> {
  const names = ["content-type", "content-length", ...described.map(({ name }) => name.toLowerCase())];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name.toLowerCase())));
}
