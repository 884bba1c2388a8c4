import { describe, expect, test } from "vitest";
import { toHtml } from "../src/check/report-html.ts";
import { toJUnit } from "../src/check/report-junit.ts";
import { describeViolation, summarize, toJson } from "../src/check/report-text.ts";
import { logger } from "../src/cli/log.ts";
import { startMock, startProxy } from "../src/index.ts";
import { createRedactor } from "../src/redact/redact.ts";
import { meeting } from "./support/ask.ts";
import { serve } from "./support/serve.ts";

/** A token as servers give it: base64 with all of its characters, in which URL, JSON and HTML each escape another one. */
const canary = "AAEBHAEFAAAAAAAFFQAAAJ/dQ2X+Kk9vT1hzQ2FuYXJ5LzQyPz8+Pj4vcGxhaW4tdGV4dC1kb2VzLW5vdC1oaWRl==";
const token = `cwt=${canary}`;
const references = (text: string) => [...text].map((one) => `&#${one.charCodeAt(0)};`).join("");
const everyPercent = (text: string) => [...text].map((one) => `%${one.charCodeAt(0).toString(16)}`).join("");

/** The forms that a token travels in. */
const forms: Record<string, string> = {
  plain: token,
  "without its name": canary,
  "percent-encoded": encodeURIComponent(token),
  "percent-encoded twice": encodeURIComponent(encodeURIComponent(token)),
  "percent-encoded in lower case": encodeURIComponent(token).replace(/%../g, (one) => one.toLowerCase()),
  "percent-encoded letter by letter": everyPercent(token),
  "as references of HTML": references(token),
  "as hexadecimal references": token.replace(/[/+=]/g, (one) => `&#x${one.charCodeAt(0).toString(16)};`),
  "as JSON escapes": [...token].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  "with escaped slashes": token.replaceAll("/", "\\/"),
  "in base64": Buffer.from(`?access_token=${token}&x=1`).toString("base64"),
  "in base64, one further": Buffer.from(`a?access_token=${token}&x=1`).toString("base64"),
  "in base64url, two further": Buffer.from(`ab?access_token=${canary}&x=1`).toString("base64url"),
  "in base64 within a URL": `https://x/?state=${encodeURIComponent(Buffer.from(token).toString("base64"))}`,
  "in lower case": canary.toLowerCase(),
};

/** Where a piece of the token stands, in any form, that is long enough to be worth something. */
function leaks(written: string): string[] {
  const texts = [written, unescaped(written), unescaped(unescaped(written))];
  const forms = [canary, ...[0, 1, 2].map((skip) => Buffer.from("abc".slice(skip) + canary).toString("base64"))];
  // The beginning says only that As follow.
  const pieces = forms.flatMap((form) =>
    Array.from({ length: form.length - 45 }, (_, index) => form.slice(index + 30, index + 40).toLowerCase()),
  );
  return texts.flatMap((text) =>
    pieces.flatMap((piece) => {
      const place = text.toLowerCase().indexOf(piece);
      return place < 0 ? [] : [text.slice(Math.max(0, place - 60), place + 40)];
    }),
  );
}

function unescaped(text: string): string {
  return text
    .replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&#x([0-9a-f]+);|\\u00([0-9a-f]{2})/gi, (_, one, other) =>
      String.fromCharCode(Number.parseInt(one ?? other, 16)),
    )
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replaceAll("\\/", "/");
}

const headers = { authorization: `Bearer ${token}` };

/** Requests with a form of the token wherever one has room. */
function requestsWith(form: string): { path: string; init: RequestInit }[] {
  const inPath = form.replace(/[?#\\]/g, encodeURIComponent);
  const inHeader = form.replaceAll("\n", "");
  const xml = form.replace(/[<&]/g, (one) => (form.includes("&#") ? one : `&#${one.charCodeAt(0)};`));
  const json = (text: string) => ({
    method: "PUT",
    headers: { ...headers, "content-type": "application/json" },
    body: text,
  });
  const quoted = form.includes("\\u") || form.includes("\\/") ? `"${form}"` : JSON.stringify(form);
  const input = (inner: string) => ({
    method: "PUT",
    headers: { ...headers, "content-type": "application/xml" },
    body: `<input xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa">${inner}</input>`,
  });
  return [
    { path: `${meeting}?access_token=${form}&x=${form}&${form}`, init: { headers } },
    { path: `${meeting}/${inPath}`, init: { headers } },
    { path: `${meeting.replace("810", encodeURIComponent(form))}`, init: { headers } },
    {
      path: meeting,
      init: {
        headers: { ...headers, referer: `https://x/?a=${inHeader}`, "x-copy": inHeader, "if-none-match": inHeader },
      },
    },
    {
      path: meeting,
      init: { headers: { ...headers, accept: `x/${inHeader}`, cookie: `cwt_ucwa=${inHeader}; a=b`, prefer: inHeader } },
    },
    { path: meeting, init: json(`{"accessLevel":${quoted},"leaders":[${quoted},{${quoted}:${quoted}}],${quoted}:1}`) },
    {
      path: meeting,
      init: json(`{"subject":{"access_token":${quoted}},"${"x".repeat(60)}":${quoted},"attendees":${quoted}}`),
    },
    { path: meeting, init: json(`{"subject": ${form}}`) },
    { path: meeting, init: json(`{"subject": "${form}`) },
    { path: meeting, init: json(`{"subject":"${"x".repeat(9_960)}${form}","accessLevel":1}`) },
    { path: meeting, init: json(Buffer.from(`{"subject":"${form}"`, "utf16le").toString("latin1")) },
    {
      path: meeting,
      init: input(`<property name="accessLevel">${xml}</property><property name="${xml}">1</property>`),
    },
    { path: meeting, init: input(`<property name="access_token">${xml}</property><a${xml}`) },
    { path: meeting, init: input(`<property ${xml}="`) },
    {
      path: meeting,
      init: {
        ...json("{}"),
        headers: { ...headers, "content-type": `text/${inHeader}`, "content-encoding": inHeader },
      },
    },
  ];
}

/** A server that says the token back in all ways. */
function echo(form: string): Promise<string> {
  let turn = 0;
  const quoted = form.includes("\\") ? `"${form}"` : JSON.stringify(form);
  const bodies: [string, string][] = [
    [
      "application/json",
      `{"access_token":${quoted},"rel":${quoted},"_links":{${quoted}:{"href":1},"self":{"href":[${quoted}]}}}`,
    ],
    ["application/json", `{"rel": ${form}`],
    ["application/json", `{"subject":"${form}`],
    ["application/xml", `<resource rel="${form}" href="/x"><property name="accessLevel">${form}`],
    ["text/html", `<p>${form}</p>`],
  ];
  return serve((request, response) => {
    const [type, body] = bodies[turn++ % bodies.length] ?? ["", ""];
    const etag = `"${form.replaceAll("\n", "")}"`;
    const middle = Math.floor(body.length / 2);
    request.resume();
    response.writeHead(turn % 7 === 0 ? 418 : 200, {
      "content-type": type,
      etag,
      "set-cookie": `cwt_ucwa=${canary}; path=/`,
    });
    response.write(body.slice(0, middle), () => response.end(body.slice(middle)));
  });
}

async function send(url: string, form: string): Promise<number> {
  let count = 0;
  for (const { path, init } of requestsWith(form)) {
    const request = await fetch(url + path, init).catch(() => undefined);
    await request?.text();
    if (request) count += 1;
  }
  return count;
}

describe.each(Object.entries(forms))("A token %s", (_, form) => {
  test("reaches neither the log nor the journal of the mock", async () => {
    const lines: string[] = [];
    const logs = [
      logger("line", { out: (line) => lines.push(line) }),
      logger("json", { out: (line) => lines.push(line) }),
    ];
    await using mock = await startMock({ log: (entry) => logs.forEach((log) => void log?.(entry)) });
    const answered = await send(mock.url, form);
    expect(answered).toBeGreaterThan(10);
    expect(mock.requests.length).toBe(answered);
    expect(leaks([...lines, JSON.stringify(mock.requests)].join("\n")).slice(0, 3)).toEqual([]);
  });

  test("reaches neither the log nor a report of the proxy, from the client or from the server", async () => {
    const lines: string[] = [];
    const log = ({
      method,
      target,
      violations,
    }: {
      method: string;
      target: string;
      violations: Parameters<typeof describeViolation>[0][];
    }) => lines.push(`${method} ${target}`, ...violations.map(describeViolation));
    await using mock = await startMock();
    for (const upstream of [mock.url, await echo(form)]) {
      await using proxy = await startProxy({ upstream, log });
      const answered = await send(proxy.url, form);
      await proxy.close();
      const report = proxy.report();
      expect(report.exchanges).toBe(answered);
      expect(report.violations.length).toBeGreaterThan(4);
      lines.push(toJson(report), toJUnit(report), toHtml(report), summarize(report));
    }
    expect(leaks(lines.join("\n")).slice(0, 3)).toEqual([]);
  });
});

test("a token in any form takes no longer than its text is long", () => {
  const megabyte = (piece: string) => piece.repeat(Math.ceil(1_048_576 / piece.length));
  const pieces = [
    "%25",
    "%2525",
    "&#x0",
    "&#0",
    "&amp;",
    "\\",
    "\\u0025",
    "~0",
    "\0",
    "cwt=",
    "Bearer ",
    'access_token":"',
    "cwt",
  ];
  for (const piece of [
    ...pieces,
    "access_token ",
    "Y3d0P",
    canary,
    `${canary.slice(0, -3)} `,
    encodeURIComponent(token),
  ]) {
    const text = megabyte(piece);
    const started = performance.now();
    createRedactor({ headers, text, target: `/?token=${piece}` }).text(text);
    // What is quadratic takes minutes.
    expect({ piece, isSlow: performance.now() - started > 5000 }).toEqual({ piece, isSlow: false });
  }
});

test("what is no token stays", async () => {
  await using mock = await startMock();
  await fetch(`${mock.url}${meeting}?`, { headers: { ...headers, "x-note": "100% of a&b \\ c&amp;d" } });
  expect(mock.requests[0]?.headers["x-note"]).toBe("100% of a&b \\ c&amp;d");
});
