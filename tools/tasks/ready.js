/**
 * Runs before each script of this repository, on whatever Node the machine has, and so in JavaScript: says in one line what keeps the script
 * from working. pnpm goes on after an install that failed, and what came next would be a stack of frames.
 */
import { accessSync, constants, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const folder = fileURLToPath(root);

/**
 * Why the repository cannot work here; undefined where it can.
 *
 * @returns {string | undefined}
 */
function whyNot() {
  if (folder.includes("#")) {
    return `${folder}: expected a path without #, which Redocly takes for the start of a fragment. Move the folder.`;
  }
  if (!existsSync(new URL("node_modules/.modules.yaml", root))) {
    if (!isWritable()) {
      return `${folder}: expected a folder that can be written to, since the dependencies go into it. Copy it to where you may write.`;
    }
    return "The dependencies are not installed: pnpm says above why, most often because the registry cannot be reached. Connect once and run it again.";
  }
  const [major = ""] = process.versions.node.split(".");
  if (Number(major) < 24) {
    return `expected the Node 24 that the package node brings, got ${process.versions.node}: run it with npx -y pnpm@12.21.0, and let pnpm run the install script of that package.`;
  }
  return undefined;
}

function isWritable() {
  try {
    accessSync(root, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const reason = whyNot();
if (reason !== undefined) {
  console.error(reason);
  process.exit(1);
}
