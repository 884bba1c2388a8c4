import { switches } from "../dialect/switches.ts";

/** The table of `ucwa-mock switches`: each switch with its values, the dialects' choices, and where the knowledge comes from. */
export function listSwitches(): string {
  const blocks = Object.entries(switches).map(([name, { values, documented, deployed, basis, meaning }]) => {
    const choice = documented === deployed ? documented : `${documented}; deployed: ${deployed}`;
    return `${name}=${values.join("|")}\n    ${meaning}\n    ${choice} (${basis})`;
  });
  return blocks.join("\n");
}
