import { createClient } from "@ucwa-meetings/client";
import { createSandbox } from "@ucwa-meetings/mock/fetch";

await navigator.serviceWorker.register("/mock-service-worker.js", { type: "module" });
if (!navigator.serviceWorker.controller) {
  await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
}

const ids = { applicationId: "833", onlineMeetingId: "810" };
const token = "cwt=anything";
const at = (root) => createClient({ baseUrl: `${root}/ucwa/v1`, token });

/** Every address in a text of JSON or XML. */
const addresses = (text) => [...text.matchAll(/href["']?\s*[:=]\s*["']([^"']+)/g)].map(([, href]) => href);

/** What a page does that wants a mock of its own from its service worker. */
window.smoke = async () => {
  const created = await fetch("/__mock/sandboxes", { method: "POST" });
  const { id, baseUrl } = await created.json();
  const sandbox = await createSandbox({ url: location.origin });
  const [mine, others, outside] = [sandbox.baseUrl, baseUrl, location.origin].map(at);

  const meeting = await mine.myOnlineMeeting.get(ids);
  const saved = await mine.myOnlineMeeting.update(meeting, { subject: "Inside" });
  const extension = await mine.onlineMeetingExtensions.create(saved, { type: "RoamedParticipantData", table: "12A" });
  const made = await mine.myOnlineMeetings.create({ applicationId: "833" }, { subject: "Made inside" });
  const hrefs = [meeting, saved, extension, made].map(({ href }) => new URL(href, location.origin).pathname);
  for (const accept of ["application/json", "application/xml"]) {
    const response = await fetch(saved.href, { headers: { accept, authorization: `Bearer ${token}` } });
    hrefs.push(...addresses(await response.text()));
  }
  const subject = async (client) => (await client.myOnlineMeeting.get(ids)).data.subject;
  const count = async (client) => (await client.myOnlineMeetings.list({ applicationId: "833" })).length;
  const results = {
    status: created.status,
    isHere: baseUrl === `${location.origin}/sandboxes/${id}`,
    hasLinks: hrefs.length > 8,
    leadOut: hrefs.filter((href) => !href.startsWith(`/sandboxes/${sandbox.id}/`)),
    subjects: await Promise.all([mine, others, outside].map(subject)),
    meetings: await Promise.all([mine, others, outside].map(count)),
    requests: (await sandbox.requests()).map(({ method, status }) => `${method} ${status}`).slice(0, 4),
  };
  await sandbox.close();
  const gone = await mine.myOnlineMeeting.get(ids).catch(({ name }) => name);
  return { ...results, gone };
};

document.documentElement.dataset.ready = "yes";
