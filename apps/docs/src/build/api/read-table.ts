import ts from "@typescript/typescript6";
import { type DocComment, readDocComment } from "./doc-comment.ts";
import { readSource } from "./read-package.ts";

/** One entry of an object literal. */
export interface TableRow {
  name: string;
  /** The value, if it is a literal; otherwise undefined. */
  value: unknown;
  doc: DocComment;
}

/**
 * Returns the entries of the first object literal in a file that is assigned to `name`, as a variable or as a property. Throws if there is
 * none. The sources of a package hold such tables of what users may write, such as flags.
 */
export async function readTable(folder: string, file: string, name: string): Promise<TableRow[]> {
  const table = findTable(await readSource(folder, file), name);
  if (!table) throw new Error(`${folder}/${file}: expected an object with the name ${name}, got none.`);
  return table.properties.map((property) => ({
    name: property.name ? readName(property.name) : property.getText(),
    value: ts.isPropertyAssignment(property) ? literalValue(property.initializer) : undefined,
    doc: readDocComment(property),
  }));
}

function findTable(node: ts.Node, name: string): ts.ObjectLiteralExpression | undefined {
  if ((ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node)) && node.name.getText() === name) {
    const literal = node.initializer && withoutTypes(node.initializer);
    if (literal && ts.isObjectLiteralExpression(literal)) return literal;
  }
  return ts.forEachChild(node, (child) => findTable(child, name));
}

/** Returns the value of a literal, of a list of them or of an object of them. Undefined for any other expression. */
function literalValue(expression: ts.Expression): unknown {
  const node = withoutTypes(expression);
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(literalValue);
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  return Object.fromEntries(
    node.properties
      .filter(ts.isPropertyAssignment)
      .map(({ name, initializer }) => [readName(name), literalValue(initializer)]),
  );
}

/** Returns an expression without `as const` and `satisfies`. */
function withoutTypes(node: ts.Expression): ts.Expression {
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? withoutTypes(node.expression) : node;
}

function readName(name: ts.PropertyName): string {
  return ts.isStringLiteral(name) || ts.isIdentifier(name) ? name.text : name.getText();
}
