import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../../", import.meta.url));
const base = "docker.io/library/node:24-slim";
const image = "localhost/ucwa-mock";
const isThere = (program: string) => spawnSync(program, ["--version"]).error === undefined;

/** Why this machine cannot build an image; undefined if it can. Without root, buildah needs more than most machines have set up. */
export function whyNoImage(): string | undefined {
  if (!isThere("buildah")) return "this machine has no buildah";
  return process.getuid?.() === 0 ? undefined : "buildah without root is not set up everywhere";
}

/** The image that the Containerfile describes, and a container with a volume of its own. */
export interface Image extends AsyncDisposable {
  /** Bytes of what the Containerfile adds. */
  size: number;
  /** What a container runs. */
  command: string[];
  /** The command that says whether a container is healthy. */
  healthcheck: string[];
  /** Starts a command in the container, with variables. */
  start(command: string[], environment?: Record<string, string>): Contained;
}

/** A process in a container. */
export interface Contained {
  /** What it has printed so far, on both streams. The first line is its id. */
  output(): string;
  /** Resolves to its exit code. */
  ended: Promise<number>;
}

/** Builds the image with buildah, in a store of its own, and makes a container. Undefined if there is no image to begin with. Throws if a part of it fails. */
export async function buildImage(): Promise<Image | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "ucwa-image-"));
  const store = ["--root", join(folder, "store"), "--runroot", join(folder, "run"), "--storage-driver", "vfs"];
  const buildah = async (...args: string[]) =>
    (await run("buildah", [...store, ...args], { cwd: root, maxBuffer: 2 ** 26 })).stdout.trim();
  try {
    if (!(await prepareBase(folder, buildah))) {
      await rm(folder, { recursive: true });
      return undefined;
    }
    const options = ["--pull=never", "--isolation=chroot", "--format=docker", "-f=apps/mock/Containerfile"];
    await buildah("bud", ...options, "-t", image, ".");
    const container = await buildah("from", "--pull=never", image);
    const [bytes = "0"] = (await run("du", ["-sb", join(await buildah("mount", container), "app")])).stdout.split("\t");
    const { Docker } = JSON.parse(await buildah("inspect", "--type=image", image));
    return {
      size: Number(bytes),
      command: Docker.config.Cmd,
      healthcheck: Docker.config.Healthcheck.Test.slice(1),
      start(command, environment = {}) {
        const variables = Object.entries(environment).map(([name, value]) => `--env=${name}=${value}`);
        const own = ["sh", "-c", 'echo $$ && exec "$@"', "sh", ...command];
        return start([...store, "run", "--isolation=chroot", ...variables, container, "--", ...own]);
      },
      async [Symbol.asyncDispose]() {
        await buildah("rm", "--all");
        await rm(folder, { recursive: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true });
    throw error;
  }
}

type Buildah = (...args: string[]) => Promise<string>;

const succeeds = (attempt: Promise<unknown>) =>
  attempt.then(
    () => true,
    () => false,
  );

/** Gets the image that the Containerfile begins with: from its registry, or one of this machine. False where debootstrap is missing, too, or reaches no packages. */
async function prepareBase(folder: string, buildah: Buildah): Promise<boolean> {
  if (await succeeds(buildah("pull", "-q", base))) return true;
  const files = join(folder, "base");
  const debian = run("debootstrap", ["--variant=minbase", "bookworm", files], { maxBuffer: 2 ** 26 });
  if (!(await succeeds(debian))) return false;
  await standIn(files, buildah);
  return true;
}

/** Makes an image of this machine with the name of the real one: Debian, this Node, its npm, and the user `node`. */
async function standIn(files: string, buildah: Buildah): Promise<void> {
  const local = join(files, "usr/local");
  await cp(process.execPath, join(local, "bin/node"));
  const npm = dirname(dirname(await realpath((await run("which", ["npm"])).stdout.trim())));
  await cp(npm, join(local, "lib/node_modules/npm"), { recursive: true });
  for (const name of ["npm", "npx"])
    await symlink(`../lib/node_modules/npm/bin/${name}-cli.js`, join(local, "bin", name));
  await run("chroot", [files, "useradd", "--uid=1000", "--user-group", "--create-home", "node"]);
  const container = await buildah("from", "scratch");
  // What this machine needs to trust the registry.
  const certificates = process.env.NODE_EXTRA_CA_CERTS;
  if (certificates !== undefined) {
    await mkdir(join(files, dirname(certificates)), { recursive: true });
    await cp(await realpath(certificates), join(files, certificates));
    await buildah("config", `--env=NODE_EXTRA_CA_CERTS=${certificates}`, container);
  }
  await buildah("add", "-q", container, files, "/");
  await buildah("commit", "-q", container, base);
  await rm(files, { recursive: true });
}

function start(args: string[]): Contained {
  const child = spawn("buildah", args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  return { output: () => output, ended: once(child, "close").then(([code]) => Number(code)) };
}
