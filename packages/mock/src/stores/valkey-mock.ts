import { StoreFullError, StoreUnavailableError } from "../errors.ts";
import type { Entry, Properties, SavedState, StoreContent } from "../state/content.ts";
import type { JournalEntry } from "../state/journal-entry.ts";
import { estimateSize } from "../state/memory-journal.ts";
import type { Batch, Counter, FaultDraw, FaultState, Settings, StateLimits, StoredMock } from "../state/state-store.ts";
import { idOf, toNumber, toText } from "./stored-text.ts";
import type { Script, ValkeyConnection } from "./valkey-connection.ts";
import { chunks, contentArguments, toEntries, toEntry, toRequests, toSavedState } from "./valkey-content.ts";
import { generationKeys, mockKeys } from "./valkey-keys.ts";
import * as scripts from "./valkey-scripts.ts";

/** What the server says of a mock that is opened. */
export interface OpenedValkeyMock {
  id: string;
  generation: string;
  settings: Settings;
  limits: StateLimits;
  expiresAt: number | undefined;
  hasFault: boolean;
}

/** A mock on a server, as a request sees it. */
export class ValkeyMock implements StoredMock {
  readonly settings: Settings;
  readonly expiresAt: number | undefined;
  readonly hasFault: boolean;
  readonly #connection: ValkeyConnection;
  readonly #id: string;
  readonly #limits: StateLimits;
  readonly #mock: string;
  readonly #state: string;
  readonly #tree: string;
  readonly #journal: string;

  constructor(connection: ValkeyConnection, opened: OpenedValkeyMock) {
    const { id, generation, settings, limits, expiresAt, hasFault } = opened;
    this.settings = settings;
    this.expiresAt = expiresAt;
    this.hasFault = hasFault;
    this.#connection = connection;
    this.#id = id;
    this.#limits = limits;
    this.#mock = mockKeys(id).mock;
    [this.#state, this.#tree, this.#journal] = generationKeys(id, generation);
  }

  async get(key: string): Promise<Entry | undefined> {
    const text = await this.#connection.call((client) => client.hget(this.#state, `e:${key}`));
    return text === null ? undefined : toEntry(key, text);
  }

  async children(key: string): Promise<Entry[]> {
    return toEntries((await this.#read(scripts.childrenScript, key)) ?? []);
  }

  async getWithChildren(key: string): Promise<[Entry, Entry[]] | undefined> {
    const found = await this.#read(scripts.withChildrenScript, key);
    if (found === undefined) return undefined;
    const [[text, below] = []] = chunks(found, 2);
    return [toEntry(key, text), toEntries(below)];
  }

  async childrenWithChildren(key: string): Promise<[Entry, Entry[]][]> {
    const found = (await this.#read(scripts.grandchildrenScript, key)) ?? [];
    return chunks(found, 3).map(([child, text, below]) => [toEntry(child, text), toEntries(below)]);
  }

  async childWithId(key: string, id: string): Promise<Entry | undefined> {
    const found = await this.#read(scripts.childWithIdScript, key, JSON.stringify(id));
    if (found === undefined) return undefined;
    const [[child, text] = []] = chunks(found, 2);
    return toEntry(child, text);
  }

  async add(key: string, properties: Properties, limit = -1): Promise<Entry | undefined> {
    const args = [
      ...entryArguments(key, properties),
      Math.min(limit, Number.MAX_SAFE_INTEGER),
      ...this.#limitArguments,
    ];
    const version = await this.#write(scripts.addScript, args);
    return version === undefined ? undefined : { key, version, properties };
  }

  async replace(key: string, version: string, properties: Properties): Promise<Entry | undefined> {
    const args = [...entryArguments(key, properties), version, ...this.#limitArguments];
    const next = await this.#write(scripts.replaceScript, args);
    return next === undefined ? undefined : { key, version: next, properties };
  }

  async remove(key: string, version: string): Promise<boolean> {
    return (await this.#write(scripts.removeScript, [key, version])) !== undefined;
  }

  async apply({ needs, removes, empties, adds }: Batch): Promise<string | undefined> {
    const lists = [needs, removes, empties].flatMap((keys) => [keys.length, ...keys]);
    const added = adds.flatMap(({ key, properties }) => entryArguments(key, properties));
    const result = await this.#run(scripts.applyScript, [...this.#limitArguments, ...lists, adds.length, ...added]);
    return result.startsWith("!") ? result.slice(1) : undefined;
  }

  async countUp(counter: Counter): Promise<number> {
    return toNumber(requireThere(await this.#connection.run(scripts.countScript, [this.#state], [counter])));
  }

  async setFault(fault: FaultState | undefined): Promise<void> {
    requireThere(await this.#runOnMock(scripts.setFaultScript, faultArguments(fault)));
  }

  async drawFault(): Promise<FaultDraw | undefined> {
    const found = await this.#connection.run(scripts.drawFaultScript, [this.#mock], []);
    if (found === null) return undefined;
    const [[text, draw, version] = []] = chunks(found, 3);
    const fault: FaultState = JSON.parse(toText(text));
    return { ...fault, draw: toNumber(draw), version: toText(version) };
  }

  async spendFault(version: string): Promise<boolean> {
    return (await this.#runOnMock(scripts.spendFaultScript, [version])) === 1;
  }

  async append(entry: JournalEntry): Promise<void> {
    const { journalEntries, journalCharacters } = this.#limits;
    const own = [estimateSize(entry), this.#connection.createId(), JSON.stringify(entry)];
    const args = [...own, journalEntries, journalCharacters];
    requireThere(await this.#connection.run(scripts.appendScript, [this.#state, this.#journal], args));
  }

  async journal(): Promise<JournalEntry[]> {
    return toRequests(await this.#connection.call((client) => client.lrange(this.#journal, 0, -1)));
  }

  async save(): Promise<SavedState> {
    const saved = requireThere(await this.#connection.run(scripts.saveScript, [this.#state, this.#journal], []));
    const [[fields, journal] = []] = chunks(saved, 2);
    return toSavedState(fields, journal);
  }

  async start(): Promise<StoreContent | undefined> {
    const text = await this.#connection.call((client) => client.hget(this.#mock, "start"));
    return text === null ? undefined : JSON.parse(text);
  }

  async replaceAll(content: SavedState, fault?: FaultState | null): Promise<void> {
    const generation = this.#connection.createId();
    const keys = [this.#mock, this.#state, ...generationKeys(this.#id, generation)];
    const change = [fault === undefined ? "keep" : "set", ...faultArguments(fault ?? undefined)];
    const args = [generation, ...change, ...contentArguments(content, () => this.#connection.createId())];
    requireThere(await this.#connection.run(scripts.replaceAllScript, keys, args));
  }

  get #limitArguments(): number[] {
    return [this.#limits.characters, this.#limits.entries];
  }

  /** Runs a script that reads entries. Undefined if it finds nothing, or the generation is gone. */
  async #read(script: Script, ...args: string[]): Promise<unknown> {
    const result = await this.#connection.run(script, [this.#state, this.#tree], args);
    return result === "gone" ? undefined : (result ?? undefined);
  }

  /** Runs a script that changes an entry. Returns its new version, or undefined if it was refused. */
  async #write(script: Script, args: (string | number)[]): Promise<string | undefined> {
    const result = await this.#run(script, args);
    return result === "no" ? undefined : result.slice(1);
  }

  async #run(script: Script, args: (string | number)[]): Promise<string> {
    const { answer } = mockKeys(this.#id, this.#connection.createId());
    const result = toText(requireThere(await this.#connection.run(script, [this.#state, this.#tree, answer], args)));
    if (result === "entries" || result === "characters") throw new StoreFullError(result, this.#limits[result]);
    return result;
  }

  #runOnMock(script: Script, args: (string | number)[]): Promise<unknown> {
    const { answer } = mockKeys(this.#id, this.#connection.createId());
    return this.#connection.run(script, [this.#mock, answer], args);
  }
}

function entryArguments(key: string, properties: Properties): (string | number)[] {
  const text = JSON.stringify(properties);
  return [key, text.length, idOf(properties) ?? "", text];
}

/** Returns a fault, and how many requests get it, as arguments of a script. */
export function faultArguments(fault: FaultState | undefined): (string | number)[] {
  return fault ? [JSON.stringify(fault), fault.times ?? ""] : ["", ""];
}

function requireThere(result: unknown): unknown {
  if (result !== "gone") return result;
  throw new StoreUnavailableError("The mock was removed while the request was on its way.");
}
