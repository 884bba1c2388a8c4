import type { HttpOperation } from "./operations.ts";

/** What a validation says of a message. Prism asks for nothing of one that is right. */
type Verdict = { readonly _tag: string };

/** A message, or the parts of it that a validation depends on. */
type Facts = readonly unknown[];

// Enough for the resources that a test reads again and again, and little enough for a mock that runs for weeks.
const most = 100;
const longest = 5000;

/**
 * A validation that does not judge the same message twice. Prism's depend on the operation and the message alone, and clients mostly read
 * what they have read before. `factsOf` gives all of a message that the validation looks at; two with the same facts get the same verdict.
 */
export function remembered<Subject extends { resource: HttpOperation }, Found extends Verdict>(
  validate: (subject: Subject) => Found,
  factsOf: (subject: Subject) => Facts,
): (subject: Subject) => Found {
  const all = new WeakMap<HttpOperation, Map<string, Found>>();
  return (subject) => {
    const verdicts = all.get(subject.resource) ?? new Map<string, Found>();
    all.set(subject.resource, verdicts);
    const key = JSON.stringify(factsOf(subject));
    const known = verdicts.get(key);
    if (known) return known;
    const verdict = validate(subject);
    if (key.length <= longest) verdicts.set(key, verdict);
    const [oldest] = verdicts.size > most ? verdicts.keys() : [];
    if (oldest !== undefined) verdicts.delete(oldest);
    return verdict;
  };
}

/** Of some headers those that the document describes, and those that say what a body is. */
export function judgedHeaders(
  headers: Record<string, string> = {},
  described: readonly { name: string }[] = [],
): Record<string, string> {
  const names = ["content-type", "content-length", ...described.map(({ name }) => name.toLowerCase())];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name.toLowerCase())));
}
