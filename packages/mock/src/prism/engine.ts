import { createLogger } from "@stoplight/prism-core";
import { createInstance, ProblemJsonError } from "@stoplight/prism-http";
import type { HttpOperation } from "./operations.ts";

type Instance = ReturnType<typeof createInstance>;
/** A request as Prism takes it: routed, and with its body in the JSON representation. */
export type EngineRequest = Parameters<Instance["request"]>[0];
/** What Prism answers. */
export type EngineResponse = { status: number; headers: Record<string, string>; body: unknown };
/** What Prism found wrong. */
export type Violation = { path: string[]; message: string; code: string; severity: "error" | "warning" };

/** The response that a request prefers, and the media type that it is to be in. */
export interface Choice {
  mediaType: string;
  code?: number;
  exampleKey?: string;
}

/** How the engine's answer comes out: a response with what is wrong on either side, or no route at all. */
export type EngineResult =
  | { kind: "response"; response: EngineResponse; request: Violation[]; answer: Violation[] }
  | { kind: "problem"; status: number; message: string };

/** Prism without its server: routes, checks the ticket, validates, picks examples. */
export interface Engine {
  operations: HttpOperation[];
  request(request: EngineRequest, choice: Choice): Promise<EngineResult>;
}

const silent = createLogger("ucwa-mock", { level: "silent" });

/** Starts an engine on the operations. It keeps no state, and engines in one process share nothing but the operations. */
export function createEngine(operations: HttpOperation[]): Engine {
  const shared = {
    isProxy: false as const,
    checkSecurity: true,
    validateRequest: true,
    validateResponse: true,
    errors: false,
    upstreamProxy: undefined,
  };
  const prism = createInstance({ ...shared, mock: { dynamic: false } }, { logger: silent });
  return {
    operations,
    async request(request, { mediaType, ...choice }) {
      const mock = { dynamic: false, mediaTypes: [mediaType], ...choice };
      const result = await prism.request(request, operations, { ...shared, mock })();
      if (result._tag === "Left") return problem(result.left);
      const { output, validations } = result.right;
      return {
        kind: "response",
        response: { status: output.statusCode, headers: output.headers ?? {}, body: output.body },
        request: validations.input.map(toViolation),
        answer: validations.output.map(toViolation),
      };
    },
  };
}

function problem(error: Error): EngineResult {
  const status = error instanceof ProblemJsonError ? error.status : 500;
  const message = error instanceof ProblemJsonError && error.detail ? error.detail : error.message;
  return { kind: "problem", status, message };
}

type Diagnostic = { path?: string[]; message: string; code?: string | number; severity: number };

function toViolation({ path = [], message, code = "", severity }: Diagnostic): Violation {
  return { path, message, code: String(code), severity: severity === 0 ? "error" : "warning" };
}
