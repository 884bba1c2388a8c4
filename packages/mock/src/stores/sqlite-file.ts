import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";
import { MockError, StoreUnavailableError } from "../errors.ts";
import { getErrorMessage } from "../http/text.ts";
import { openDatabase, rollBack } from "./sqlite-schema.ts";

/** One row of a result, by the names of its columns. */
export type Row = Record<string, SQLOutputValue>;

/** Something to write, which waits for the transaction that it becomes a part of. */
interface Job {
  isDurable: boolean;
  /** Writes, and returns what tells the caller so once the transaction is committed. */
  run(): () => void;
  fail(error: Error): void;
}

/**
 * Opens a file with the state of mocks. Throws `MockError` if that is not possible.
 */
export async function openSqliteFile(path: string): Promise<SqliteFile> {
  return new SqliteFile(path, await openDatabase(path));
}

/** An open file. What is written at the same time goes into one transaction, so that it waits for the disk once. */
export class SqliteFile {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #jobs: Job[] = [];
  #isDurable: boolean | undefined;
  #isOpen = true;

  constructor(path: string, database: DatabaseSync) {
    this.#path = path;
    this.#database = database;
  }

  /** Runs a statement, and returns its first row. */
  row(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values);
  }

  /** Runs a statement, and returns its rows. */
  rows(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values);
  }

  /** Runs a statement, and returns how many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  /** Reads what is there at one moment. Throws `StoreUnavailableError`. */
  read<Result>(work: () => Result): Result {
    try {
      this.run("BEGIN");
      const result = work();
      this.run("COMMIT");
      return result;
    } catch (error) {
      throw this.#end(error);
    }
  }

  /**
   * Writes as a whole or not at all. `work` may throw a `MockError` as long as it has not written. Rejects with that, or with
   * `StoreUnavailableError`. What is durable outlives a power failure, the rest outlives the process.
   */
  write<Result>(work: () => Result, isDurable = true): Promise<Result> {
    return new Promise((resolve, reject) => {
      const run = () => {
        try {
          const result = work();
          return () => resolve(result);
        } catch (error) {
          if (!(error instanceof MockError)) throw error;
          return () => reject(error);
        }
      };
      this.#jobs.push({ isDurable, run, fail: reject });
      if (this.#jobs.length === 1) setImmediate(() => this.#commit());
    });
  }

  /** Closes the file after what is to be written. Once is enough. */
  close(): void {
    if (!this.#isOpen) return;
    this.#commit();
    this.#isOpen = false;
    this.#statements.clear();
    this.#database.close();
  }

  #commit(): void {
    const jobs = this.#jobs;
    if (jobs.length === 0) return;
    this.#jobs = [];
    const answers: (() => void)[] = [];
    try {
      this.#setDurable(jobs.some(({ isDurable }) => isDurable));
      this.run("BEGIN IMMEDIATE");
      for (const { run } of jobs) answers.push(run());
      this.run("COMMIT");
    } catch (error) {
      const failure = this.#end(error);
      for (const { fail } of jobs) fail(failure);
      return;
    }
    for (const answer of answers) answer();
  }

  #setDurable(isDurable: boolean): void {
    if (this.#isDurable !== isDurable) this.#database.exec(`PRAGMA synchronous = ${isDurable ? "FULL" : "NORMAL"}`);
    this.#isDurable = isDurable;
  }

  /** Takes back what was written, and returns the error to throw. */
  #end(error: unknown): Error {
    rollBack(this.#database);
    if (error instanceof MockError) return error;
    const message = `The store sqlite:${this.#path} cannot be used: ${getErrorMessage(error)}.`;
    return new StoreUnavailableError(message, { cause: error });
  }

  #prepare(sql: string): StatementSync {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
