/** A request that was answered, as both servers tell of it. */
interface LoggedRequest {
  method: string;
  target: string;
  /** 0 where there was no answer. */
  status: number;
  milliseconds: number;
}

/** What prints one line for each request of the server that is named. */
export function logger(server: string, print: (line: string) => void = console.log): (request: LoggedRequest) => void {
  return ({ method, target, status, milliseconds }) =>
    print(`${server}  ${method} ${printable(target)} ${status} ${milliseconds.toFixed(1)} ms`);
}

/** A target without its query, in which tokens may travel, and with nothing in it that a terminal obeys. */
function printable(target: string): string {
  const [path = ""] = target.split("?", 1);
  return path.replace(/[^!-~]/g, (character) => `%${(character.codePointAt(0) ?? 0).toString(16).padStart(2, "0")}`);
}
