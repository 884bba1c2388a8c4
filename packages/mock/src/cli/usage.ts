import { violationKinds } from "../check/report-type.ts";
import { switches } from "../contract/switches.ts";
import {
  defaultBodyLimit,
  defaultHost,
  defaultMeetingLimit,
  defaultPort,
  defaultUpstreamTimeout,
} from "../defaults.ts";
import { faults } from "../middleware/fault-setting.ts";

/** What `ucwa-mock --help` prints; it fits a screen of 24 lines by 100 columns. */
export const usage = `Usage: npx @ucwa-meetings/mock [options]    runs a mock of the UCWA resources myOnlineMeeting(s) and
                                            onlineMeetingExtensions, built on Prism
       ... proxy <upstream> [options]       checks the traffic of a real server (proxy --help)
       ... drift, conformance, switches     check recordings, try out a server (--help), list the switches

  --port ${defaultPort}               port to listen on; 0 takes a free one
  --host ${defaultHost}          address to listen on
  --allow-host <name>       also accept this host name; can be repeated
  --examples                respond with the document's examples and keep nothing
  --seed file.json          start with these resources instead of the document's examples
  --replay folder           respond from a recording of the proxy, or a HAR file
  --dialect documented      or deployed: behave like the pages, or like servers; or a file (conformance)
  --switch name=value       change one behaviour of the dialect; can be repeated
  --clock <time>            the mock's clock: "now", or 2026-01-31T12:00:00Z
  --cors <origin>           allow pages of this origin, * or none; default: pages of this machine
  --fault <name>            ${Object.keys(faults).slice(0, 5).join(", ")},
                            ${Object.keys(faults).slice(5).join(", ")}
  --fault-rate 1, --fault-seed 0    the share of requests to inject the fault into, the same in every run
  --body-limit ${defaultBodyLimit}      the largest body, in bytes
  --meeting-limit ${defaultMeetingLimit}      how many meetings a user may have
  --store memory            or sqlite:FILE, or valkey://HOST:PORT: where to keep what the mock knows
  --log line, --help, --version     the format of the log: line, json or none

Every request needs a token; any value will do: -H "Authorization: Bearer cwt=anything"
"Prefer: code=409, example=TooManyGroups" requests a documented error, "Prefer: ucwa-fault=reset" a fault.`;

/** What `ucwa-mock proxy --help` prints. */
export const proxyUsage = `Usage: npx @ucwa-meetings/mock proxy <upstream> [options] [-- command ...]

Forwards everything to <upstream> unchanged and reports what breaks the contract, in requests and in responses.
With a command, runs it with UCWA_MOCK_URL set, and ends when it ends. Without one, ends on Ctrl-C.
Exit code: the command's own if it is not 0; otherwise 1 if the run fails, and 0 if not.

  --fail-on ${violationKinds.join(",")}
                            the violations that make the run fail, or none; default: all of them
  --min-exchanges 1         fail with fewer checked exchanges; default without a command: 0
  --port ${defaultPort}               port to listen on; 0 takes a free one
  --host ${defaultHost}          address to listen on
  --allow-host <name>       also accept this host name; can be repeated
  --json file               write the report as JSON
  --junit file              write the report as JUnit XML
  --html file               write the report as a page
  --record folder           record what the server said, without secrets and names
  --redact file.json        rows that change what a recording leaves out
  --ca file                 also trust the certificates in this PEM file
  --body-limit ${defaultBodyLimit}      check bodies of at most this many bytes; larger ones are only forwarded
  --timeout ${defaultUpstreamTimeout / 1000}             send the client 504 after so many seconds of silence
  --help`;

/** What `ucwa-mock drift --help` prints. */
export const driftUsage = `Usage: npx @ucwa-meetings/mock drift <file.har or folder> ... [options]

Compares recordings of a server with the document, in JSON and XML: HAR files of "proxy --record", of a browser
or of any other tool, or folders with them. Reports what breaks the contract, and what the server sent that the
document does not have.
Exit code: 1 if an exchange breaks the contract or none could be checked, and 0 if not.

  --fail-on ${violationKinds.join(",")}
                            the violations that make the run fail, or none; default: all of them
  --min-exchanges 1         fail with fewer checked exchanges
  --json file               write the report as JSON
  --junit file              write the report as JUnit XML
  --html file               write the report as a page
  --body-limit ${defaultBodyLimit}      check bodies of at most this many bytes
  --help`;

/** What `ucwa-mock conformance --help` prints. */
export const conformanceUsage = `Usage: UCWA_TOKEN=cwt=... npx @ucwa-meetings/mock conformance <address> [options]

Tries out a server: sends what the document allows and forbids, in JSON and XML, and says what breaks the document and
how the server behaves where no source shows it. <address> is the list of meetings, from the server's links, such as
https://fe1.contoso.com/ucwa/oauth/v1/applications/103985322388/onlineMeetings/myOnlineMeetings
Exit code: 1 if something breaks the document or could not be removed, and 0 if not.

  --allow-writes            also make meetings, change and delete them; only those of the run, and all are removed
  --seed 1                  choose other values and another order; the same seed sends the same requests
  --json file               write what was found and learned as JSON, without anything of the server
  --html file               write the same as a page
  --as-dialect file         write the switches that make the mock behave like the server, as a dialect
  --token cwt=...           the token; UCWA_TOKEN is safer
  --max-cases 10000         send at most this many of the generated cases
  --timeout 30              how long a response may take, in seconds
  --max-wait 120            how long the server may have the run wait in all, in seconds
  --help`;

/** The table of `ucwa-mock switches`: each switch with its values, the dialects' choices, and where the knowledge comes from. */
export function listSwitches(): string {
  const blocks = Object.entries(switches).map(([name, { values, documented, deployed, basis, meaning }]) => {
    const choice = documented === deployed ? documented : `${documented}; deployed: ${deployed}`;
    return `${name}=${values.join("|")}\n    ${meaning}\n    ${choice} (${basis})`;
  });
  return blocks.join("\n");
}
