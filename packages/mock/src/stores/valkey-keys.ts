/** The list of all mocks that expire, with when they do. */
export const expiringKey = "ucwa:sandboxes";

/** The key of a mock, and of what one of its operations has answered. What is between the braces is the same in all keys of a mock, so that a cluster has them in one place. */
export function mockKeys(id: string, operation = ""): { mock: string; answer: string } {
  return { mock: `${tag(id)}:mock`, answer: `${tag(id)}:answer:${operation}` };
}

/** The keys of the state, the tree and the journal of a generation. The scripts make them too. */
export function generationKeys(id: string, generation: string): [string, string, string] {
  const prefix = `${tag(id)}:${generation}`;
  return [`${prefix}:state`, `${prefix}:tree`, `${prefix}:journal`];
}

function tag(id: string): string {
  return `ucwa:{${encodeURIComponent(id.toWellFormed())}}`;
}
