/**
 * Checks that this repository can run here, before each of its scripts, and prints the reason in one line if it cannot. pnpm continues after a
 * failed install, and the next error would be a stack trace. It is JavaScript, because an old Node may run it.
 */
import { accessSync, constants, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const folder = fileURLToPath(root);

/**
 * Returns the reason why the repository cannot run here, or undefined.
 *
 * @returns {string | undefined}
 */
function findProblem() {
  if (folder.includes("#")) {
    return `${folder}: expected a path without #, because Redocly reads # as the start of a fragment. Move the folder.`;
  }
  if (!existsSync(new URL("node_modules/.modules.yaml", root))) {
    if (!isWritable()) {
      return `${folder}: expected a folder that can be written to, because the dependencies are installed in it. Copy it to another folder.`;
    }
    return "The dependencies are not installed. pnpm prints the reason above; most often it cannot reach the registry. Connect to a network once and run it again.";
  }
  const [major = ""] = process.versions.node.split(".");
  if (Number(major) < 24) {
    return `expected Node 24 from the package node, got ${process.versions.node}. Start the script with npx -y pnpm@12.21.0, and allow the install script of that package. Then run it again.`;
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

const reason = findProblem();
if (reason !== undefined) {
  console.error(reason);
  process.exit(1);
}
