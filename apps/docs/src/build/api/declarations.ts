import ts from "@typescript/typescript6";
import { type DocComment, readDocComment } from "./doc-comment.ts";

/** Something that a package exports. */
export interface ApiEntry {
  name: string;
  kind: "function" | "class" | "interface" | "type" | "constant";
  doc: DocComment;
  /** The declaration without its body, as TypeScript. */
  signature: string;
  /** The types that it extends, whose members it has as well. */
  parents: string[];
  members: ApiMember[];
}

/** A property or a method of a class or an interface. */
export interface ApiMember {
  name: string;
  kind: "property" | "method";
  isOptional: boolean;
  doc: DocComment;
  /** The type of a property, the whole declaration of a method. */
  type: string;
}

/** Returns what a statement declares. Undefined for a statement that declares nothing. */
export function readDeclaration(statement: ts.Statement): ApiEntry | undefined {
  const doc = readDocComment(statement);
  if (ts.isFunctionDeclaration(statement) && statement.name)
    return { ...entry(statement.name, doc, readSignature(statement, statement.body)), kind: "function" };
  if (ts.isTypeAliasDeclaration(statement))
    return { ...entry(statement.name, doc, readSignature(statement)), kind: "type" };
  if (ts.isVariableStatement(statement)) {
    const [declaration] = statement.declarationList.declarations;
    if (declaration && ts.isIdentifier(declaration.name))
      return { ...entry(declaration.name, doc, `const ${declaration.name.text}`), kind: "constant" };
  }
  if (ts.isInterfaceDeclaration(statement)) return { ...withMembers(statement, statement.name), kind: "interface" };
  if (ts.isClassDeclaration(statement) && statement.name)
    return { ...withMembers(statement, statement.name), kind: "class" };
  return undefined;
}

type Entry = Omit<ApiEntry, "kind">;

function entry(name: ts.Identifier, doc: DocComment, signature: string): Entry {
  return { name: name.text, doc, signature, parents: [], members: [] };
}

function withMembers(declaration: ts.InterfaceDeclaration | ts.ClassDeclaration, name: ts.Identifier): Entry {
  const parents = (declaration.heritageClauses ?? []).flatMap(({ types }) => types.map((type) => type.getText()));
  const elements: readonly ts.Node[] = declaration.members;
  return { ...entry(name, readDocComment(declaration), ""), parents, members: elements.flatMap(readMember) };
}

function readMember(node: ts.Node): ApiMember[] {
  if (ts.isMethodSignature(node))
    return [
      { ...named(node.name), kind: "method", isOptional: false, doc: readDocComment(node), type: readText(node) },
    ];
  if ((ts.isPropertySignature(node) || ts.isPropertyDeclaration(node)) && node.name.getText() !== "name") {
    const isOptional = node.questionToken !== undefined;
    return [{ ...named(node.name), kind: "property", isOptional, doc: readDocComment(node), type: readType(node) }];
  }
  return [];
}

function named(name: ts.PropertyName): { name: string } {
  return { name: name.getText() };
}

/** Returns the type of a property on one line, without the `undefined` that `?` implies. */
function readType({ type, questionToken }: ts.PropertySignature | ts.PropertyDeclaration): string {
  const text = readText(type).replace(/\s+/g, " ");
  const implied = questionToken ? text.replace(/ \| undefined$/, "") : text;
  return /^\([^()]*\([^()]*\)[^()]*\)$/.test(implied) ? implied.slice(1, -1) : implied;
}

function readText(node: ts.Node | undefined): string {
  return node ? unindent(node.getText().replace(/;$/, "")) : "unknown";
}

function readSignature(node: ts.Node, body?: ts.Node): string {
  const { text } = node.getSourceFile();
  return unindent(text.slice(node.getStart(), (body ?? node)[body ? "pos" : "end"]).replace(/^export (async )?/, ""));
}

/** Returns a declaration that stands inside another one as if it stood alone. */
function unindent(text: string): string {
  const [, indent = ""] = /\n( *)\S[^\n]*$/.exec(text) ?? [];
  return text.replaceAll(`\n${indent}`, "\n").trim();
}
