import { ArgumentError } from "../errors.ts";
import { redactText, splitSecrets } from "./redact.ts";

/** The token, which UCWA calls a web ticket, or a function that gets one for an origin. */
export type Token = string | ((origin: string) => string | Promise<string>);

/** The tokens of a client. */
export interface TokenStore {
  /** The token for an origin, kept until the server refuses it. Callers whose token was refused share the next one. */
  tokenFor(origin: string, refused?: Promise<string>): Promise<string>;
  /** Drops the token if it is the current one, so that the next call asks for a new one. */
  forget(origin: string, token: Promise<string>): void;
  /** Whether the client can get another token after a refused one. */
  readonly canRefresh: boolean;
  /**
   * Redacts a token from now on, at least until a time in milliseconds since 1970. Gives a number that stands for it where it must not be shown, and
   * that no other client has.
   */
  hide(token: string, until: number): number;
  /** A text in which all hidden tokens are redacted. */
  redact(text: string): string;
}

/** How many tokens stay hidden after their time, so that a server that refuses each one does not fill the memory. */
const maxHidden = 20;

/** Keeps the tokens that the caller's `token` gives. */
export function createTokenStore(token: Token | undefined): TokenStore {
  const hidden = new Map<string, { readonly id: number; until: number }>();
  let parts: ReadonlySet<string> | undefined;
  const byOrigin = new Map<string, Promise<string>>();
  const acquire = async (origin: string): Promise<string> => {
    const acquired: unknown = (typeof token === "function" ? await token(origin) : token) ?? "";
    if (typeof acquired === "string" && !/[^!-~]/.test(acquired)) return acquired;
    throw new ArgumentError(`token: expected visible ASCII characters, without Bearer, for ${origin}, got others`);
  };
  const forget = (origin: string, current: Promise<string>) => {
    if (byOrigin.get(origin) === current) byOrigin.delete(origin);
  };
  return {
    canRefresh: typeof token === "function",
    tokenFor(origin, refused) {
      const current = byOrigin.get(origin);
      if (current && current !== refused) return current;
      const next = acquire(origin);
      byOrigin.set(origin, next);
      // One that comes after its callers have left serves the next.
      next.then(
        () => byOrigin.has(origin) || byOrigin.set(origin, next),
        () => forget(origin, next),
      );
      return next;
    },
    forget,
    hide(secret, until) {
      const known = hidden.get(secret);
      if (!known) parts = undefined;
      const { id = Math.random() } = known ?? {};
      hidden.set(secret, { id, until });
      for (const [old, entry] of hidden) if (hidden.size > maxHidden && entry.until < Date.now()) hidden.delete(old);
      return id;
    },
    redact(text) {
      parts ??= splitSecrets(hidden.keys());
      return redactText(text, parts);
    },
  };
}
