/**
 * How users get the packages. README, site and packages follow `isPublished`. On the day of publication, set it to true, and run
 * `node tools/release/installation.ts`, which writes the README's section. A test fails if the README says something else.
 */
import { readFileSync, writeFileSync } from "node:fs";

/** Whether the packages are on npm. */
export const isPublished: boolean = false;

/** The packages to build from the repository, in the order of the README. */
const packing = `npx -y pnpm@12.21.0 install
npx -y pnpm@12.21.0 --recursive --filter "./spec" --filter "./packages/*" pack --pack-destination tarballs`;

const readme = new URL("../../README.md", import.meta.url);

/** Returns how to install the packages, as Markdown. `repository` is what the text calls the repository. */
export function installText(version: string, published = isPublished, repository = "this repository"): string {
  if (published) {
    return `\`\`\`sh
npm install @ucwa-meetings/client
npm install --save-dev @ucwa-meetings/mock
\`\`\`

Both bring what they need of the other two packages. All of them run on Node 20 and newer.`;
  }
  return `Version ${version} is not on npm yet. Build the four packages from a copy of ${repository}. This writes one tarball for each into \`tarballs/\`:

\`\`\`sh
${packing}
\`\`\`

Then run \`npm install path/to/tarballs/*.tgz\` in your project. The packages need each other, so install all four together. They run on Node 20 and
newer.`;
}

/** Returns the one line that installs the client, and until it is on npm what comes before it, as Markdown. The links are the site's. */
export function installLine(version: string, published = isPublished): string {
  if (published) return "```sh\nnpm install @ucwa-meetings/client\n```";
  return `\`\`\`sh
npm install path/to/tarballs/*.tgz
\`\`\`

Version ${version} is not on npm yet. [Make the tarballs](/start/#1-install) from [the repository](/start/#the-repository) first.`;
}

/** Returns the README with its section "Install" replaced. Throws if it has none. */
export function withInstallText(text: string, install: string): string {
  const section = /(?<=^## Install\n\n).*?(?=\n\n## )/ms;
  if (!section.test(text)) throw new Error("README.md: expected a section Install, got none.");
  return text.replace(section, () => install);
}

if (import.meta.main) {
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL("../../spec/package.json", import.meta.url), "utf8"),
  );
  writeFileSync(readme, withInstallText(readFileSync(readme, "utf8"), installText(version)));
}
