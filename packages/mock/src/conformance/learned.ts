import { inferredFacts } from "@ucwa-meetings/spec/facts";
import { chooseSwitches } from "../contract/dialect.ts";
import { type Dialect, dialects, switches } from "../contract/switches.ts";
import type { Answer } from "./answer.ts";
import { statementLearners, type Verdict } from "./learn-statements.ts";
import { learners, type Seen } from "./learn-switches.ts";

/** Something that was to be settled, and how it was. It has only words of this project, none of the server. */
export interface Learned {
  /** The id of an inferred fact, or the name of a switch. */
  name: string;
  /** What it says. */
  statement: string;
  verdict: "confirmed" | "refuted" | "not reached";
  /** What the server does in its place, or the value that it has for a switch; empty if it is confirmed or was not reached. */
  does: string;
}

/** What a run has learned. */
export interface Lessons {
  /** The dialect that the server resembles most. */
  dialect: Dialect;
  /** The switches that were learned, with the values that the server has. */
  switches: Record<string, string>;
  /** Each inferred statement of the document. */
  statements: Learned[];
  /** Each switch of the mock, compared with the dialect. */
  behaviours: Learned[];
}

/** Learns from all responses of a run what the server does. */
export function learn(answers: ReadonlyMap<string, Answer>): Lessons {
  const seen: Seen = {
    step: (...names) => names.map((name) => answers.get(name)).find((answer) => answer !== undefined),
    all: () => [...answers.values()],
  };
  const learned = learnSwitches(seen);
  const dialect = nearest(learned);
  return {
    dialect,
    switches: learned,
    statements: inferredFacts.map(({ id, text }) => toLearned(id, text, statementLearners[id]?.(seen))),
    behaviours: Object.entries(switches).map(([name, { meaning, [dialect]: usual }]) =>
      toLearned(name, `${meaning}: ${usual}`, toVerdict(usual, learned[name])),
    ),
  };
}

function learnSwitches(seen: Seen): Record<string, string> {
  const found = Object.entries(learners).flatMap(([name, learner]): [string, string][] => {
    const value: string | undefined = learner(seen);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(found);
}

/** The dialect from which fewer of the learned switches differ. */
function nearest(learned: Record<string, string>): Dialect {
  const differing = (dialect: Dialect) => {
    const usual: Record<string, string> = chooseSwitches(dialect);
    return Object.entries(learned).filter(([name, value]) => usual[name] !== value).length;
  };
  return dialects.reduce((best, dialect) => (differing(dialect) < differing(best) ? dialect : best));
}

function toVerdict(usual: string, value: string | undefined): Verdict | undefined {
  if (value === undefined) return undefined;
  return value === usual ? { isConfirmed: true } : { isConfirmed: false, does: value };
}

function toLearned(name: string, statement: string, verdict: Verdict | undefined): Learned {
  if (verdict === undefined) return { name, statement, verdict: "not reached", does: "" };
  return verdict.isConfirmed
    ? { name, statement, verdict: "confirmed", does: "" }
    : { name, statement, verdict: "refuted", does: verdict.does };
}
