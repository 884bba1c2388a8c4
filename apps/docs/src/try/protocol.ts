import type { SavedState } from "@ucwa-meetings/mock/fetch";

/** The folder of the site's root below which the worker responds for the mock. No page is there. */
export const mockFolder = "try-mock";

/** What the worker does besides responding for the mock, below `mockFolder`. */
export const workerPaths = {
  /** GET gives a `WorkerState`. DELETE removes what the worker has stored in the browser, and responds with 204. */
  state: "__try/state",
  /** PUT takes `Settings`, and responds with 204, or with 400 and a text. */
  settings: "__try/settings",
  /** POST keeps the pages for reading without a network, and responds with 204 when they are there. */
  pages: "__try/pages",
} as const;

/** How the mock behaves. It is the same for all panels of the site. */
export interface Settings {
  dialect: string;
  /** The switches that differ from the dialect's. */
  switches: Record<string, string>;
}

/** How the mock behaves until a reader chooses something else. */
export const firstSettings: Settings = { dialect: "documented", switches: {} };

/** How the mock behaves, and what it knows. */
export interface WorkerState {
  settings: Settings;
  saved: SavedState;
}

/** What the worker sends to have the page's requests go to it. */
export const claimMessage = "claim";

/** What the worker sends to all pages: the mock may have changed, or what it had is removed. */
export const [changedMessage, removedMessage] = ["changed", "removed"] as const;

/** The name of the worker's database, cache and channel: several sites can be on one origin. */
export function storeName(scope: string): string {
  return `ucwa-meetings ${new URL(scope).pathname}`;
}
