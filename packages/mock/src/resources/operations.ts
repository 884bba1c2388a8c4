import { HttpError, notFound } from "../contract/http-error.ts";
import type { OperationResult } from "../contract/prism.ts";
import type { Context, OperationHandler } from "./context.ts";
import { deleteMyOnlineMeeting, getMyOnlineMeeting, updateMyOnlineMeeting } from "./my-online-meeting.ts";
import {
  deleteOnlineMeetingExtension,
  getOnlineMeetingExtension,
  updateOnlineMeetingExtension,
} from "./online-meeting-extension.ts";
import { createOnlineMeetingExtension, getOnlineMeetingExtensions } from "./online-meeting-extensions.ts";

/** By the document's operationId. */
const operations: Record<string, OperationHandler> = {
  getMyOnlineMeeting,
  updateMyOnlineMeeting,
  deleteMyOnlineMeeting,
  getOnlineMeetingExtensions,
  createOnlineMeetingExtension,
  getOnlineMeetingExtension,
  updateOnlineMeetingExtension,
  deleteOnlineMeetingExtension,
};

/** The revision of the resources, which `X-MS-RequiresMinResourceVersion` is compared with. */
const revision = 4;

/** Carries out the operation of a valid request on the store, in the place of Prism's example. Throws `HttpError` where it cannot be done. */
export async function runOperation(context: Context): Promise<OperationResult> {
  const { operation, input, request, state } = context;
  const wanted = request.headers["x-ms-requiresminresourceversion"];
  if (wanted !== undefined && Number(wanted) > revision) {
    const message = `X-MS-RequiresMinResourceVersion: expected at most ${revision}, got ${wanted}.`;
    throw notFound(message, "APIVersionNotSupported");
  }
  const hasInput = Object.keys(input).length > 0;
  if (hasInput && !(await state.store.hasRoom(JSON.stringify(input).length))) {
    const message = "The mock has no room for more: POST /__mock/reset brings the beginning back.";
    throw new HttpError(503, "ServiceUnavailable", message);
  }
  const operationId = operation?.iid ?? "";
  const handler = operations[operationId];
  if (handler) return handler(context);
  throw new HttpError(500, "ServiceFailure", `The mock does not know the operation ${operationId}.`);
}
