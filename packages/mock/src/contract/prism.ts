import { createLogger } from "@stoplight/prism-core";
import { createInstance } from "@stoplight/prism-http";
import { validateInput, validateOutput } from "@stoplight/prism-http/dist/validator/index.js";
import { judgedHeaders, remembered } from "./memoize-validator.ts";
import { forStatus, withoutFreeText } from "./narrow-operation.ts";
import type { HttpOperation } from "./operations.ts";

type Instance = ReturnType<typeof createInstance>;
type Components = Parameters<typeof createInstance>[1];
type Forward = NonNullable<Components["forward"]>;
type PrismRequest = Parameters<Instance["request"]>[0];

/** A request as Prism takes it: with the document's path, and with its body in the JSON representation. */
export interface EngineRequest {
  /** The one that the request is for; Prism looks at no other, since its search through all of them costs more than the rest. */
  operation: HttpOperation;
  method: string;
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  body?: unknown;
}

/** An answer on its way out: its body in the JSON representation, or as text. */
export interface EngineResponse {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** What Prism found wrong. `path` begins with the part of the message, such as `body` or `header`. */
export interface Violation {
  path: string[];
  message: string;
  code: string;
  severity: "error" | "warning";
}

/** The example that a request prefers, and the media type that it is to be in. */
export interface Choice {
  mediaType: string;
  code?: number;
  exampleKey?: string;
  dynamic?: boolean;
}

/** Gives a request its answer, when Prism has said what is wrong with it. */
export type Responder<Response extends EngineResponse> = (violations: Violation[]) => Promise<Response>;

/** An answer, and what is wrong on either side. */
export interface EngineResult<Response extends EngineResponse> {
  response: Response;
  request: Violation[];
  answer: Violation[];
}

/**
 * Prism without its server: routes, checks the ticket, validates both sides, picks examples. Both functions throw what Prism has against a
 * request that it cannot route.
 */
export interface Engine {
  operations: HttpOperation[];
  /** Has the document's example answer. */
  example(request: EngineRequest, choice: Choice): Promise<EngineResult<EngineResponse>>;
  /** Has somebody else answer. */
  exchange<Response extends EngineResponse>(
    request: EngineRequest,
    respond: Responder<Response>,
  ): Promise<EngineResult<Response>>;
}

/** Carries the responder through Prism to the component that forwards. */
class Asked implements PrismRequest {
  readonly method: PrismRequest["method"];
  readonly url: PrismRequest["url"];
  readonly headers: Record<string, string>;
  readonly body: unknown;
  readonly respond: Responder<EngineResponse> | undefined;

  constructor({ method, path, query, headers, body }: EngineRequest, respond?: Responder<EngineResponse>) {
    const lower = method.toLowerCase();
    if (!isMethod(lower)) throw new Error(`No operation has the method ${method}.`);
    this.method = lower;
    this.url = { path, query };
    this.headers = headers;
    this.body = body;
    this.respond = respond;
  }
}

const silent = createLogger("ucwa-mock", { level: "silent" });
// Prism asks for children of the logger with each request, and they are as silent.
silent.child = () => silent;
const shared = {
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  // Has Prism tell the forwarding component what is wrong with the request; nothing else depends on it here.
  errors: true,
  upstreamProxy: undefined,
};
const forwarding = {
  ...shared,
  isProxy: true as const,
  // Prism asks for an address and hands it to the component below, which needs none.
  upstream: new URL("http://localhost"),
  mock: { dynamic: false },
};

/** Starts an engine on the operations. It keeps no state, and engines in one process share nothing but the operations. */
export function createEngine(operations: HttpOperation[]): Engine {
  const prism = createInstance({ ...shared, isProxy: false, mock: { dynamic: false } }, components);
  return {
    operations,
    async example(request, { mediaType, dynamic = false, ...choice }) {
      const mock = { dynamic, mediaTypes: [mediaType], ...choice };
      const { output, ...violations } = unwrap(
        await prism.request(new Asked(request), [request.operation], { ...shared, isProxy: false, mock })(),
      );
      return {
        response: { status: output.statusCode, headers: output.headers ?? {}, body: output.body },
        ...violations,
      };
    },
    async exchange<Response extends EngineResponse>(request: EngineRequest, respond: Responder<Response>) {
      const responses: Response[] = [];
      const asked = new Asked(request, async (violations) => {
        const response = await respond(violations);
        responses.push(response);
        return response;
      });
      const { output, ...violations } = unwrap(
        await prism.request(asked, [withoutFreeText(request.operation)], forwarding)(),
      );
      const [response] = responses;
      if (!response) throw new Error(`Prism answered by itself, with ${output.statusCode}.`);
      return { response, ...violations };
    },
  };
}

// Of Prism's components only this one may be asynchronous, so it is the one that the store answers through.
const forward: Forward = (input) => () => async () => {
  const { data, validations } = input;
  if (!(data instanceof Asked) || !data.respond) return { _tag: "Left", left: new Error("Nobody is there to answer.") };
  const { status, headers, body } = await data.respond(validations.map(toViolation));
  return { _tag: "Right", right: { statusCode: status, headers, body } };
};

const judgeInput = remembered(validateInput, ({ resource: { request }, element: { url, headers, body } }) => ({
  headers: judgedHeaders(headers, request?.headers),
  query: request?.query && url.query,
  path: request?.path && url.path,
  body,
}));

const judgeOutput = remembered(
  validateOutput,
  ({ resource: { responses }, element: { statusCode, headers, body } }) => {
    const described = responses.flatMap((response) => response.headers ?? []);
    return { statusCode, headers: judgedHeaders(headers, described), body };
  },
);

const components = {
  logger: silent,
  forward,
  validateInput: judgeInput,
  validateOutput: ({ resource, element }: Parameters<typeof validateOutput>[0]) =>
    judgeOutput({ resource: forStatus(resource, element.statusCode), element }),
};

function unwrap(outcome: Awaited<ReturnType<ReturnType<Instance["request"]>>>) {
  if (outcome._tag === "Left") throw outcome.left;
  const { output, validations } = outcome.right;
  return { output, request: validations.input.map(toViolation), answer: validations.output.map(toViolation) };
}

type Diagnostic = { path?: string[]; message: string; code?: string | number; severity: number };

function toViolation({ path = [], message, code = "", severity }: Diagnostic): Violation {
  return { path, message, code: String(code), severity: severity === 0 ? "error" : "warning" };
}

function isMethod(method: string): method is PrismRequest["method"] {
  return ["get", "put", "post", "delete", "options", "head", "patch", "trace"].includes(method);
}
