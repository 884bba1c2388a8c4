/**
 * Brings a Valkey or Redis server for the tests to a machine that has none, from the packages of Debian or Ubuntu, without root: into a folder
 * of the user's cache. Does nothing elsewhere, and the tests that need a server are skipped.
 */
import { spawnSync } from "node:child_process";
import { globSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { findValkeyServer, installFolder as folder, serverNames } from "./find-valkey-server.ts";

if (!findValkeyServer()) install();

function install(): void {
  mkdirSync(join(folder, "lists/partial"), { recursive: true });
  mkdirSync(join(folder, "archives/partial"), { recursive: true });
  const update = run("apt-get", "update");
  // Debian has Valkey since its version 13. `--print-uris` needs no root, and names the package with what it needs and the machine lacks.
  const uris = serverNames.map((name) =>
    run("apt-get", "install", "--print-uris", "--yes", "--no-install-recommends", name),
  );
  const packages = [...(uris.find((text) => text.includes(".deb")) ?? "").matchAll(/\/([^/_' ]+)_[^/' ]+\.deb' /g)];
  if (packages.length === 0) {
    skip(update === "" ? "this machine has no apt-get, or it reaches no packages" : "its packages have none");
    return;
  }
  run("apt-get", "download", ...packages.map(([, name = ""]) => name));
  for (const file of globSync("*.deb", { cwd: folder })) run("dpkg-deb", "--extract", file, folder);
  if (!findValkeyServer()) skip("its packages cannot be fetched");
}

function skip(reason: string): void {
  console.warn(`No Valkey server for the tests: ${reason}. Those that need one are skipped.`);
}

/** Runs a program with lists and archives in the folder, and returns what it prints; nothing if it fails. */
function run(program: string, ...args: string[]): string {
  const settings = [
    `Dir::State::lists=${join(folder, "lists")}`,
    `Dir::Cache::archives=${join(folder, "archives")}`,
    "APT::Sandbox::User=root",
  ];
  const options = program === "apt-get" ? ["-qq", ...settings.flatMap((setting) => ["-o", setting])] : [];
  const { status, stdout } = spawnSync(program, [...options, ...args], {
    cwd: folder,
    encoding: "utf8",
    timeout: 60_000,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return status === 0 ? `${stdout} ` : "";
}
