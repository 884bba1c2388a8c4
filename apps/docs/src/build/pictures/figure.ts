import { escapeText, pictureWidth } from "./svg.ts";

/** A picture with its text alternative. */
export interface Picture {
  /** What it shows, in a few words. */
  title: string;
  /** All that it says, in sentences. */
  description: string;
  height: number;
  shapes: string[];
}

/** Returns a picture as HTML on one line, which Markdown takes as it is. Its colours are those of the theme; see `.picture` in `styles.css`. */
export function figureHtml(name: string, { title, description, height, shapes }: Picture): string {
  const [titleId, descriptionId] = [`picture-${name}`, `picture-${name}-text`];
  const head = `<title id="${titleId}">${escapeText(title)}</title><desc id="${descriptionId}">${escapeText(description)}</desc>`;
  return `<figure class="picture"><svg viewBox="0 0 ${pictureWidth} ${height}" role="img" aria-labelledby="${titleId}" aria-describedby="${descriptionId}">${head}${shapes.join("")}</svg></figure>`;
}

/** Returns Markdown in which each picture is its text alternative, for readers of plain text. */
export function withPicturesAsText(markdown: string): string {
  const picture = /^<figure class="picture">.*?<title[^>]*>(.*?)<\/title><desc[^>]*>(.*?)<\/desc>.*<\/figure>$/gm;
  return markdown.replace(picture, (_, title: string, text: string) =>
    `> **Picture: ${title}.** ${text}`.replaceAll("&lt;", "<").replaceAll("&amp;", "&"),
  );
}
