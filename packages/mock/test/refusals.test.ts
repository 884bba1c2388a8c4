import { expect, test } from "vitest";
import { createMock, type FetchMockOptions } from "../src/fetch.ts";
import { ask, extensions, meeting, type Question } from "./support/ask.ts";

const meetings = meeting.slice(0, meeting.lastIndexOf("/"));
const elsewhere = (path: string, application: string) => path.replace("833", application);
const guidProperty = "56de7bbf-1081-43e6-bbf2-1cabf3224c83";
const range =
  "expected a time from one year before to ten years after 2026-01-31T12:00:00.000Z, the mock's clock (--clock)";
const clock = "2026-01-31T12:00:00Z";
const put = (json: object): Question => ({ method: "PUT", json });
const post = (json: object): Question => ({ method: "POST", json });
const longest = "i".repeat(255);

interface Refusal {
  path: string;
  question?: Question;
  options?: FetchMockOptions;
  status: number;
  subcode?: string;
  message: string;
}

test.each<[string, Refusal]>([
  [
    "an application that there is not",
    {
      path: elsewhere(meetings, "834"),
      status: 404,
      subcode: "ApplicationNotFound",
      message: 'There is no application "834".',
    },
  ],
  [
    "an application with a very long id",
    {
      path: elsewhere(meeting, `${longest}j`),
      status: 404,
      subcode: "ApplicationNotFound",
      message: `There is no application "${longest}…".`,
    },
  ],
  ["a meeting that there is not", { path: `${meetings}/811`, status: 404, message: 'There is no meeting "811".' }],
  [
    "the extensions of a meeting that there is not",
    { path: `${meetings}/811/onlineMeetingExtensions`, status: 404, message: 'There is no meeting "811".' },
  ],
  [
    "an extension of a meeting that there is not",
    { path: `${meetings}/811/onlineMeetingExtensions/a`, status: 404, message: 'There is no meeting "811".' },
  ],
  [
    "an extension that there is not",
    { path: `${extensions}/a%20b`, status: 404, message: 'The meeting has no extension "a b".' },
  ],
  [
    "a later version of the resources",
    {
      path: meeting,
      question: { headers: { "x-ms-requiresminresourceversion": "5" } },
      status: 404,
      subcode: "APIVersionNotSupported",
      message: "X-MS-RequiresMinResourceVersion: expected at most 4, got 5.",
    },
  ],
  [
    "one meeting too many",
    {
      path: meetings,
      question: post({}),
      options: { meetingLimit: 1 },
      status: 409,
      subcode: "TooManyOnlineMeetings",
      message: "The user's meetings: expected at most 1 (--meeting-limit), got one more.",
    },
  ],
  [
    "a new extension with the id of another one",
    {
      path: extensions,
      question: post({ id: "917823" }),
      status: 409,
      subcode: "AlreadyExists",
      message: 'id: expected one that the meeting does not have, got "917823".',
    },
  ],
  [
    "an id that is too long for a link",
    {
      path: extensions,
      question: post({ id: `${longest}j` }),
      status: 400,
      subcode: "ParameterValidationFailure",
      message: "id: expected at most 255 characters, got 256.",
    },
  ],
  [
    "two values that are null",
    {
      path: meeting,
      question: put({ subject: null, leaders: null, seats: null }),
      options: { switches: { explicitNull: "refused" } },
      status: 400,
      subcode: "ParameterValidationFailure",
      message: "subject: expected a value, got null. leaders: expected a value, got null.",
    },
  ],
  [
    "a time that is more than a year ago",
    {
      path: meeting,
      question: put({ expirationTime: "/Date(0)/" }),
      options: { clock },
      status: 400,
      subcode: "ParameterValidationFailure",
      message: `expirationTime: ${range}, got "/Date(0)/".`,
    },
  ],
  [
    "a day that no calendar has",
    {
      path: meetings,
      question: post({ expirationTime: "2026-02-30T12:00:00Z" }),
      options: { clock },
      status: 400,
      subcode: "ParameterValidationFailure",
      message: `expirationTime: ${range}, got "2026-02-30T12:00:00Z".`,
    },
  ],
  [
    "an update without the property that was to be passed back",
    {
      path: meeting,
      question: put({ subject: "Budget" }),
      options: { switches: { guidPropertyOnPut: "required" } },
      status: 400,
      subcode: "ParameterValidationFailure",
      message: `${guidProperty}: expected the property as it was read, got none.`,
    },
  ],
])("%s is refused, and the message says why", async (_, { path, question, options, ...refusal }) => {
  const mock = await createMock(options);
  const { status, json } = await ask({ url: "http://mock.test", fetch: mock.fetch }, path, question);
  expect({ status, subcode: json.subcode, message: json.message }).toEqual({ subcode: undefined, ...refusal });
});

test("what is just within the limits is not refused", async () => {
  const mock = await createMock({ clock, meetingLimit: 2, switches: { guidPropertyOnPut: "required" } });
  const send = async (path: string, question: Question) =>
    (await ask({ url: "http://mock.test", fetch: mock.fetch }, path, question)).status;
  expect([
    await send(meeting, { headers: { "x-ms-requiresminresourceversion": "4" } }),
    await send(extensions, post({ id: longest })),
    await send(meetings, post({})),
    await send(meeting, put({ subject: null, [guidProperty]: "please pass this in a PUT request" })),
  ]).toEqual([200, 201, 201, 200]);
  const strict = await createMock({ switches: { explicitNull: "refused" } });
  const strictly = { url: "http://mock.test", fetch: strict.fetch };
  expect((await ask(strictly, meeting, put({ subject: "Budget" }))).status).toBe(200);
});

test("an extension may not take the id of another one, and keeps its own", async () => {
  const mock = await createMock();
  const server = { url: "http://mock.test", fetch: mock.fetch };
  await ask(server, extensions, post({ id: "seating" }));
  const refused = await ask(server, `${extensions}/seating`, put({ id: "917823" }));
  expect([refused.status, refused.json.message]).toEqual([
    409,
    'id: expected one that the meeting does not have, got "917823".',
  ]);
  for (const json of [{ id: "seating", row: "1" }, { row: "2" }, { id: "", row: "3" }])
    expect(await ask(server, `${extensions}/seating`, put(json))).toMatchObject({
      status: 200,
      json: { ...json, id: "seating" },
    });
});
