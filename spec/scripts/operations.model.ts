/** One row of an operation's error table. `example` is the name that `Prefer: example=` selects it by. */
export interface DocumentedError {
  status: number;
  code: string;
  subcode?: string;
  example: string;
  summary: string;
  cause: string;
  action: string;
  retry: string;
  basis: string;
}

export interface OperationEntry {
  operationId: string;
  method: string;
  path: string;
  deployedPath: string;
  resource: string;
  summary: string;
  success: number;
  /** The status of success on deployed servers; like `success` but for `createMyOnlineMeeting`. */
  deployedSuccess: number;
  errors: DocumentedError[];
}

export interface Operations {
  /** The path prefixes of the document's servers, such as `/ucwa/v1`. */
  prefixes: string[];
  operations: OperationEntry[];
}
