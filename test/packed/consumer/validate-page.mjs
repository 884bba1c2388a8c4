import { createClient } from "@ucwa-meetings/client";
import { validator } from "@ucwa-meetings/client/validate";
import { xml } from "@ucwa-meetings/client/xml";

const namespace = "http://schemas.microsoft.com/rtc/2012/03/ucwa";
const bodies = {
  "application/json": { right: '"Budget"', wrong: "5" },
  "application/xml": {
    right: '<property name="subject">Budget</property>',
    wrong: '<propertyList name="subject"><item>Budget</item></propertyList>',
  },
};

/** Reads a meeting whose subject is right or wrong, with a client that validates. Gives the subject, or what is wrong with it. */
async function read(type, kind) {
  const subject = bodies[type][kind];
  const body =
    type === "application/json"
      ? `{"rel":"myOnlineMeeting","subject":${subject},"_links":{"self":{"href":"/m/810"}}}`
      : `<resource rel="myOnlineMeeting" href="/m/810" xmlns="${namespace}">${subject}</resource>`;
  const ucwa = createClient({
    baseUrl: "https://fe1.contoso.com/ucwa/v1",
    token: "cwt=anything",
    fetch: async () => new Response(body, { headers: { "content-type": type, etag: '"1"' } }),
    validate: validator({ onViolation: "throw" }),
    ...(type === "application/xml" && { representation: xml() }),
  });
  return ucwa.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "810" }).then(
    ({ data }) => data.subject,
    ({ name, violations }) => `${name} at ${violations?.[0]?.pointer}`,
  );
}

function evaluate() {
  try {
    return new Function("return 'made code of a text'")();
  } catch ({ name }) {
    return name;
  }
}

const results = { eval: evaluate() };
for (const type of Object.keys(bodies))
  for (const kind of ["right", "wrong"]) results[`${type}, ${kind}`] = await read(type, kind);
document.documentElement.dataset.results = JSON.stringify(results);
document.documentElement.dataset.ready = "yes";
