import { extname } from "node:path";

/**
 * What a page of the site may load: its own origin and nothing else.
 *
 * Styles may be inline because the generator colours code and sizes columns so. There is neither `unsafe-inline` nor `unsafe-eval` for scripts.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const mediaTypes: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".http": "text/plain; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
  ".yaml": "application/yaml; charset=utf-8",
};

/** In this folder every name has the hash of the content, so a browser can keep the files. */
const hashedFolder = /^_astro\//;

/** The media type of a file, by the end of its name. */
export function getMediaType(path: string): string {
  return mediaTypes[extname(path)] ?? "application/octet-stream";
}

/** The headers of the file at `path`, which is relative to the site's root: its type, how long it keeps, and what it may do. */
export function getHeaders(path: string): Record<string, string> {
  return {
    "Content-Type": getMediaType(path),
    "Cache-Control": hashedFolder.test(path) ? "public, max-age=31536000, immutable" : "no-cache",
    "Content-Security-Policy": contentSecurityPolicy,
    "X-Content-Type-Options": "nosniff",
  };
}

/** Whether the file at `path` is text, and so worth compressing. */
export function isText(path: string): boolean {
  return /charset|svg/.test(getMediaType(path));
}
