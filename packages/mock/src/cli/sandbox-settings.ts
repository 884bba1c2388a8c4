import {
  defaultSandboxCharacters,
  defaultSandboxJournal,
  defaultSandboxLimit,
  defaultSandboxMaxTtl,
  defaultSandboxResources,
  defaultSandboxTtl,
} from "../defaults.ts";
import { readPublicUrl } from "../http/origin.ts";
import { anyCount, fromOne, type Range } from "../option-kinds.ts";
import type { MockOptions, SandboxOptions } from "../options.ts";
import { readInteger } from "./read-values.ts";
import type { Setting, SettingTable } from "./settings.ts";

/** The rows about sandboxes: where they are, and their limits. Only a mock that many share needs others than the standard, so that the command has none of them. */
export const sandboxSettings: SettingTable<Pick<MockOptions, "publicUrl" | "sandboxes">> = {
  publicUrl: {
    flag: "--public-url",
    variable: "UCWA_PUBLIC_URL",
    value: "<url>",
    default: "the host name that a request has, with `http:`",
    meaning:
      "The URL with which others reach the mock, if a proxy in front of it has another one, such as `https://mock.contoso.com`. It has no path. Absolute links and the `baseUrl` of each sandbox begin with it, and the mock accepts its host name.",
    read(text) {
      readPublicUrl(text);
      return { publicUrl: text };
    },
  },
  sandboxLimit: limit("limit", "limit", anyCount, {
    value: "<count>",
    default: String(defaultSandboxLimit),
    meaning: "How many sandboxes there may be; with 0, nobody can create one.",
  }),
  sandboxTtl: limit("ttl", "ttl", fromOne, {
    value: "<seconds>",
    default: String(defaultSandboxTtl),
    meaning: "After how many seconds without a request a sandbox is gone, if its creator says nothing else.",
  }),
  sandboxMaxTtl: limit("maxTtl", "max-ttl", fromOne, {
    value: "<seconds>",
    default: String(defaultSandboxMaxTtl),
    meaning: "The most seconds that the creator of a sandbox can ask for.",
  }),
  sandboxResources: limit("resources", "resources", anyCount, {
    value: "<count>",
    default: String(defaultSandboxResources),
    meaning: "How many resources a sandbox may have, applications included.",
  }),
  sandboxCharacters: limit("characters", "characters", anyCount, {
    value: "<count>",
    default: String(defaultSandboxCharacters),
    meaning: "How many characters of JSON the resources of a sandbox may have, and its journal as well.",
  }),
  sandboxJournal: limit("journal", "journal", anyCount, {
    value: "<count>",
    default: String(defaultSandboxJournal),
    meaning: "How many requests the journal of a sandbox keeps.",
  }),
};

/** Returns the row of one limit, with its flag and its variable. */
function limit(
  option: keyof SandboxOptions,
  name: string,
  range: Range,
  texts: Pick<Setting<MockOptions>, "value" | "default" | "meaning">,
): Setting<Pick<MockOptions, "sandboxes">> {
  return {
    flag: `--sandbox-${name}`,
    variable: `UCWA_SANDBOX_${name.toUpperCase().replaceAll("-", "_")}`,
    ...texts,
    read: (text, given) => ({ sandboxes: { [option]: readInteger(given, text, range) } }),
  };
}
