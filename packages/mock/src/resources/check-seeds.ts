import { findOperation } from "../contract/contract-request.ts";
import { explain } from "../contract/explain.ts";
import type { HttpOperation } from "../contract/operations.ts";
import { DepthError, defaultBodyLimits, parseJson } from "../contract/parse-json.ts";
import { validateResponse } from "../contract/prism.ts";
import { matchRoute } from "../contract/route.ts";
import { SeedError } from "../errors.ts";
import { getErrorMessage } from "../http/text.ts";
import { resolveSeedPath, type Seed } from "./seed.ts";

// There may be thousands of seeds, and requests wait meanwhile.
const maxBlockedTime = 10;

/** Has Prism validate seeds as responses to a GET. Throws `SeedError` for the first that is not valid. */
export async function checkSeeds(operations: HttpOperation[], seeds: Seed[]): Promise<void> {
  let since = performance.now();
  for (const seed of seeds) {
    checkSeed(operations, seed);
    if (performance.now() - since < maxBlockedTime) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
}

function checkSeed(operations: HttpOperation[], seed: Seed): void {
  checkSize(seed);
  const { path } = resolveSeedPath(seed);
  const operation = findOperation(operations, matchRoute(path), "GET");
  if (!operation) throw new SeedError(`seed ${path}: expected a resource that a GET can read, got another one.`);
  // A seed is only a body; the mock computes the ETag of the response.
  const headers = { "content-type": "application/json", etag: '"0"' };
  const violations = validateResponse(operation, { status: 200, headers, body: seed });
  const [first] = explain(violations, { body: seed, headers });
  if (first) {
    throw new SeedError(`seed ${path}: ${first.pointer}: expected ${first.expected}, got ${first.actual}.`);
  }
}

// A seed has the limits of a request body.
function checkSize(seed: Seed): void {
  try {
    if (parseJson(JSON.stringify(seed)).isWhole) return;
  } catch (error) {
    // About a cycle, V8 says more in further lines.
    const [message] = getErrorMessage(error).split("\n");
    const isLimit = error instanceof DepthError;
    throw new SeedError(
      isLimit ? `seed: ${message}.` : `seed: expected a resource that JSON can carry, got another value (${message}).`,
      { cause: error },
    );
  }
  throw new SeedError(`seed: expected at most ${defaultBodyLimits.values} members and items, got more.`);
}
