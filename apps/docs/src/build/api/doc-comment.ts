import ts from "@typescript/typescript6";

/** A doc comment, by its tags. */
export interface DocComment {
  /** What stands before the first tag, in Markdown; empty if there is no comment. */
  text: string;
  /** The value of a `@default` tag. */
  defaultValue?: string;
  throws?: string;
  see?: string;
}

/** Returns the doc comment of a declaration. Its text is empty if the declaration has none. */
export function readDocComment(node: ts.Node): DocComment {
  const comment = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  return parseDocComment(comment?.getText() ?? "");
}

/** Parses a doc comment with its stars. Tags other than `@default`, `@throws` and `@see` are left out. */
export function parseDocComment(comment: string): DocComment {
  const text = comment.replace(/^\/\*\*|\*\/$/g, "").replace(/^[ \t]*\*[ \t]?/gm, "");
  const [first = "", ...tags] = text.split(/^\s*@(?=\w)/m);
  const tagText = (name: string) => {
    const tag = tags.find((one) => one.startsWith(`${name} `));
    return tag?.slice(name.length).replace(/\s+/g, " ").trim();
  };
  const [defaultValue, throws, see] = [tagText("default"), tagText("throws"), tagText("see")];
  return {
    text: first.trim(),
    ...(defaultValue !== undefined && { defaultValue }),
    ...(throws !== undefined && { throws }),
    ...(see !== undefined && { see }),
  };
}
