import type { Entry, Properties } from "../store/store.ts";
import type { Call, Carry } from "./call.ts";
import { checkIfMatch, isNotModified } from "./conditions.ts";
import { findMeeting } from "./find.ts";
import { guidOf } from "./guid.ts";
import { extensionProperties } from "./input.ts";
import { toSegment } from "./keys.ts";
import { refused } from "./refused.ts";
import { representExtension, representExtensions, respond, respondEmpty } from "./represent.ts";

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
  const { store, switches } = call.world;
  const meeting = await findMeeting(call);
  if (switches.ifMatchOnPost === "honoured") checkIfMatch(call.headers["if-match"], meeting, switches, false);
  const input = extensionProperties(call);
  for (;;) {
    const extensions = await store.below(meeting.key);
    const id = input.id || (await freeId(call, extensions));
    const added = await add(call, meeting, extensions, { ...input, id });
    if (added) return respond(201, representExtension(call, added), call, added);
  }
};

/** Refuses with 409 an id that another extension of the meeting has. */
export function refuseDuplicate(id: unknown): never {
  return refused(409, "AlreadyExists", `id: expected one that the meeting does not have; ${JSON.stringify(id)} came.`);
}

async function add({ world: { store, switches } }: Call, meeting: Entry, extensions: Entry[], properties: Properties) {
  const same = extensions.find((extension) => extension.properties.id === properties.id);
  if (same && switches.duplicateExtension === "replace") return store.replace(same.key, same.version, properties);
  if (same) return refuseDuplicate(properties.id);
  const taken = new Set(extensions.map(({ key }) => key));
  const byId = `${meeting.key}/${toSegment(String(properties.id))}`;
  const byRel = `${meeting.key}/${rel}`;
  const key = switches.extensionHref === "placeholder" && !taken.has(byRel) ? byRel : byId;
  return store.add(free(key, taken), properties);
}

// Another extension's link can end in what is this one's id.
function free(key: string, taken: Set<string>): string {
  return taken.has(key) ? free(`${key}-`, taken) : key;
}

async function freeId(call: Call, extensions: Entry[]): Promise<string> {
  const { store, switches } = call.world;
  const number = String(await store.next());
  const id = switches.generatedExtensionId === "guid" ? guidOf(`extension ${number}`) : number;
  const isTaken = extensions.some(({ properties }) => properties.id === id);
  return isTaken ? freeId(call, extensions) : id;
}

function collectionEntry(meeting: Entry, extensions: Entry[]): Entry {
  const version = extensions.map((extension) => `${extension.key}=${extension.version}`).join(" ");
  return { key: `${meeting.key}/`, version, properties: {} };
}
