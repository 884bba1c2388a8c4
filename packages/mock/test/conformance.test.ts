import { describe, expect, test } from "vitest";
import { statementLearners } from "../src/conformance/learn-statements.ts";
import { toSwitches } from "../src/contract/dialect.ts";
import { dialects, switches } from "../src/contract/switches.ts";
import { randomAt } from "../src/middleware/faults.ts";
import { type Tried, tryOut } from "./support/conformance.ts";
import { defects, liberties, withDefect } from "./support/defects.ts";

const isLong = process.env.UCWA_LONG !== undefined;
// Without the generated cases a run takes about half a second on a busy machine.
const someCases = isLong ? {} : { maxCases: 40 };
const storyAlone = isLong ? {} : { maxCases: 0 };
const timeout = isLong ? 1_800_000 : 60_000;

/** A run that several tests look at. */
const deployed = tryOut({ dialect: "deployed", ...someCases });

describe("A server that keeps to the document", { timeout }, () => {
  test.each(dialects)("has no finding in the dialect %s, and nothing of the run stays there", async (dialect) => {
    const { run, report, mock } = await (dialect === "deployed" ? deployed : tryOut({ dialect, ...someCases }));
    expect(report.findings).toEqual([]);
    expect(report.suggestions).toEqual([]);
    expect(report.busy).toEqual([]);
    expect(run.leftovers).toEqual({ meetings: [], isUnsure: false });
    const made = mock.requests.filter(
      ({ method, target, status }) => method === "POST" && /myOnlineMeetings$/.test(target) && status < 300,
    );
    const gone = mock.requests.filter(
      ({ method, target, status }) => method === "DELETE" && /myOnlineMeetings\/[^/]+$/.test(target) && status === 204,
    );
    expect(made.length).toBeGreaterThan(3);
    expect(gone).toHaveLength(made.length);
  });

  test.each(liberties)("has no finding for what the document leaves open: $name", async (liberty) => {
    const { report } = await tryOut({ dialect: "deployed", ...storyAlone, wrap: (send) => withDefect(liberty, send) });
    expect(report.findings).toEqual([]);
  });

  test("is only read from, unless writing is allowed", async () => {
    const { report, mock } = await tryOut({ allowWrites: false });
    expect(report.findings).toEqual([]);
    expect([...new Set(mock.requests.map(({ method }) => method))].sort()).toEqual(["GET", "HEAD"]);
  });

  test("gets the same requests with the same seed", async () => {
    const [first, again] = [await deployed, await tryOut({ dialect: "deployed", ...someCases })];
    const sent = ({ run, mock }: Tried) => ({
      questions: [...run.session.answers.values()].map(({ question }) => question),
      requests: mock.requests.map(({ method, target, status, headers }) => ({ method, target, status, headers })),
    });
    expect(sent(again)).toEqual(sent(first));
  });
});

// Those that the story alone shows, and each in another part of a response.
const quick = ["a stale write is accepted", "null where a list is due", "XML has another namespace"];

describe("A defect of a server is found", { timeout }, () => {
  const wanted = defects.filter(({ name }) => isLong || quick.includes(name));

  const inDialects = (isLong ? dialects : (["deployed"] as const)).flatMap((dialect) =>
    wanted.map((defect) => ({ dialect, name: defect.name, defect })),
  );

  test.each(inDialects)("in the dialect $dialect: $name", async ({ dialect, defect }) => {
    const { report } = await tryOut({ dialect, ...storyAlone, wrap: (send) => withDefect(defect, send) });
    expect(report.findings.length + report.suggestions.length).toBeGreaterThan(0);
    for (const { curl } of report.findings) expect(curl).toMatch(/^curl -sS -/);
  });

  test("and there are at least thirty of them", () => {
    expect(new Set(defects.map(({ name }) => name)).size).toBeGreaterThanOrEqual(30);
  });
});

/** No request of a client brings these about. */
const unreachable = [
  "serverErrorDiagnostics",
  "inactiveApplicationExpired",
  "tooManyApplications",
  "exchangeServiceFailure",
];

/** Twelve switches at random. A server that wants back what it does not send can be updated by nobody, so none is like that. */
function chooseTwelve(seed: number): Record<string, string> {
  let draws = 0;
  const pick = <Value>(values: readonly Value[]) => {
    draws += 1;
    return values[Math.floor(randomAt(seed, draws) * values.length)];
  };
  const names = Object.keys(switches).filter((name) => !unreachable.includes(name) && name !== "guidProperty");
  const chosen: Record<string, string> = {};
  while (Object.keys(chosen).length < 12) {
    const row = Object.entries(switches).find(([name]) => name === pick(names));
    const value = row && pick<string>(row[1].values);
    if (row && value !== undefined) chosen[row[0]] = value;
  }
  return chosen;
}

describe("What a server does is learned", { timeout }, () => {
  const seeds = isLong ? Array.from({ length: 20 }, (_, index) => index + 1) : [1];
  test.each(seeds)("with twelve switches set at random, seed %i", async (seed) => {
    const dialect = seed % 2 === 0 ? "documented" : "deployed";
    // So that a server which wants the property back sends it.
    const wanted = { guidProperty: "on", ...chooseTwelve(seed) };
    const { report } = await tryOut({ dialect, switches: toSwitches(wanted), ...storyAlone });
    // Where no condition is required, nobody sees whether one was looked at.
    const isSeen = (name: string) => name !== "ifMatchStar" || report.switches.ifMatch === "required";
    const seen = Object.entries(wanted).filter(([name]) => isSeen(name));
    expect(Object.fromEntries(seen.map(([name]) => [name, report.switches[name]]))).toEqual(Object.fromEntries(seen));
  });

  test("each switch and each inferred statement has a result", async () => {
    const { report } = await deployed;
    expect(report.dialect).toBe("deployed");
    expect(report.behaviours.map(({ name }) => name)).toEqual(Object.keys(switches));
    const notReached = report.behaviours.filter(({ verdict }) => verdict === "not reached").map(({ name }) => name);
    expect(notReached).toEqual(unreachable);
    expect(report.behaviours.filter(({ verdict }) => verdict === "refuted")).toEqual([]);
    expect(report.statements.map(({ name }) => name).sort()).toEqual(Object.keys(statementLearners).sort());
  });

  test("a statement that is not so is refuted, and the report says what the server does", async () => {
    const { report } = await tryOut({
      dialect: "deployed",
      switches: { notModified: "200", duplicateExtension: "replace" },
      maxCases: 0,
    });
    const find = (id: string) => report.statements.find(({ name }) => name === id);
    expect(find("F33")).toMatchObject({ verdict: "refuted", does: "responds with 200 and the resource" });
    expect(find("F76")).toMatchObject({ verdict: "refuted", does: "responds with 201" });
    expect(find("F23")).toMatchObject({ verdict: "confirmed", does: "" });
    expect(find("F106")).toMatchObject({ verdict: "not reached", does: "" });
    const refuted = report.behaviours.filter(({ verdict }) => verdict === "refuted");
    expect(refuted.map(({ name, does }) => [name, does])).toEqual([
      ["notModified", "200"],
      ["duplicateExtension", "replace"],
    ]);
  });
});
