import { HttpError } from "../contract/http-error.ts";
import type { Entry, Properties } from "../state/content.ts";
import { checkPreconditions, isNotModified } from "./conditional.ts";
import type { Context, OperationHandler } from "./context.ts";
import { hashToGuid } from "./etag.ts";
import { findById, findMeeting, findMeetingWithExtensions } from "./find.ts";
import { extensionProperties } from "./input.ts";
import { toSegment } from "./keys.ts";
import { representExtension, representExtensions, respond, respondEmpty } from "./representation.ts";
import { retryUntilDone } from "./store.ts";

const rel = "onlineMeetingExtension";

/** @see UCWA 2.0, onlineMeetingExtensions, GET */
export const getOnlineMeetingExtensions: OperationHandler = async (context) => {
  const [meeting, extensions] = await findMeetingWithExtensions(context);
  const tag = context.state.switches.collectionEtag === "on" ? collectionEntry(meeting, extensions) : undefined;
  if (tag && isNotModified(context.request.headers["if-none-match"], tag, context.state.switches))
    return respondEmpty(304, context, tag);
  return respond(200, representExtensions(context, extensions), context, tag);
};

/** @see UCWA 2.0, onlineMeetingExtensions, POST */
export const createOnlineMeetingExtension: OperationHandler = async (context) => {
  const { switches } = context.state;
  const input = extensionProperties(context);
  const added = await retryUntilDone(async () => {
    const meeting = await findMeeting(context);
    if (switches.ifMatchOnPost === "honoured") checkPreconditions(context.request.headers, meeting, switches, false);
    return add(context, meeting, { ...input, id: input.id || (await generateId(context, meeting)) });
  });
  return respond(201, representExtension(context, added), context, added);
};

/** Creates the 409 for an id that another extension of the meeting has. */
export function duplicateId(id: unknown): HttpError {
  return new HttpError(
    409,
    "AlreadyExists",
    `id: expected one that the meeting does not have, got ${JSON.stringify(id)}.`,
  );
}

async function add(context: Context, meeting: Entry, properties: Properties): Promise<Entry | undefined> {
  const { store, switches } = context.state;
  const same = await findById(context, meeting.key, properties.id);
  if (same && switches.duplicateExtension === "replace") return store.replace(same.key, same.version, properties);
  if (same) throw duplicateId(properties.id);
  const byRel = `${meeting.key}/${rel}`;
  if (switches.extensionHref === "placeholder" && !(await store.get(byRel))) return store.add(byRel, properties);
  return store.add(await uniqueKey(context, `${meeting.key}/${toSegment(String(properties.id))}`), properties);
}

// The link of another extension can end in this extension's id.
async function uniqueKey({ state: { store } }: Context, key: string): Promise<string> {
  let free = key;
  while (await store.get(free)) free = `${key}-${await store.countUp("sequence")}`;
  return free;
}

async function generateId(context: Context, meeting: Entry): Promise<string> {
  for (;;) {
    const number = String(await context.state.store.countUp("sequence"));
    const id = context.state.switches.generatedExtensionId === "guid" ? hashToGuid(`extension ${number}`) : number;
    // A number is not given twice, so each id that is taken costs one look, once.
    if (!(await findById(context, meeting.key, id))) return id;
  }
}

function collectionEntry(meeting: Entry, extensions: Entry[]): Entry {
  const version = extensions.map((extension) => `${extension.key}=${extension.version}`).join(" ");
  return { key: `${meeting.key}/`, version, properties: {} };
}
