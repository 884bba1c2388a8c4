import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "@typescript/typescript6";
import { type ApiEntry, readDeclaration } from "./declarations.ts";

const packages = fileURLToPath(new URL("../../../../../packages", import.meta.url));

/** Returns what a package exports from a file of its sources, in the order of that file. Throws if an export is not declared where it says. */
export async function readExports(folder: string, file = "src/index.ts"): Promise<ApiEntry[]> {
  const source = await readSource(folder, file);
  const own = source.statements.filter(isExported).flatMap((statement) => readDeclaration(statement) ?? []);
  const others = await Promise.all(
    source.statements.filter(ts.isExportDeclaration).map((one) => readNamed(folder, one)),
  );
  return [...own, ...others.flat()];
}

/** Parses a file of a package. Its types are not checked, so it need not be built. */
export async function readSource(folder: string, file: string): Promise<ts.SourceFile> {
  const text = await readFile(join(packages, folder, file), "utf8");
  return ts.createSourceFile(`${folder}/${file}`, text, ts.ScriptTarget.Latest, true);
}

function isExported(statement: ts.Statement): boolean {
  return ts.canHaveModifiers(statement)
    ? (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    : false;
}

async function readNamed(folder: string, { exportClause, moduleSpecifier }: ts.ExportDeclaration): Promise<ApiEntry[]> {
  if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier) || (exportClause && !ts.isNamedExports(exportClause)))
    throw new Error(`${folder}: expected exports from a file, by name or all of them, got others.`);
  const file = join("src", moduleSpecifier.text);
  if (!exportClause) return readExports(folder, file);
  const declared = (await readSource(folder, file)).statements.flatMap((one) => readDeclaration(one) ?? []);
  return exportClause.elements.map(({ name, propertyName }) => {
    const found = declared.find((one) => one.name === (propertyName ?? name).text);
    if (!found) throw new Error(`${folder}/${file}: expected a declaration of ${name.text}, got none.`);
    return { ...found, name: name.text };
  });
}
