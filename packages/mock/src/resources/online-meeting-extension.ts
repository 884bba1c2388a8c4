import { checkIfMatch, isNotModified } from "./conditional.ts";
import type { Carry } from "./context.ts";
import { findExtension, findSame } from "./find.ts";
import { checkPlayBack, extensionProperties } from "./input.ts";
import { refuseDuplicate } from "./online-meeting-extensions.ts";
import { representExtension, respond, respondEmpty } from "./representation.ts";
import type { Entry } from "./store.ts";
import { untilDone } from "./store.ts";

/** @see UCWA 2.0, onlineMeetingExtension, GET */
export const getOnlineMeetingExtension: Carry = async (call) => {
  const extension = await findExtension(call);
  const { switches } = call.world;
  if (isNotModified(call.headers["if-none-match"], extension, switches)) return respondEmpty(304, call, extension);
  return respond(200, representExtension(call, extension), call, extension);
};

/** @see UCWA 2.0, onlineMeetingExtension, PUT */
export const updateOnlineMeetingExtension: Carry = async (call) => {
  const { store, switches } = call.world;
  return untilDone(async () => {
    const extension = await findExtension(call);
    checkIfMatch(call.headers["if-match"], extension, switches, switches.ifMatch === "required");
    checkPlayBack(call, switches.playBackOnExtensionPut);
    const input = extensionProperties(call);
    const properties = { ...input, id: input.id || extension.properties.id };
    const same = await findSame(call, meetingOf(extension), properties.id);
    if (same && same.key !== extension.key) refuseDuplicate(properties.id);
    const replaced = await store.replace(extension.key, extension.version, properties);
    return replaced && respond(200, representExtension(call, replaced), call, replaced);
  });
};

/** @see UCWA 2.0, onlineMeetingExtension, DELETE */
export const deleteOnlineMeetingExtension: Carry = async (call) => {
  const { store, switches } = call.world;
  return untilDone(async () => {
    const extension = await findExtension(call);
    if (switches.ifMatchOnDelete === "honoured") checkIfMatch(call.headers["if-match"], extension, switches, false);
    return (await store.remove(extension.key, extension.version)) ? respondEmpty(204, call) : undefined;
  });
};

function meetingOf({ key }: Entry): string {
  return key.slice(0, key.lastIndexOf("/"));
}
