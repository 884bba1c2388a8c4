import type { OpenApiDocument } from "../../../../../tools/openapi/document.ts";
import { conflictLoop, losslessUpdate } from "./concurrency.ts";
import { figureHtml, type Picture } from "./figure.ts";
import { overview } from "./overview.ts";
import { jsonAndXml } from "./representations.ts";
import { tokenTargets } from "./token.ts";

/** The pictures that a line `<!-- picture: name -->` of a guide inserts. */
const pictures: Record<string, (document: OpenApiDocument) => Picture> = {
  overview: () => overview,
  "lossless-update": () => losslessUpdate,
  "conflict-loop": () => conflictLoop,
  token: () => tokenTargets,
  "json-and-xml": jsonAndXml,
};

/** Returns a picture as HTML. Throws if there is none of this name. */
export function pictureText(document: OpenApiDocument, name: string): string {
  const draw = pictures[name];
  if (!draw) throw new Error(`picture: expected ${Object.keys(pictures).join(", ")}, got ${name}.`);
  return figureHtml(name, draw(document));
}
