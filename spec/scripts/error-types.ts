import type { OperationEntry } from "./operations.model.ts";
import { header } from "./types.ts";

/** Returns the type `errors`: the documented errors of each operation, as a union by status, code and subcode. */
export function errorTypes(operations: OperationEntry[]): string {
  const lines = operations.flatMap(({ operationId, errors }) => [
    `    ${operationId}:`,
    ...errors.map(({ status, code, subcode }) => {
      const subcodeType = subcode === undefined ? "subcode?: undefined" : `subcode: ${JSON.stringify(subcode)}`;
      return `        | { status: ${status}; code: ${JSON.stringify(code)}; ${subcodeType} }`;
    }),
  ]);
  return `${header}/** The documented errors of each operation. Servers use others too. */\nexport interface errors {\n${lines
    .join("\n")
    .replaceAll(/\n(?= {4}\w)/g, ";\n")};\n}\n`;
}
