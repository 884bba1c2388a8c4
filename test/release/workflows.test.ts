import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Job, readWorkflow, workflowText } from "./workflows.ts";

const names = [
  ...readdirSync(new URL("../../.github/workflows/", import.meta.url)),
  // Users copy it.
  "../../packages/mock/examples/sandboxes/workflow.yml",
];
const jobs = names.flatMap((name) =>
  Object.entries(readWorkflow(name).jobs).map(([key, job]): [string, Job] => [`${name}: ${key}`, job]),
);
const ofOurOwn = jobs.filter(([, { steps }]) => steps !== undefined);

/** What a job that may write takes from outside: actions of GitHub's that move files, and programs that the runner has. */
const actions = ["actions/setup-node", "actions/download-artifact", "actions/deploy-pages"];
const programs = ["npm publish", "npm view", "gh release create"];

/** The commands in a script that start something which may install or run code from elsewhere. */
function starts(script: string): string[] {
  return [...script.matchAll(/\b(?:npm|gh) [\w-]+(?: create)?|\b(?:npx|pnpm|yarn|node|bash|sh|curl|git)\b/g)].map(
    ([found]) => found,
  );
}

const mayWrite = ({ permissions = {} }: Job) => Object.values(permissions).includes("write");

it("Each action is pinned to a commit, with its version beside it, and to the same one everywhere", () => {
  const pins = names.flatMap((name) =>
    [...workflowText(name).matchAll(/\buses: (?!\.\/)(.*)$/gm)].map(([, pin = ""]) => pin),
  );
  expect(pins.length).toBeGreaterThan(10);
  expect(pins.filter((pin) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(pin))).toEqual([]);
  const actionsUsed = new Set(pins.map((pin) => pin.replace(/@.*/, "")));
  expect(new Set(pins).size).toBe(actionsUsed.size);
});

describe.each(names)("%s", (name) => {
  it("lets its jobs only read the code, where they do not say more themselves", () => {
    expect(readWorkflow(name).permissions).toEqual({ contents: "read" });
  });

  it("runs nothing of a stranger with more than a stranger's rights, and puts no text of theirs into a script", () => {
    expect(JSON.stringify(readWorkflow(name).on)).not.toMatch(/pull_request_target|workflow_run/);
    const scripts = Object.values(readWorkflow(name).jobs).flatMap(({ steps = [] }) =>
      steps.map(({ run = "" }) => run),
    );
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });
});

describe.each(ofOurOwn)("The job %s", (_, job) => {
  const { steps = [] } = job;

  it("ends, and keeps no credentials and no cache where the code could find them", () => {
    expect(job["timeout-minutes"]).toBeGreaterThan(0);
    for (const { uses = "", with: inputs } of steps) {
      if (uses.startsWith("actions/checkout@")) expect(inputs).toMatchObject({ "persist-credentials": false });
      // Left alone, it looks for the cache of the package manager in package.json, and fails without a pnpm on the runner.
      if (uses.startsWith("actions/setup-node@")) expect(inputs).toMatchObject({ "package-manager-cache": false });
    }
  });
});

describe.each(ofOurOwn.filter(([, job]) => mayWrite(job)))("The job %s, which may write,", (_, { steps = [] }) => {
  it("installs nothing and runs nothing of this repository", () => {
    const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses.replace(/@.*/, "")]));
    expect(used.filter((action) => !actions.includes(action))).toEqual([]);
    const started = steps.flatMap(({ run = "" }) => starts(run));
    expect(started.filter((program) => !programs.includes(program))).toEqual([]);
  });
});

it("Only what publishes to npm or to Pages may ask GitHub who it is, and only a release may write to the repository", () => {
  const holders = (right: string) =>
    ofOurOwn.filter(([, { permissions }]) => permissions?.[right] === "write").map(([name]) => name);
  expect(holders("id-token")).toEqual(["docs.yml: deploy", "publish.yml: publish"]);
  expect(holders("contents")).toEqual(["publish.yml: release"]);
});

it("A command that installs is seen where it hides behind another", () => {
  expect(starts('test -n "$(npm view x)" || npm publish x && npx y')).toEqual(["npm view", "npm publish", "npx"]);
  expect(starts("npm ci")).toEqual(["npm ci"]);
});
