import { hostSettings } from "./host-settings.ts";

/** Returns what `--help` prints: each setting with its flag, its variable, its default and its meaning. */
export function helpText(): string {
  const rows = Object.values(hostSettings).map(({ flag, variable, value, default: standard, meaning }) => {
    const names = [flag && [flag, value].filter(Boolean).join(" "), variable].filter(Boolean).join(", ");
    return `  ${names}\n      ${meaning} Default: ${standard}.`;
  });
  return [
    "Usage: node apps/mock/dist/main.js [flags]    hosts the mock of @ucwa-meetings/mock",
    "",
    "A flag counts before the variable of the same setting. Commas divide the values of a list.",
    "",
    ...rows,
  ].join("\n");
}
