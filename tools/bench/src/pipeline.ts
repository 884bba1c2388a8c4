import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyWorkspace } from "../../../test/workspace-copy.ts";
import { pnpmCommand } from "../../tasks/pnpm-command.ts";
import { median } from "./measure.ts";
import { printTable } from "./table.ts";

const rounds = 5;

/** The products that people wait for, each with its task. */
const products = {
  types: "@ucwa-meetings/spec#generate",
  client: "@ucwa-meetings/client#build",
  mock: "@ucwa-meetings/mock#build",
  docs: "@ucwa-meetings/docs#build",
};

/** The seconds from the start of a build to its end, and to the end of each product's task. */
interface Times {
  all: number;
  products: number[];
  fromCache: string;
}

/** Prints how long the build takes after an edit, in a copy of the workspace. */
export function benchPipeline(): void {
  const copy = copyWorkspace();
  try {
    install(copy);
    const steps = stepsIn(copy);
    const times = steps.map((): Times[] => []);
    for (let round = 0; round < rounds; round++) {
      for (const [index, { prepare }] of steps.entries()) {
        prepare();
        times[index]?.push(build(copy));
      }
    }
    print(
      steps.map(({ name }) => name),
      times,
    );
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** Installs the dependencies and commits all files, because turbo asks git for changes. */
function install(copy: string): void {
  const pnpm = pnpmCommand();
  const run = (...[command = "", ...args]: string[]) => execFileSync(command, args, { cwd: copy, stdio: "pipe" });
  run(pnpm.program, ...pnpm.args, "install", "--frozen-lockfile", "--prefer-offline", "--reporter=silent");
  run("git", "init", "--quiet");
  run("git", "add", "--all");
  const author = ["-c", "user.name=bench", "-c", "user.email=bench@localhost", "-c", "commit.gpgsign=false"];
  run("git", ...author, "commit", "--quiet", "--message", "The workspace");
}

/** Returns the steps in order. Each begins where the previous one ended. */
function stepsIn(copy: string): { name: string; prepare: () => void }[] {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: copy });
  const remove = (pattern: string) => {
    for (const path of globSync(pattern, { cwd: copy })) rmSync(join(copy, path), { recursive: true });
  };
  const edit = (name: string, text: string, replacement: string) => {
    const path = join(copy, "spec/components/schemas", `${name}.yaml`);
    const before = readFileSync(path, "utf8");
    if (!before.includes(text)) throw new Error(`${path}: expected ${JSON.stringify(text)}, got none`);
    writeFileSync(path, before.replace(text, replacement));
  };
  const agenda = (type: string) => `properties:
  agenda:
    type: ${type}
    description: The topics of the meeting.
    items: { type: string }
    examples: [["Sales", "Outlook"]]
`;
  return [
    {
      name: "cold: nothing built, nothing cached",
      prepare() {
        git("checkout", "--quiet", ".");
        git("clean", "-xdfq", "--exclude=node_modules");
        remove("{.,spec,packages/*,apps/*}/node_modules/{.astro,.cache,.vite}");
      },
    },
    { name: "warm: nothing changed", prepare() {} },
    { name: "warm, what was built is deleted", prepare: () => remove("{spec,packages/*,apps/*}/dist") },
    {
      name: "a description edited",
      prepare: () => edit("SipUri", "The address of a person", "How to reach a person"),
    },
    {
      name: "a property added",
      prepare() {
        edit("MyOnlineMeeting", "properties:\n", agenda("array"));
        edit("MyOnlineMeetingInput", "properties:\n", agenda('[array, "null"]'));
      },
    },
    {
      name: "the client's source edited",
      prepare: () => appendFileSync(join(copy, "packages/client/src/index.ts"), "\n// Edited.\n"),
    },
  ];
}

/** Builds with the root's script, which turns telemetry off. */
function build(copy: string): Times {
  const runs = join(copy, ".turbo/runs");
  rmSync(runs, { recursive: true, force: true });
  const start = Date.now();
  const { status, stdout } = spawnSync(process.execPath, ["tools/tasks/turbo.ts", "run", "build", "--summarize"], {
    cwd: copy,
    encoding: "utf8",
  });
  const seconds = (end = Number.NaN) => (end - start) / 1000;
  const all = seconds(Date.now());
  const [summary] = globSync("*.json", { cwd: runs });
  if (status !== 0 || summary === undefined) throw new Error(`The build failed.\n${stdout}`);

  const { tasks }: { tasks: { taskId: string; cache: { status: string }; execution?: { endTime: number } }[] } =
    JSON.parse(readFileSync(join(runs, summary), "utf8"));
  const getEnd = (task: string) => seconds(tasks.find(({ taskId }) => taskId === task)?.execution?.endTime);
  const hits = tasks.filter(({ cache }) => cache.status === "HIT").length;
  return { all, products: Object.values(products).map(getEnd), fromCache: `${hits} of ${tasks.length}` };
}

function print(names: string[], times: Times[][]): void {
  const cold = times[0] ?? [];
  printTable(
    "The pipeline: seconds until all is built, and until each product is",
    ["", "to cold", "s", ...Object.keys(products), "tasks from the cache"],
    times.map((ofStep, index) => [
      names[index] ?? "",
      median(ofStep.map(({ all }, round) => all / (cold[round]?.all ?? Number.NaN))).toFixed(2),
      median(ofStep.map(({ all }) => all)).toFixed(1),
      ...Object.keys(products).map((_, product) =>
        median(ofStep.map((time) => time.products[product] ?? Number.NaN)).toFixed(1),
      ),
      [...new Set(ofStep.map(({ fromCache }) => fromCache))].join(", "),
    ]),
  );
}
