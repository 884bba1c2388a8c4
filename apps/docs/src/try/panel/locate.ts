/** A value in a body that the mock does not accept. */
export interface Problem {
  name: string;
  reason: string;
}

/** Reads what an error in JSON or XML says about single properties. */
export function readProblems(body: string): Problem[] {
  return body.trimStart().startsWith("<") ? problemsInXml(body) : problemsInJson(body);
}

function problemsInJson(body: string): Problem[] {
  try {
    const { parameters }: { parameters?: Problem[] } = JSON.parse(body);
    return (parameters ?? []).map(({ name, reason }) => ({ name, reason }));
  } catch {
    return [];
  }
}

function problemsInXml(body: string): Problem[] {
  const { documentElement } = new DOMParser().parseFromString(body, "application/xml");
  return [...documentElement.getElementsByTagName("parameter")].map((parameter) => ({
    name: textIn(parameter, "name"),
    reason: textIn(parameter, "reason"),
  }));
}

function textIn(parent: Element, name: string): string {
  return parent.getElementsByTagName(name)[0]?.textContent ?? "";
}

/** Finds the line of a request's body in which a property begins. Undefined if it is not there. */
export function findProperty(body: string, name: string): { start: number; end: number } | undefined {
  const text = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const found = new RegExp(`"${text}"\\s*:|name\\s*=\\s*(["'])${text}\\1`).exec(body);
  if (!found) return undefined;
  const newline = body.indexOf("\n", found.index);
  const end = newline < 0 ? body.length : newline;
  const line = body.slice(body.lastIndexOf("\n", found.index) + 1, end);
  return { start: end - line.trimStart().length, end };
}
