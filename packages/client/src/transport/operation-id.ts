/** Returns the operationId of the document: a verb, and the resource. The predefined meeting is a meeting like the others. */
export function getOperationId(method: string, rel: string): string {
  // In the function: at the top of a file that loads on demand, a change is noticed by one test only.
  const verbs: Readonly<Record<string, string>> = { GET: "get", PUT: "update", POST: "create", DELETE: "delete" };
  const resource = rel.replace("Assigned", "");
  return `${verbs[method]}${resource.charAt(0).toUpperCase()}${resource.slice(1)}`;
}
