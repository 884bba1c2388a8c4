import { type SchemaError, type SchemaValidator, validators } from "../../dist/generated/validators.js";
import { schemaKey } from "./schema-key.ts";

/** fp-ts's `Option`, in which Prism wants to have its result. */
type Option<Value> = { _tag: "None" } | { _tag: "Some"; value: Value };

/**
 * Makes what the mock has in the place of Prism's `validateAgainstSchema`. Prism's compiles each schema while it runs, with `eval`; where that is forbidden, or a
 * validator fails, it says that the value is valid. This one finds the validator that was compiled when the mock was built. It throws if there is none, and
 * what a validator throws. `toDiagnostics` is Prism's: it puts Ajv's errors into words.
 */
export function createSchemaValidation<Context, Diagnostics>(
  toDiagnostics: (errors: SchemaError[], severity: 0, context: Context, prefix?: string) => Diagnostics,
) {
  const known = new WeakMap<object, SchemaValidator>();
  const find = (schema: object, prefix?: string, bundle?: unknown): SchemaValidator => {
    const validate = known.get(schema);
    if (validate) return validate;
    const found = findValidator(schema, prefix, bundle);
    known.set(schema, found);
    return found;
  };
  return (
    value: unknown,
    schema: object,
    // Prism, too, has one validator for a schema. Whether it converts texts to numbers was decided when it was compiled: those of parameters do.
    _coerce: boolean,
    context: Context,
    prefix?: string,
    bundle?: unknown,
  ): Option<Diagnostics> => {
    const validate = find(schema, prefix, bundle);
    validate(value);
    const { errors } = validate;
    return errors && errors.length > 0
      ? { _tag: "Some", value: toDiagnostics(errors, 0, context, prefix) }
      : { _tag: "None" };
  };
}

// `bundle` has what the references of a schema name; Prism compiles it as a part of the schema.
function findValidator(schema: object, prefix = "body", bundle: unknown): SchemaValidator {
  const key = schemaKey(bundle === undefined ? schema : { ...schema, __bundled__: bundle });
  const validate = validators.get(key);
  if (validate) return validate;
  throw new Error(`${prefix}: expected a schema whose validator was compiled at build, got ${key.slice(0, 200)}.`);
}
