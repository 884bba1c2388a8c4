/**
 * The options of every request. The client follows redirects itself, since `fetch` would take the token along. It does not use a
 * browser's cache, which would give the JSON that has the same ETag for XML. Older versions of workerd refuse that option.
 */
export const requestInit = {
  redirect: "manual",
  ...("cache" in Request.prototype ? ({ cache: "no-store" } as const) : {}),
} as const;
