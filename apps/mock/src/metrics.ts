import type { ConnectionCounts, JournalEntry } from "@ucwa-meetings/mock";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What the server counts, and gives in Prometheus' format. No label has anything in it that a client can choose. */
export interface Metrics {
  contentType: string;
  /** Returns the text of `/metrics`. */
  text(): Promise<string>;
  /** Counts a request that begins. Call what it returns when the request ends. */
  begin(): () => void;
  /** Counts a request that has a response. */
  observe(entry: JournalEntry): void;
  /** Counts a request whose client went away before the response. */
  countAborted(): void;
}

/** Where the gauges read what they show. */
export interface Gauges {
  connections(): ConnectionCounts;
  /** How many sandboxes the store has. Rejects if the store is out of reach. */
  sandboxes(): Promise<number>;
}

const prefix = "ucwa_mock_";
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Creates the metrics of one server, with those of its process. */
export function createMetrics(dialect: string, { connections, sandboxes }: Gauges): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: `${prefix}request_duration_seconds`,
    help: "How long the mock took to respond, by operation, status and dialect",
    labelNames: ["operation", "status", "dialect"],
    buckets,
    registers,
  });
  const inFlight = new Gauge({ name: `${prefix}requests_in_flight`, help: "Requests without a response", registers });
  const aborted = new Counter({
    name: `${prefix}requests_aborted_total`,
    help: "Requests whose client went away before the response",
    registers,
  });
  addConnections(registers, connections);
  addSandboxes(registers, sandboxes);
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    begin() {
      inFlight.inc();
      return () => inFlight.dec();
    },
    observe(entry) {
      const own = entry.dialect ?? dialect;
      const labels = { operation: operationOf(entry), status: String(entry.status), dialect: own };
      duration.observe(labels, entry.milliseconds / 1000);
    },
    countAborted: () => aborted.inc(),
  };
}

/** Adds what the server itself counts. It is read when somebody asks for the metrics. */
function addConnections(registers: Registry[], connections: Gauges["connections"]): void {
  const open: Gauge = new Gauge({
    name: `${prefix}connections`,
    help: "Open connections",
    registers,
    collect: () => open.set(connections().open),
  });
  const refused: Counter = new Counter({
    name: `${prefix}connections_refused_total`,
    help: "Connections that were closed at once, because of UCWA_MAX_CONNECTIONS",
    registers,
    collect() {
      refused.reset();
      refused.inc(connections().refused);
    },
  });
}

/** Adds what the store counts. While it is out of reach there is no sample, rather than a wrong one, and all other metrics stay. */
function addSandboxes(registers: Registry[], sandboxes: Gauges["sandboxes"]): void {
  const gauge: Gauge = new Gauge({
    name: `${prefix}sandboxes`,
    help: "Sandboxes in the store, which all servers on it share",
    registers,
    collect: () =>
      sandboxes().then(
        (count) => gauge.set(count),
        () => gauge.remove(),
      ),
  });
}

/** Returns the operation of the document, `control` for the mock's own endpoints, and `none` for everything else. */
function operationOf({ operationId, target }: JournalEntry): string {
  return operationId ?? (target.startsWith("/__mock/") ? "control" : "none");
}
