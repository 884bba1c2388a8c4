import type { Answer } from "../answer/answer.ts";
import { MockError } from "../errors.ts";
import { isObject, messageOf } from "../guard.ts";
import type { Received } from "../receive/receive.ts";
import { toSeeds } from "../seed/to-seeds.ts";
import type { Controls } from "./controls.ts";

const root = "/__mock/";

/** Answers the requests that are for the mock itself: everything below `/__mock/`. Undefined for all others. */
export async function control(controls: Controls, received: Received): Promise<Answer | undefined> {
  const [path = ""] = received.target.split("?");
  if (!path.startsWith(root)) return undefined;
  const name = `${received.method} ${path.slice(root.length)}`;
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (!action)
    return json(404, { message: `Expected ${Object.keys(actions).join(", ")} below ${root}; ${name} came.` });
  try {
    const value = await action(controls, readJson(received));
    return value === undefined ? { status: 204, headers: {}, body: "" } : json(200, value);
  } catch (error) {
    return json(error instanceof MockError || error instanceof SyntaxError ? 400 : 500, { message: messageOf(error) });
  }
}

type Action = (controls: Controls, body: unknown) => unknown;

const actions: Record<string, Action> = {
  "GET health": () => ({ status: "ok" }),
  "GET requests": ({ requests }) => requests,
  "POST reset": (controls) => controls.reset(),
  "POST seed": (controls, body) => controls.seed(toSeeds(body)),
  "PUT fault": (controls, body) => {
    if (!isObject(body) || typeof body.name !== "string")
      throw new MockError('Expected {"name": "delay:250", "rate": 0.1, "seed": 7}.');
    const { rate, seed } = body;
    controls.fault(body.name, { ...(typeof rate === "number" && { rate }), ...(typeof seed === "number" && { seed }) });
  },
  "DELETE fault": (controls) => controls.fault(),
};

function readJson({ body }: Received): unknown {
  return body.kind === "bytes" ? JSON.parse(body.bytes.toString("utf8")) : undefined;
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}
