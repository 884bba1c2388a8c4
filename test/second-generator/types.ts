/** What `@ucwa-meetings/spec/types` exports, made from what the second generator knows of the operations. */
import type { OPERATIONS, Ops } from "./dist/generated.ts";
import type { schemas } from "./dist/schemas.ts";

export type { errors } from "../../spec/dist/errors.d.ts";

export interface components {
  schemas: schemas;
}

/** Of the statuses, only that there is content or none is known. */
type Responses<Result> = undefined extends Result
  ? { 204: { content?: never } }
  : { 200: { content: { "application/json": Result } } };

type RequestBody<Args> = Args extends { body: infer Body }
  ? { requestBody: { content: { "application/json": Body } } }
  : { requestBody?: never };

type Header<Args> = Args extends { headers?: infer Headers } ? { header?: Headers } : { header?: never };

export type operations = {
  [Id in keyof Ops]: RequestBody<Ops[Id]["args"]> & {
    parameters: Header<Ops[Id]["args"]> & { path: Ops[Id]["args"]["path"] };
    responses: Responses<Ops[Id]["result"]>;
  };
};

type Entry = (typeof OPERATIONS)[keyof typeof OPERATIONS];

/** Undefined where a path does not answer to the method. */
type OperationAt<Id extends keyof Ops> = [Id] extends [never] ? undefined : operations[Id];

export type paths = {
  [Path in Entry["path"]]: {
    [Method in Lowercase<Entry["method"]>]: OperationAt<
      Extract<Entry, { path: Path; method: Uppercase<Method> }>["id"]
    >;
  };
};
