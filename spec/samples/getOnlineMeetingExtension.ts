import { createClient } from "@ucwa-meetings/client";

const ucwa = createClient({ baseUrl: "http://127.0.0.1:4010/ucwa/v1", token: "cwt=anything" });

const extension = await ucwa.onlineMeetingExtensions.get({
  applicationId: "833",
  onlineMeetingId: "810",
  onlineMeetingExtensionId: "onlineMeetingExtension",
});
console.log(extension.data.id, extension.data.type);
