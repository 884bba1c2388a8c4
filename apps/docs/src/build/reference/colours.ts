const border = "var(--sl-color-gray-5)";
const colour = /#[0-9a-f]{3,8}\b|rgba?\([^)]*\)|hsl\([^)]*\)|\b(?:black|white|red)\b/gi;

/**
 * Returns Redoc's styles without its colours, which it computes from one theme only. Lines get the colour that the site has for them; what else
 * has a colour gets it from the page and from `reference.css`.
 */
export function withoutColours(css: string): string {
  // What can be seen through is too pale to be read by everybody.
  const rules = css.replace(/\/\*!sc\*\/|data-styled\.[^{]*\{[^}]*\}|(?<=[;{])opacity:0\.\d+;/g, "");
  return rules.replace(/([\w-]+):((?:url\('[^']*'\)|[^;{}])*);/g, (declaration, property: string, value: string) => {
    // The address of a picture has no colours.
    if (value.includes("url(") || !value.match(colour)) return declaration;
    const isLine = /^border|^background.*gradient/.test(`${property}:${value}`);
    return isLine ? `${property}:${value.replace(colour, border)};` : "";
  });
}
