/** Keeps one value over the end of a worker. Where the browser allows no database, as in some private windows, it keeps nothing. */
export interface Database<Value> {
  /** Another version of the site may have written what it returns. */
  read(): Promise<Value | undefined>;
  write(value: Value): Promise<void>;
  /** Deletes the database. A later `write` makes it again. */
  remove(): Promise<void>;
}

const [table, key] = ["values", "state"];

/** Opens a database, when it is first needed. */
export function openDatabase<Value>(name: string): Database<Value> {
  let opened: Promise<IDBDatabase | undefined> | undefined;
  const open = () => {
    opened ??= connect(name).catch(() => undefined);
    return opened;
  };
  return {
    async read() {
      const database = await open();
      return database && (await finished(database.transaction(table).objectStore(table).get(key)));
    },
    async write(value) {
      const database = await open();
      if (database) await finished(database.transaction(table, "readwrite").objectStore(table).put(value, key));
    },
    async remove() {
      const database = await opened;
      opened = undefined;
      database?.close();
      if (database) await finished(indexedDB.deleteDatabase(name));
    },
  };
}

function connect(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(table);
  return finished(request);
}

function finished<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
