import { createClient } from "@ucwa-meetings/client";
import { perform, sendWith } from "./mock-host.mjs";

await navigator.serviceWorker.register("/mock-service-worker.js", { type: "module" });
if (!navigator.serviceWorker.controller) {
  await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
}

const call = async (action, message) => {
  const response = await fetch(`/host/${action}`, { method: "POST", body: JSON.stringify(message) });
  const { value, error } = await response.json();
  if (error !== undefined) throw new Error(error);
  return value;
};
// The page sends its requests with its own fetch. They go to the service worker, whatever their origin.
const host = {
  start: (message) => call("start", message),
  control: (message) => call("control", message),
  send: (message) => sendWith(fetch, message),
};
window.perform = (action, message) => perform(host, action, message);

/** What an application does that knows nothing of a mock. */
window.smoke = async () => {
  const ucwa = createClient({ baseUrl: `${location.origin}/ucwa/v1`, token: "cwt=anything" });
  const meeting = await ucwa.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "810" });
  const saved = await ucwa.myOnlineMeeting.update(meeting, { subject: "Budget" });
  const put = { method: "PUT", headers: { authorization: "Bearer x", "content-type": "application/json" } };
  const refused = await fetch(saved.href, { ...put, body: '{"accessLevel":"Sometimes"}' });
  const reset = await fetch(saved.href, { headers: { prefer: "ucwa-fault=reset" } }).catch((error) => error);
  const truncated = await fetch(saved.href, { headers: { authorization: "Bearer x", prefer: "ucwa-fault=truncate" } });
  const other = await fetch("/elsewhere");
  return {
    subject: saved.data.subject,
    refused: refused.status,
    reset: `${reset.name}: ${reset.message}`,
    truncated: await truncated.text().catch(({ name }) => name),
    other: await other.text(),
  };
};

document.documentElement.dataset.ready = "yes";
