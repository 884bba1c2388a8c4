import type { Carry } from "./call.ts";
import { checkIfMatch, isNotModified } from "./conditions.ts";
import { findExtension } from "./find.ts";
import { checkPlayBack, extensionProperties } from "./input.ts";
import { refuseDuplicate } from "./online-meeting-extensions.ts";
import { representExtension, respond, respondEmpty } from "./represent.ts";

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
  for (;;) {
    const extension = await findExtension(call);
    checkIfMatch(call.headers["if-match"], extension, switches, switches.ifMatch === "required");
    checkPlayBack(call, switches.playBackOnExtensionPut);
    const input = extensionProperties(call);
    const properties = { ...input, id: input.id || extension.properties.id };
    const siblings = await store.below(extension.key.slice(0, extension.key.lastIndexOf("/")));
    if (siblings.some(({ key, properties: { id } }) => key !== extension.key && id === properties.id)) {
      refuseDuplicate(properties.id);
    }
    const replaced = await store.replace(extension.key, extension.version, properties);
    if (replaced) return respond(200, representExtension(call, replaced), call, replaced);
  }
};

/** @see UCWA 2.0, onlineMeetingExtension, DELETE */
export const deleteOnlineMeetingExtension: Carry = async (call) => {
  const { store, switches } = call.world;
  for (;;) {
    const extension = await findExtension(call);
    if (switches.ifMatchOnDelete === "honoured") checkIfMatch(call.headers["if-match"], extension, switches, false);
    if (await store.remove(extension.key, extension.version)) return respondEmpty(204, call);
  }
};
