/** Writes to a mock on the store that the argument names, and looks for it in another one. Prints how that ended. */
import { openStore, startMock } from "@ucwa-meetings/mock";

const meeting = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";
const headers = { authorization: "Bearer cwt=anything", "content-type": "application/json" };

/** Sends a request to a mock that is there for this request only. */
async function ask(method, body) {
  const store = await openStore(process.argv[2]);
  const mock = await startMock({ store });
  const response = await fetch(mock.url + meeting, { method, headers, body });
  const { subject } = await response.json();
  await mock.close();
  await store.close();
  return subject;
}

try {
  await ask("PUT", JSON.stringify({ subject: "Kept" }));
  const subject = await ask("GET");
  console.log(subject === "Kept" ? "It has kept the state." : `It has ${subject}.`);
} catch (error) {
  console.log(error.message);
}
