import { readExports } from "../api/read-package.ts";
import { readTable } from "../api/read-table.ts";
import { code, joinBlocks, type Page, table } from "../markdown.ts";
import { type Api, docText, entryText, inOrder } from "./api.ts";
import { commandPage, hostedPage } from "./mock-command.ts";

const firstEntries = ["startMock", "MockOptions", "Mock", "MockControls", "FaultOptions", "startProxy", "ProxyOptions"];

/** Returns the reference of the mock. Its texts are the doc comments of the package, and the tables in its sources. */
export async function mockPages(): Promise<Page[]> {
  const entries = await readExports("mock");
  const api: Api = { entries, findPage: () => "mock" };
  return [
    mockPage(api),
    await commandPage(api),
    await endpointsPage(api),
    await faultsPage(),
    await switchesPage(),
    hostedPage(),
  ];
}

function mockPage(api: Api): Page {
  return {
    path: "mock",
    title: "Mock",
    description: "Every function, option and type of @ucwa-meetings/mock.",
    body: joinBlocks(
      `The package ${code("@ucwa-meetings/mock")} exports the following. It is also a [command](/mock/command/). A mock that runs has [endpoints](/mock/endpoints/) to control it, [switches](/mock/switches/) for what servers do differently, and [faults](/mock/faults/).`,
      ...inOrder(api.entries, firstEntries).map((entry) => joinBlocks(entryText(api, entry), tablesText(entry.name))),
    ),
  };
}

/** Returns a link to the page that shows the values of a constant. */
function tablesText(name: string): string {
  if (name === "switches" || name === "dialects") return "Its values: [Switches of the mock](/mock/switches/).";
  return name === "faults" ? "Its values: [Faults of the mock](/mock/faults/)." : "";
}

async function endpointsPage(api: Api): Promise<Page> {
  const rows = await readTable("mock", "src/middleware/admin.ts", "actions");
  return {
    path: "mock/endpoints",
    title: "Endpoints of the mock",
    description: "Every endpoint with which a test controls a mock that runs.",
    body: joinBlocks(
      `These endpoints are the mock's own. No real server has them. They need no token, except those of a sandbox, unless the mock has an [adminToken](/mock/#mockoptions): then all but ${code("GET /__mock/health")} need it as ${code("Authorization: Bearer")}. ${code("GET /")} describes the mock and lists them. In code, [MockControls](/mock/#mockcontrols) does the same.`,
      ...rows.map(({ name, doc }) => joinBlocks(`## ${name.replace(" ", " /__mock/")}`, docText(api, doc))),
    ),
  };
}

async function faultsPage(): Promise<Page> {
  const rows = await readTable("mock", "src/middleware/fault-setting.ts", "faults");
  return {
    path: "mock/faults",
    title: "Faults of the mock",
    description: "Every failure that the mock injects and that no OpenAPI document describes.",
    body: joinBlocks(
      `A fault is a failure that the mock produces on request and that OpenAPI cannot describe. For one request, send ${code("Prefer: ucwa-fault=delay:250")}. For all requests, use the option [fault](/mock/#mockoptions), the flag ${code("--fault")}, or [PUT /__mock/fault](/mock/endpoints/). The errors of the [catalogue](/errors/) are no faults: request one with ${code("Prefer: code=409, example=TooManyGroups")}.`,
      table(
        ["Fault", "Number", "What happens"],
        rows.map(({ name, value }) => {
          const { meaning, value: number } = readTexts(value);
          return [code(name), number ? `${code(`${name}:${number}`)} by default` : "none", meaning ?? ""];
        }),
      ),
    ),
  };
}

const bases: Record<string, string> = {
  documented: "a published page shows it",
  observed: "seen in the traffic of real servers",
  inferred: "no source shows it; it follows from HTTP or from a neighbouring resource",
};

async function switchesPage(): Promise<Page> {
  const rows = await readTable("mock", "src/contract/switches.ts", "switches");
  return {
    path: "mock/switches",
    title: "Switches of the mock",
    description:
      "Every behaviour of the mock for which sources differ or are missing: its values, and the value of each dialect.",
    body: joinBlocks(
      `A switch is one behaviour for which sources differ or are missing. A dialect has a value for each. ${code("documented")} behaves like the published pages, and is the default; ${code("deployed")} behaves like real servers. Set a switch with the option [switches](/mock/#mockoptions), the flag ${code("--switch etag=decimal")} or ${code("UCWA_SWITCHES")}. [Deployed servers](/guides/deployed-servers/) says what each difference means for a program, and [Discrepancies](/discrepancies/) which sources disagree.`,
      `**Basis** says where a behaviour is known from. ${Object.entries(bases)
        .map(([name, text]) => `*${name}*: ${text}.`)
        .join(" ")}`,
      table(
        ["Switch", "documented", "deployed", "Basis"],
        rows.map(({ name, value }) => {
          const { documented = "", deployed = "", basis = "" } = readTexts(value);
          return [`[${code(name)}](#${name.toLowerCase()})`, code(documented), code(deployed), basis];
        }),
      ),
      ...rows.map(({ name, value }) => {
        const { values = "", meaning = "" } = readTexts(value);
        const choices = values.split(",").map(code).join(" or ");
        return joinBlocks(`## ${name}`, `It decides ${meaning}.`, `Values: ${choices}.`);
      }),
    ),
  };
}

/** Returns the values of a row as texts. A list becomes one text with commas. */
function readTexts(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(Object(value)).flatMap(([name, one]) => (one === undefined ? [] : [[name, String(one)]])),
  );
}
