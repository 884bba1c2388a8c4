import { ask, extensions, meeting, type Question, type Server, type TestResponse } from "./ask.ts";

/** Somebody who writes to a meeting of its own again and again, each time only if nobody else has, and remembers what was acknowledged. */
export interface Writer {
  path: string;
  etag: string;
  /** The number of the last write that was acknowledged. */
  written: number;
  /** How many requests had no answer, or a 503. */
  failures: number;
}

/** Adds a meeting for each writer. */
export async function createWriters(server: Server, count: number): Promise<Writer[]> {
  const paths = Array.from({ length: count }, (_, index) => meeting.replace(/[^/]+$/, `writer-${index}`));
  const seeds = paths.map((href) => ({ rel: "myOnlineMeeting", subject: "0", _links: { self: { href } } }));
  await ask(server, "/__mock/seed", { method: "POST", json: seeds });
  return Promise.all(
    paths.map(async (path) => {
      const { headers } = await ask(server, path);
      return { path, etag: headers.get("etag") ?? "", written: 0, failures: 0 };
    }),
  );
}

/** Sends a PUT that is carried out only if the meeting has an ETag. */
export function putIf(server: Server, path: string, etag: string, subject: string): Promise<TestResponse> {
  return ask(server, path, { method: "PUT", json: { subject }, headers: { "if-match": `"${etag}"` } });
}

/**
 * Writes once, through the servers that `choose` returns until one answers. A retry is the same request. Where that is 412, the first one was carried out, or
 * somebody else has written: the meeting says which. Throws for anything that a client does not expect.
 */
export async function write(writer: Writer, choose: () => Server): Promise<void> {
  const subject = String(writer.written + 1);
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const server = choose();
    const answer = await putIf(server, writer.path, writer.etag, subject).catch(() => undefined);
    if (answer === undefined || answer.status === 503) {
      writer.failures += 1;
      continue;
    }
    const result = answer.status === 412 && attempt > 0 ? await ask(server, writer.path) : answer;
    if (result.status === 503) continue;
    if (result.status !== 200 || result.json.subject !== subject) {
      throw new Error(
        `${writer.path}: expected 200 with ${subject}, got ${answer.status}, ${result.status} with ${result.text}`,
      );
    }
    writer.etag = result.headers.get("etag") ?? "";
    writer.written += 1;
    return;
  }
  throw new Error(`${writer.path}: expected an answer in a hundred tries, got none.`);
}

const list = meeting.replace(/\/[^/]+$/, "");

/**
 * What a job does: it reads and writes in each way that the document has, in both representations, and meets each kind of refusal. `apps/mock/test/workflows.test.ts` runs the workflows of the
 * spec, a few at once; these are so small that a hundred jobs can run at the same time, and every byte of a body is compared.
 */
const steps: [method: string, path: string, question?: Question][] = [
  ["GET", list],
  ["GET", meeting, { headers: { accept: "application/xml" } }],
  ["PUT", meeting, { json: { subject: "First" } }],
  ["PUT", meeting, { json: { subject: "Never" }, headers: { "if-match": '"0"' } }],
  ["GET", meeting, { headers: { accept: "application/json" } }],
  ["POST", list, { json: { subject: "Another" } }],
  ["GET", list],
  ["POST", extensions, { json: { id: "own", type: "RoamedOrganizerData" } }],
  ["POST", extensions, { json: { type: "RoamedOrganizerData" } }],
  ["POST", extensions, { json: { id: "own", type: "RoamedOrganizerData" } }],
  ["GET", extensions],
  ["PUT", `${extensions}/own`, { json: { id: "own", type: "RoamedOrganizerData", agenda: "All" } }],
  ["DELETE", `${extensions}/own`],
  ["GET", `${extensions}/own`],
  ["GET", meeting, { headers: { accept: "application/xml" } }],
  ["DELETE", meeting],
  ["GET", extensions],
  ["GET", list],
];

/** Does all that a job does, each step at the address that `choose` returns for it, and returns what came: status, ETag and body. */
export async function runJob(choose: (step: number) => string): Promise<string[]> {
  const answers: string[] = [];
  for (const [step, [method, path, question]] of steps.entries()) {
    const { status, headers, text } = await ask({ url: choose(step) }, path, { method, ...question });
    answers.push(`${method} ${path}: ${status} ${headers.get("etag")} ${text}`);
  }
  return answers;
}
