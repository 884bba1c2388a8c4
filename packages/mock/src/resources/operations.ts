import { refused } from "../contract/http-error.ts";
import type { EngineResponse } from "../contract/prism.ts";
import type { Call, Carry } from "./context.ts";
import { deleteMyOnlineMeeting, getMyOnlineMeeting, updateMyOnlineMeeting } from "./my-online-meeting.ts";
import {
  deleteOnlineMeetingExtension,
  getOnlineMeetingExtension,
  updateOnlineMeetingExtension,
} from "./online-meeting-extension.ts";
import { createOnlineMeetingExtension, getOnlineMeetingExtensions } from "./online-meeting-extensions.ts";

/** By the document's operationId. */
const operations: Record<string, Carry> = {
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

/** Carries an operation out on the store, in the place of Prism's example. Throws `Refused` where it cannot be. */
export async function mock(operationId: string, call: Call): Promise<EngineResponse> {
  const wanted = call.headers["x-ms-requiresminresourceversion"];
  if (wanted !== undefined && Number(wanted) > revision) {
    const message = `X-MS-RequiresMinResourceVersion: expected at most ${revision}, got ${wanted}.`;
    refused(404, "APIVersionNotSupported", message);
  }
  const brings = Object.keys(call.input).length > 0;
  if (brings && !(await call.world.store.hasRoom(JSON.stringify(call.input).length))) {
    const message = "The mock has no room for more: POST /__mock/reset brings the beginning back.";
    refused(503, "ServiceUnavailable", message);
  }
  const carry = operations[operationId];
  return carry ? carry(call) : refused(500, "ServiceFailure", `The mock does not know the operation ${operationId}.`);
}
