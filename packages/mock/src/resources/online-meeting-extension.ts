import type { Entry } from "../state/content.ts";
import { checkPreconditions, isNotModified } from "./conditional.ts";
import type { OperationHandler } from "./context.ts";
import { findById, findExtension } from "./find.ts";
import { extensionProperties, requireGuidProperty } from "./input.ts";
import { duplicateId } from "./online-meeting-extensions.ts";
import { representExtension, respond, respondEmpty } from "./representation.ts";
import { retryUntilDone } from "./store.ts";

/** @see UCWA 2.0, onlineMeetingExtension, GET */
export const getOnlineMeetingExtension: OperationHandler = async (context) => {
  const extension = await findExtension(context);
  const { switches } = context.state;
  if (isNotModified(context.request.headers["if-none-match"], extension, switches))
    return respondEmpty(304, context, extension);
  return respond(200, representExtension(context, extension), context, extension);
};

/** @see UCWA 2.0, onlineMeetingExtension, PUT */
export const updateOnlineMeetingExtension: OperationHandler = async (context) => {
  const { store, switches } = context.state;
  return retryUntilDone(async () => {
    const extension = await findExtension(context);
    checkPreconditions(context.request.headers, extension, switches, switches.ifMatch === "required");
    requireGuidProperty(context, switches.guidPropertyOnExtensionPut);
    const input = extensionProperties(context);
    const properties = { ...input, id: input.id || extension.properties.id };
    const same = await findById(context, getMeetingKey(extension), properties.id);
    if (same && same.key !== extension.key) throw duplicateId(properties.id);
    const replaced = await store.replace(extension.key, extension.version, properties);
    return replaced && respond(200, representExtension(context, replaced), context, replaced);
  });
};

/** @see UCWA 2.0, onlineMeetingExtension, DELETE */
export const deleteOnlineMeetingExtension: OperationHandler = async (context) => {
  const { store, switches } = context.state;
  return retryUntilDone(async () => {
    const extension = await findExtension(context);
    if (switches.ifMatchOnDelete === "honoured")
      checkPreconditions(context.request.headers, extension, switches, false);
    return (await store.remove(extension.key, extension.version)) ? respondEmpty(204, context) : undefined;
  });
};

function getMeetingKey({ key }: Entry): string {
  return key.slice(0, key.lastIndexOf("/"));
}
