/** What a `fetch` rejects with where there is no response (https://fetch.spec.whatwg.org/#concept-network-error). The message is Node's. */
export function createNetworkError(cause: unknown): TypeError {
  return new TypeError("fetch failed", { cause });
}

/** The cause where the other side resets the connection, as Node has it. */
export function createReset(): Error {
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
}

/** What the body of a response ends with where the connection ends in the middle of it. The message is Node's. */
export function createTermination(): TypeError {
  return new TypeError("terminated", { cause: new Error("other side closed") });
}
