/**
 * What every request is made with. Redirects are followed by hand, since `fetch` would take the ticket along. A browser's
 * cache would answer for XML with the JSON that has the same ETag; older versions of workerd refuse the option.
 */
export const requestInit = {
  redirect: "manual",
  ...("cache" in Request.prototype ? ({ cache: "no-store" } as const) : {}),
} as const;
