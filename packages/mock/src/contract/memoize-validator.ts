import type { HttpOperation } from "./operations.ts";

/** The input of a validator: a message and its operation. */
interface ValidationInput<Message> {
  resource: HttpOperation;
  element: Message;
}

/** The result of a validator: the message if it is valid, otherwise what is wrong with it. */
type Either<Message, Diagnostics> = { _tag: "Left"; left: Diagnostics } | { _tag: "Right"; right: Message };

// Enough for the resources that a test reads again and again, and little enough for a mock that runs for weeks.
const maxEntries = 100;
const maxKeyLength = 5000;

/**
 * Returns a validator that remembers its results. The results of Prism's validators depend on the operation and the message alone, and clients
 * mostly read what they have read before. `cacheKeyInput` returns all parts of a message that the validator reads. Messages with the same parts get
 * the same result.
 */
export function memoizeValidator<Message, Diagnostics>(
  validate: (input: ValidationInput<Message>) => Either<Message, Diagnostics>,
  cacheKeyInput: (input: ValidationInput<Message>) => object,
): (input: ValidationInput<Message>) => Either<Message, Diagnostics> {
  // The cache does not keep the message, which holds the whole request.
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

/** Returns the JSON of an input; undefined for an input that JSON does not distinguish from others, or that is too deep. */
function serializeKey(input: object): string | undefined {
  try {
    const text = JSON.stringify(input);
    return text.includes("null") ? JSON.stringify(input, rejectNonFinite) : text;
  } catch {
    return undefined;
  }
}

// `JSON.stringify` writes such a number as null, which is another value. A replacer is slow, so it runs only if there is a null.
function rejectNonFinite(_name: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value))
    throw new RangeError("expected a finite number, got another one");
  return value;
}

/** Returns the headers that the document describes, and those that describe the body. */
export function relevantHeaders(
  headers: Record<string, string> = {},
  described: readonly { name: string }[] = [],
): Record<string, string> {
  const names = ["content-type", "content-length", ...described.map(({ name }) => name.toLowerCase())];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name.toLowerCase())));
}
