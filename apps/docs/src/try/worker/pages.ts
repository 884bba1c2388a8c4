/** The pages that can be read without a network. */
export interface KeptPages {
  /** Responds from the network, and without one from what is kept. */
  fetch(request: Request): Promise<Response>;
  /** Keeps what the site lists: the pages on which something can be tried, and what they load. */
  keepAll(): Promise<void>;
  /** Forgets what is kept, as an earlier version of the site has left it. */
  clear(): Promise<void>;
}

/** Creates the keeper of the site below `scope`. */
export function createKeptPages(name: string, scope: string): KeptPages {
  const keep = async (request: Request | string, response: Response) => {
    // What was redirected cannot be given out for another request.
    if (!response.ok || response.redirected || response.type !== "basic") return;
    await caches.open(name).then((cache) => cache.put(request, response));
  };
  // Where the reader has removed it, there is none.
  const isKept = () => caches.has(name);
  return {
    async fetch(request) {
      try {
        const response = await fetch(request);
        // A full disk is no reason not to show the page.
        if (await isKept()) await keep(request, response.clone()).catch(() => {});
        return response;
      } catch (error) {
        const kept = await caches.match(request, { cacheName: name, ignoreVary: true });
        if (kept) return kept;
        throw error;
      }
    },
    async keepAll() {
      const list: string[] = await (await fetch(new URL("try-files.json", scope))).json();
      const addresses = list.map((path) => new URL(path, scope).href);
      await Promise.all(addresses.map(async (address) => keep(address, await fetch(address))));
    },
    clear: async () => void (await caches.delete(name)),
  };
}
