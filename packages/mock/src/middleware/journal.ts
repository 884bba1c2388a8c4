import { type Dialect, dialects } from "../contract/switches.ts";
import { StoreUnavailableError } from "../errors.ts";
import type { Handler } from "../http/handler.ts";
import { bodyText } from "../http/request.ts";
import type { MockResponse } from "../http/response.ts";
import { createRedactor, withoutExcerpt } from "../redact/redact.ts";
import type { MessageParts } from "../redact/secrets.ts";
import type { Context } from "../resources/context.ts";
import type { JournalEntry } from "../state/journal-entry.ts";

const maxBodyLength = 10_000;

/** What the journal is told about a mock. */
export interface JournalOptions {
  log?: (entry: JournalEntry) => void;
  /** Whether `log` also gets the requests that control the mock. The journal leaves them out. */
  logControls?: boolean;
  /** A secret that no request needs to carry to be redacted. */
  adminToken?: string;
  /** The dialect of the server. */
  dialect?: Dialect;
}

/** Creates the handler that adds each request to the journal and passes it to `log`. */
export function journal({ log, logControls, adminToken, dialect = "documented" }: JournalOptions): Handler<Context> {
  const own: MessageParts[] = adminToken === undefined ? [] : [{ headers: { authorization: `Bearer ${adminToken}` } }];
  return async (context, next) => {
    const response = await next();
    if (context.isUnlisted && !logControls) return response;
    const entry = toEntry(context, response, own, dialect);
    if (!context.isUnlisted) {
      try {
        await context.state.store.append(entry);
      } catch (error) {
        // What the request did is done: that the store cannot be reached any more must not take its response away.
        if (!(error instanceof StoreUnavailableError)) throw error;
      }
    }
    // What a log throws takes no response away. Like what an async one throws, it is a rejection that nobody handles.
    void (async () => log?.(entry))();
    return response;
  };
}

/** The dialect of a sandbox that has another one than its server. The default mock's settings name none. */
function toOwnDialect({ state }: Context, common: Dialect): { dialect?: Dialect } {
  const dialect = dialects.find((known) => known === state.store.settings.dialect);
  return dialect === undefined || dialect === common ? {} : { dialect };
}

/** Creates the entry. It redacts tokens before it cuts the body, so that no part of a token is left at the end. */
function toEntry(context: Context, { status }: MockResponse, own: MessageParts[], common: Dialect): JournalEntry {
  const { request, operation, violations, fault, started } = context;
  const { method, target, headers } = request;
  const text = bodyText(request);
  const redactor = createRedactor({ target, headers, text }, ...own);
  return {
    method,
    target: redactor.target(target),
    headers: redactor.headers(headers),
    body: redactor.text(text).slice(0, maxBodyLength),
    ...(operation && { operationId: operation.iid ?? "" }),
    status,
    violations: (violations?.request ?? []).map(({ message }) => redactor.text(withoutExcerpt(message))),
    ...(fault !== undefined && { fault }),
    ...toOwnDialect(context, common),
    milliseconds: Math.round((performance.now() - started) * 1000) / 1000,
  };
}
