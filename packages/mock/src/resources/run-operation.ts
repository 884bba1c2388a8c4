import { HttpError, notFound } from "../contract/http-error.ts";
import type { OperationResult } from "../contract/prism.ts";
import type { Context, OperationHandler } from "./context.ts";
import { deleteMyOnlineMeeting, getMyOnlineMeeting, updateMyOnlineMeeting } from "./my-online-meeting.ts";
import { createMyOnlineMeeting, getMyOnlineMeetings } from "./my-online-meetings.ts";
import {
  deleteOnlineMeetingExtension,
  getOnlineMeetingExtension,
  updateOnlineMeetingExtension,
} from "./online-meeting-extension.ts";
import { createOnlineMeetingExtension, getOnlineMeetingExtensions } from "./online-meeting-extensions.ts";
import { revision } from "./representation.ts";

/** The functions of the operations, by `operationId`. */
const handlers: Record<string, OperationHandler> = {
  getMyOnlineMeeting,
  updateMyOnlineMeeting,
  deleteMyOnlineMeeting,
  getOnlineMeetingExtensions,
  createOnlineMeetingExtension,
  getOnlineMeetingExtension,
  updateOnlineMeetingExtension,
  deleteOnlineMeetingExtension,
  getMyOnlineMeetings,
  createMyOnlineMeeting,
};

/** Runs the operation of a valid request on the store, instead of returning Prism's example. Throws `HttpError` if that is not possible. */
export async function runOperation(context: Context): Promise<OperationResult> {
  const { operation, request } = context;
  const wanted = request.headers["x-ms-requiresminresourceversion"];
  if (Number(wanted) > revision) {
    const message = `X-MS-RequiresMinResourceVersion: expected at most ${revision}, got ${wanted}.`;
    throw notFound(message, "APIVersionNotSupported");
  }
  const operationId = operation?.iid ?? "";
  const handler = handlers[operationId];
  if (handler) return handler(context);
  throw new HttpError(500, "ServiceFailure", `The mock does not know the operation ${operationId}.`);
}
