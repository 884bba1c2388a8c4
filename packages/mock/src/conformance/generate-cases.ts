import { operations as table } from "@ucwa-meetings/spec/operations";
import type { HttpOperation } from "../contract/operations.ts";
import { isObject } from "../http/text.ts";
import { breaksContract } from "./breaks-contract.ts";
import type { Case, Representation } from "./case.ts";
import { type Constraint, customKey, listConstraints } from "./constraints.ts";
import { expectAny, expectError, expectSuccess } from "./expected.ts";
import { type Choices, createChoices } from "./random.ts";

/** What the cases of a run depend on besides the document. */
export interface CaseOptions {
  /** The same seed makes the same cases in the same order. */
  seed: number;
  /** The year to compute times from that a server accepts. */
  year: number;
}

const representations: readonly Representation[] = ["json", "xml"];

/** Makes the cases of all operations from the document: each constraint broken once, and the values at its boundary. */
export function generateCases(operations: HttpOperation[], { seed, year }: CaseOptions): Case[] {
  const choices = createChoices(seed);
  const cases = operations.flatMap((operation) =>
    representations.flatMap((representation) => {
      const base = toBase(operation, representation);
      return [
        ...bodyCases(operation, base, choices, year),
        ...unreadableCases(operation, base),
        ...headerCases(operation, base, year),
        ...tokenCases(base),
        ...acceptCases(operation, base),
      ];
    }),
  );
  return choices.shuffle([...cases, ...methodCases(operations)]);
}

type Base = Pick<Case, "operationId" | "resource" | "method" | "representation">;

function toBase({ iid = "", method }: HttpOperation, representation: Representation): Base {
  const resource = table.operations.find(({ operationId }) => operationId === iid)?.resource ?? "";
  return { operationId: iid, resource, method: method.toUpperCase(), representation };
}

function toCase(base: Base, kind: Case["kind"], pointer: string, detail: string, more: Partial<Case>): Case {
  const id = [base.operationId, base.representation, kind, pointer, detail].filter((part) => part !== "").join(" ");
  return { ...base, id, kind, pointer, headers: {}, expected: { statuses: [] }, ...more };
}

/** Texts that a pattern may accept or refuse. */
function sampleTexts(year: number): string[] {
  const soon = Date.UTC(year + 1, 0, 1);
  return [
    ...["", "no time", "tomorrow", `${year + 1}-13`, "1,5", "x", "-1"],
    ...["1", "2.0", `/Date(${soon})/`, `/Date(${soon}+0100)/`],
    ...[`${year + 1}-01-01T00:00Z`, `${year + 1}-01-01T00:00:00Z`, `${year + 1}-01-01T00:00:00.1234567-07:00`],
  ];
}

function bodyCases(operation: HttpOperation, base: Base, choices: Choices, year: number): Case[] {
  const content = operation.request?.body?.contents?.find(({ mediaType }) => mediaType === "application/json");
  if (!content) return [];
  const refused = expectError(base.operationId, "ParameterValidationFailure", "BadRequest", "DeserializationFailure");
  return listConstraints(content.schema, sampleTexts(year)).flatMap((constraint) => {
    const { kind, property, inside, keyword, broken, accepted } = constraint;
    const pointer = `/${property}${inside}`;
    const breaks = (value: unknown) => breaksContract(operation, base.representation, { [property]: value });
    const breaking = choices.shuffle(broken).find((value) => breaks(value) === true);
    // An id may be taken once.
    const unique = accepted.map((value) =>
      value === "text" ? `text-${base.operationId}-${base.representation}` : value,
    );
    const fitting = unique.filter((value) => breaks(value) === false);
    return [
      ...(breaking === undefined && kind !== "required" ? [] : [breaking]).map((value) =>
        toCase(base, kind, pointer, keyword, {
          properties: { [property]: value },
          expected: { ...refused, ...(isInferredRefusal(constraint, value) && { isInferred: true }) },
        }),
      ),
      ...fitting.map((value) =>
        toCase(base, "accepted", pointer, JSON.stringify(value), {
          properties: { [property]: value },
          expected: acceptance(base.operationId, constraint, value),
        }),
      ),
    ];
  });
}

/** Only F73 of the facts says that a server refuses an object. */
function isInferredRefusal({ property }: Constraint, value: unknown): boolean {
  return property === customKey && isObject(value);
}

/** What a server may refuse although the document has it: a member that is not eligible, null, and an offset in `/Date(…)/`. */
function acceptance(operationId: string, { keyword }: Constraint, value: unknown): Case["expected"] {
  const success = expectSuccess(operationId);
  const refused = expectError(operationId, "ParameterValidationFailure");
  if (keyword === "enum") return expectAny(success, refused);
  if (value === null || String(value).includes("+")) return { ...success, isInferred: true };
  return success;
}

function unreadableCases(operation: HttpOperation, base: Base): Case[] {
  if (!operation.request?.body?.contents?.length) return [];
  const text = base.representation === "json" ? '{"subject":' : "<input";
  const other = "text/csv";
  return [
    toCase(base, "body", "body", "not well-formed", {
      text,
      expected: expectError(base.operationId, "DeserializationFailure", "BadRequest", "ParameterValidationFailure"),
    }),
    toCase(base, "media type", "header content-type", other, {
      text: "a,b",
      headers: { "content-type": other },
      expected: expectError(base.operationId, "UnsupportedMediaType"),
    }),
  ];
}

function headerCases(operation: HttpOperation, base: Base, year: number): Case[] {
  return (operation.request?.headers ?? []).flatMap(({ name, schema }) => {
    if (!isObject(schema) || typeof schema.pattern !== "string") return [];
    const fits = new RegExp(schema.pattern, "u");
    const broken = sampleTexts(year).find((text) => text !== "" && !fits.test(text)) ?? "x";
    const accepted = sampleTexts(year).filter((text) => fits.test(text));
    const pointer = `header ${name.toLowerCase()}`;
    // What is deleted to try out a header is gone.
    const values = base.method === "DELETE" ? [] : accepted;
    return [
      toCase(base, "header", pointer, "pattern", {
        headers: { [name]: broken },
        expected: expectError(base.operationId, "ParameterValidationFailure", "BadRequest"),
      }),
      ...values.map((value) =>
        toCase(base, "accepted", pointer, value, {
          headers: { [name]: value },
          expected: expectSuccess(base.operationId),
        }),
      ),
      toCase(base, "header", pointer, "a version that no server has", {
        headers: { [name]: "99999" },
        expected: expectError(base.operationId, "APIVersionNotSupported"),
      }),
    ];
  });
}

function tokenCases(base: Base): Case[] {
  const expected = expectError(base.operationId, "Unauthorized");
  return [undefined, "Basic eDp5", "Bearer"].map((authorization) =>
    toCase(base, "token", "header authorization", authorization ?? "none", { headers: { authorization }, expected }),
  );
}

function acceptCases(operation: HttpOperation, base: Base): Case[] {
  const success = operation.responses.find(({ code }) => code.startsWith("2"));
  const types = (success?.contents ?? []).map(({ mediaType }) => mediaType);
  // Whether a server has written before it finds that it cannot answer is nobody's guess.
  if (types.length === 0 || base.method === "POST") return [];
  const other = "image/png";
  const isOwn = (type: string) => type.endsWith(base.representation);
  return [
    toCase(base, "media type", "header accept", other, {
      headers: { accept: other },
      // The document infers the status.
      expected: { ...expectError(base.operationId, "NotAcceptable"), isInferred: true },
    }),
    ...types.filter(isOwn).map((type) =>
      toCase(base, "accepted", "header accept", type, {
        headers: { accept: type },
        expected: expectSuccess(base.operationId),
      }),
    ),
  ];
}

/** Methods that a server may know, and the document has not for a path. */
const methods = ["HEAD", "PATCH", "POST", "PUT", "DELETE"];

function methodCases(operations: HttpOperation[]): Case[] {
  const paths = [...new Set(operations.map(({ path }) => path))];
  return paths.flatMap((path) => {
    const own = operations.filter((operation) => operation.path === path);
    const [first] = own;
    if (!first) return [];
    const base = toBase(first, "json");
    return methods
      .filter((method) => !own.some((operation) => operation.method.toUpperCase() === method))
      .map((method) =>
        toCase({ ...base, method }, "method", "method", method, {
          // A response to HEAD has no body that could have a code.
          expected: { ...expectError(base.operationId, "MethodNotAllowed"), ...(method === "HEAD" && { code: "" }) },
        }),
      );
  });
}
