import { switches } from "../contract/switches.ts";
import { defaultBodyLimit, defaultHost, defaultPort, defaultUpstreamTimeout } from "../defaults.ts";
import { faults } from "../middleware/fault-setting.ts";
import { violationKinds } from "../proxy/report-type.ts";

/** What `ucwa-mock --help` prints; it fits a screen of 24 lines by 100 columns. */
export const usage = `Usage: npx @ucwa-meetings/mock [options]    a mock of the UCWA resources myOnlineMeeting and
                                            onlineMeetingExtensions, built on Prism
       ... proxy <upstream> [options]       checks the traffic of a real server (proxy --help)
       ... switches                         lists what --switch takes

  --port ${defaultPort}               port to listen on; 0 takes a free one
  --host ${defaultHost}          address to listen on
  --allow-host <name>       a name to answer to beside this machine's own; can be repeated
  --examples                answer with the document's examples, without memory
  --seed file.json          start with these resources in place of the document's examples
  --dialect documented      or deployed: like the published pages, or like servers in use
  --switch name=value       one behaviour unlike the dialect's; can be repeated
  --clock <time>            the time that it is: "now", or 2026-01-31T12:00:00Z
  --cors <origin>           whose pages may call it, or * or none; this machine's by default
  --fault <name>            ${Object.keys(faults).slice(0, 5).join(", ")},
                            ${Object.keys(faults).slice(5).join(", ")}
  --fault-rate 1            the share of requests that it befalls
  --fault-seed 0            picks the same ones in every run
  --body-limit ${defaultBodyLimit}      the largest body, in bytes
  --log line                or json, or none
  --help, --version

Answers every request that carries a ticket: -H "Authorization: Bearer cwt=anything"
Prefer: code=409, example=TooManyGroups asks for a documented error, Prefer: ucwa-fault=reset for a fault.`;

/** What `ucwa-mock proxy --help` prints. */
export const proxyUsage = `Usage: npx @ucwa-meetings/mock proxy <upstream> [options] [-- command ...]

Forwards everything to <upstream>, changes nothing, and reports what breaks the contract: in requests, in answers, in
JSON and in XML. With a command it runs that, with UCWA_MOCK_URL set, and ends when it ends; without one, on Ctrl-C.
The exit code is the command's own where that is not 0; otherwise 1 if the run fails, and 0 if it does not.

  --fail-on ${violationKinds.join(",")}
                            which violations make the run fail; all of them by default, or none
  --min-exchanges 1         a run with fewer checked exchanges fails; 0 by default without a command
  --port ${defaultPort}               port to listen on; 0 takes a free one
  --host ${defaultHost}          address to listen on
  --allow-host <name>       a name to answer to beside this machine's own; can be repeated
  --json file               write the report as JSON
  --junit file              write the report as JUnit XML
  --html file               write the report as a page
  --ca file                 trust the certificates in this PEM file, beside the ones that Node trusts
  --body-limit ${defaultBodyLimit}      how many bytes of a body are checked, packed and unpacked; all of it goes through
  --timeout ${defaultUpstreamTimeout / 1000}             how many seconds the upstream may send nothing, before the client gets 504
  --help`;

/** The table of `ucwa-mock switches`: each switch with its values, the dialects' choices, and where the knowledge comes from. */
export function listSwitches(): string {
  const blocks = Object.entries(switches).map(([name, { values, documented, deployed, basis, meaning }]) => {
    const choice = documented === deployed ? documented : `${documented}; deployed: ${deployed}`;
    return `${name}=${values.join("|")}\n    ${meaning}\n    ${choice} (${basis})`;
  });
  return blocks.join("\n");
}
