import { ArgumentError } from "../errors.ts";
import { partsOf, redact } from "./redact.ts";

/** The web ticket, or what gets one for an origin. */
export type Token = string | ((origin: string) => string | Promise<string>);

/** The tickets of a client. */
export interface Tickets {
  /** The ticket for an origin, kept until it is refused. Callers who were refused the same one share the next. */
  ticketFor(origin: string, refused?: Promise<string>): Promise<string>;
  /** Has the next caller ask anew, where this ticket is the one at hand. */
  forget(origin: string, ticket: Promise<string>): void;
  /** Whether a refused ticket can be replaced. */
  readonly renews: boolean;
  /** Has a ticket redacted from now on. Gives what tells it apart where it must not be shown, also from other clients'. */
  hide(ticket: string): number;
  /** A text with all hidden tickets in it replaced. */
  redact(text: string): string;
}

/** How many tickets are hidden, so that a server that refuses each does not fill the memory. */
const most = 20;

/** Keeps the tickets that the caller's token gives. */
export function createTickets(token: Token | undefined): Tickets {
  const ids = new Map<string, number>();
  let parts: ReadonlySet<string> | undefined;
  const byOrigin = new Map<string, Promise<string>>();
  const ask = async (origin: string): Promise<string> => {
    const ticket: unknown = (typeof token === "function" ? await token(origin) : token) ?? "";
    if (typeof ticket === "string" && !/[^!-~]/.test(ticket)) return ticket;
    throw new ArgumentError(`token: expected visible ASCII characters, without Bearer, for ${origin}, got others`);
  };
  const forget = (origin: string, ticket: Promise<string>) => {
    if (byOrigin.get(origin) === ticket) byOrigin.delete(origin);
  };
  return {
    renews: typeof token === "function",
    ticketFor(origin, refused) {
      let ticket = byOrigin.get(origin);
      if (!ticket || ticket === refused) {
        const asked = ask(origin);
        ticket = asked;
        byOrigin.set(origin, ticket);
        // One that comes after its callers have left serves the next.
        ticket.then(
          () => byOrigin.has(origin) || byOrigin.set(origin, asked),
          () => forget(origin, asked),
        );
      }
      return ticket;
    },
    forget,
    hide(ticket) {
      const id = ids.get(ticket) ?? Math.random();
      if (!ids.has(ticket)) {
        parts = undefined;
        if (ids.size >= most) ids.clear();
        ids.set(ticket, id);
      }
      return id;
    },
    redact(text) {
      parts ??= partsOf(ids.keys());
      return redact(text, parts);
    },
  };
}
