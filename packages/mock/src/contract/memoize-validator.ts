import type { HttpOperation } from "./operations.ts";

/** What a validation takes: a message, and the operation that it belongs to. */
interface ValidationInput<Message> {
  resource: HttpOperation;
  element: Message;
}

/** What a validation gives: the message if it is valid, or else what is wrong with it. */
type Either<Message, Diagnostics> = { _tag: "Left"; left: Diagnostics } | { _tag: "Right"; right: Message };

// Enough for the resources that a test reads again and again, and little enough for a mock that runs for weeks.
const maxEntries = 100;
const maxKeyLength = 5000;

/**
 * A validation that does not look at the same message twice. Prism's depend on the operation and the message alone, and clients mostly read
 * what they have read before. `cacheKeyInput` gives all of a message that the validation looks at; two with the same key get the same result.
 */
export function memoizeValidator<Message, Diagnostics>(
  validate: (input: ValidationInput<Message>) => Either<Message, Diagnostics>,
  cacheKeyInput: (input: ValidationInput<Message>) => object,
): (input: ValidationInput<Message>) => Either<Message, Diagnostics> {
  // Only what is wrong is kept, not the message, which has the whole request with it.
  const all = new WeakMap<HttpOperation, Map<string, { diagnostics?: Diagnostics }>>();
  return (input) => {
    const cache = all.get(input.resource) ?? new Map<string, { diagnostics?: Diagnostics }>();
    all.set(input.resource, cache);
    const key = serializeKey(cacheKeyInput(input));
    const cached = key === undefined ? undefined : cache.get(key);
    if (cached)
      return "diagnostics" in cached
        ? { _tag: "Left", left: cached.diagnostics }
        : { _tag: "Right", right: input.element };
    const result = validate(input);
    if (key !== undefined && key.length <= maxKeyLength)
      cache.set(key, result._tag === "Left" ? { diagnostics: result.left } : {});
    const [oldest] = cache.size > maxEntries ? cache.keys() : [];
    if (oldest !== undefined) cache.delete(oldest);
    return result;
  };
}

/** A text that only this input has; none where there is no such text, as for a number beyond all bounds or too deep a list. */
function serializeKey(input: object): string | undefined {
  try {
    const text = JSON.stringify(input);
    return text.includes("null") ? JSON.stringify(input, rejectNonFinite) : text;
  } catch {
    return undefined;
  }
}

// JSON has no word for such a number but null, which is another value. To look at each value takes longer than to write them all.
function rejectNonFinite(_name: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value))
    throw new RangeError("expected a finite number, got another one");
  return value;
}

/** Those of some headers that the document describes, and those that say what a body is. */
export function relevantHeaders(
  headers: Record<string, string> = {},
  described: readonly { name: string }[] = [],
): Record<string, string> {
  const names = ["content-type", "content-length", ...described.map(({ name }) => name.toLowerCase())];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name.toLowerCase())));
}
