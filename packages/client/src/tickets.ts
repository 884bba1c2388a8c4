import { ArgumentError } from "./errors.ts";

/** The web ticket, or what gets one for an origin. */
export type Token = string | ((origin: string) => string | Promise<string>);

/** A web ticket. */
export interface Ticket {
  readonly text: string;
  /** Tells tickets apart where the text must not be shown, also those of other clients. */
  readonly id: number;
}

/** The tickets of a client. */
export interface Tickets {
  /** The ticket for an origin, kept until it is refused. Callers who were refused the same one share the next. */
  ticketFor(origin: string, refused?: Promise<Ticket>): Promise<Ticket>;
  /** Has the next caller ask anew, where this ticket is the one at hand. */
  forget(origin: string, ticket: Promise<Ticket>): void;
  /** Whether a refused ticket can be replaced. */
  readonly renews: boolean;
  /** A text with all tickets in it replaced. */
  redact(text: string): string;
}

/** Keeps the tickets that the caller's token gives. */
export function createTickets(token: Token | undefined): Tickets {
  const ids = new Map<string, number>();
  const byOrigin = new Map<string, Promise<Ticket>>();
  const ask = async (origin: string): Promise<Ticket> => {
    const text = (typeof token === "function" ? await token(origin) : token) ?? "";
    if (/[^!-~]/.test(text)) {
      throw new ArgumentError(`expected a ticket of visible ASCII characters, without Bearer, for ${origin}`);
    }
    const id = ids.get(text) ?? Math.random();
    ids.set(text, id);
    return { text, id };
  };
  const forget = (origin: string, ticket: Promise<Ticket>) => {
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
    // A shorter one is no ticket, and would be in every word.
    redact: (text) =>
      [...ids.keys()]
        .filter(({ length }) => length > 5)
        .reduce((rest, ticket) => rest.replaceAll(ticket.replace("cwt=", ""), "[redacted]"), text),
  };
}
