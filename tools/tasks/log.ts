/** A request in the format in which both servers report it. */
interface LoggedRequest {
  method: string;
  target: string;
  /** 0 if there was no response. */
  status: number;
  milliseconds: number;
}

/** Returns a function that prints one line for each request of a server. */
export function logger(server: string, print: (line: string) => void = console.log): (request: LoggedRequest) => void {
  return ({ method, target, status, milliseconds }) =>
    print(`${server}  ${method} ${printable(target)} ${status} ${milliseconds.toFixed(1)} ms`);
}

/** Returns a target without its query, which may contain a token, and without control characters. */
function printable(target: string): string {
  const [path = ""] = target.split("?", 1);
  return path.replace(/[^!-~]/g, (character) => `%${(character.codePointAt(0) ?? 0).toString(16).padStart(2, "0")}`);
}
