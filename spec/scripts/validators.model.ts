/** What Ajv says of one value that is not valid. */
export interface SchemaError {
  readonly keyword: string;
  /** The JSON Pointer of the value. */
  readonly instancePath: string;
  readonly params: { readonly type?: string | readonly string[]; readonly missingProperty?: string };
}

/** Gives what is wrong with a value. It checks no more than types, and whether what is required is there. */
export type Validate = (value: unknown) => readonly SchemaError[];

/** The validators of an operation, for the JSON representation. One that is not there has no body to check. */
export interface OperationValidators {
  readonly request?: Validate;
  /** For the body of a success. */
  readonly response?: Validate;
  readonly error: Validate;
}
