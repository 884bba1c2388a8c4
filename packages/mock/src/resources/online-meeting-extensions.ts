import { refused } from "../contract/http-error.ts";
import { checkIfMatch, isNotModified } from "./conditional.ts";
import type { Call, Carry } from "./context.ts";
import { guidOf } from "./etag.ts";
import { findMeeting, findSame } from "./find.ts";
import { extensionProperties } from "./input.ts";
import { toSegment } from "./keys.ts";
import { representExtension, representExtensions, respond, respondEmpty } from "./representation.ts";
import type { Entry, Properties } from "./store.ts";
import { untilDone } from "./store.ts";

const rel = "onlineMeetingExtension";

/** @see UCWA 2.0, onlineMeetingExtensions, GET */
export const getOnlineMeetingExtensions: Carry = async (call) => {
  const meeting = await findMeeting(call);
  const extensions = await call.world.store.below(meeting.key);
  const tag = call.world.switches.collectionEtag === "on" ? collectionEntry(meeting, extensions) : undefined;
  if (tag && isNotModified(call.headers["if-none-match"], tag, call.world.switches))
    return respondEmpty(304, call, tag);
  return respond(200, representExtensions(call, extensions), call, tag);
};

/** @see UCWA 2.0, onlineMeetingExtensions, POST */
export const createOnlineMeetingExtension: Carry = async (call) => {
  const { switches } = call.world;
  const input = extensionProperties(call);
  const added = await untilDone(async () => {
    const meeting = await findMeeting(call);
    if (switches.ifMatchOnPost === "honoured") checkIfMatch(call.headers["if-match"], meeting, switches, false);
    return add(call, meeting, { ...input, id: input.id || (await freeId(call, meeting)) });
  });
  return respond(201, representExtension(call, added), call, added);
};

/** Refuses with 409 an id that another extension of the meeting has. */
export function refuseDuplicate(id: unknown): never {
  return refused(409, "AlreadyExists", `id: expected one that the meeting does not have, got ${JSON.stringify(id)}.`);
}

async function add(call: Call, meeting: Entry, properties: Properties): Promise<Entry | undefined> {
  const { store, switches } = call.world;
  const same = await findSame(call, meeting.key, properties.id);
  if (same && switches.duplicateExtension === "replace") return store.replace(same.key, same.version, properties);
  if (same) return refuseDuplicate(properties.id);
  const byRel = `${meeting.key}/${rel}`;
  if (switches.extensionHref === "placeholder" && !(await store.get(byRel))) return store.add(byRel, properties);
  return store.add(await freeKey(call, `${meeting.key}/${toSegment(String(properties.id))}`), properties);
}

// Another extension's link can end in what is this one's id.
async function freeKey({ world: { store } }: Call, key: string): Promise<string> {
  let free = key;
  while (await store.get(free)) free = `${key}-${await store.next()}`;
  return free;
}

async function freeId(call: Call, meeting: Entry): Promise<string> {
  for (;;) {
    const number = String(await call.world.store.next());
    const id = call.world.switches.generatedExtensionId === "guid" ? guidOf(`extension ${number}`) : number;
    // A number is not given twice, so each id that is taken costs one look, once.
    if (!(await findSame(call, meeting.key, id))) return id;
  }
}

function collectionEntry(meeting: Entry, extensions: Entry[]): Entry {
  const version = extensions.map((extension) => `${extension.key}=${extension.version}`).join(" ");
  return { key: `${meeting.key}/`, version, properties: {} };
}
