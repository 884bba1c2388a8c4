import type { operations, paths } from "@ucwa-meetings/spec/types";
import type { DeepReadonly } from "../resources/representation.ts";
import type { CallOptions } from "../transport/context.ts";
import type { Method } from "../transport/request.ts";
import type { OperationError } from "./operation-error.ts";

/** The paths of the document that have a method. */
export type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never;
}[keyof paths];

/** The operationId of an operation: the key under which the document's list has the same type. */
type IdOf<Operation> = {
  [Id in keyof operations]: [Operation, operations[Id]] extends [operations[Id], Operation] ? Id : never;
}[keyof operations];

type JsonOf<T> = T extends { content: { "application/json": infer Json } } ? Json : undefined;

type ParametersOf<Operation> = Operation extends { parameters: infer T } ? T : never;

type BodyOf<Operation> = Operation extends { requestBody: infer T }
  ? { body: DeepReadonly<JsonOf<T>> }
  : { body?: never };

type DataOf<Operation> = Operation extends { responses: infer T } ? JsonOf<T[keyof T & (200 | 201 | 204)]> : never;

/** The parameters and the body of an operation as the document has them, and the options of the call. */
export type Init<P extends keyof paths, M extends Method> = CallOptions &
  BodyOf<paths[P][M]> & { params: ParametersOf<paths[P][M]> };

/** The result of an operation: `data`, or `error` if the server refused; and the response, whose body has been read. */
export type Result<P extends keyof paths, M extends Method> =
  | { data: DataOf<paths[P][M]>; error?: undefined; response: Response }
  | { data?: undefined; error: OperationError<IdOf<paths[P][M]>>; response: Response };

/** One method of the lower layer. */
export type OperationCall<M extends Method> = <P extends PathsWith<M>>(
  path: P,
  init: Init<P, M>,
) => Promise<Result<P, M>>;
