import { expect, test } from "vitest";
import { readCurlRequests } from "./curl-request.ts";

const meeting = "http://127.0.0.1:4010/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";

test("A request of curl has its method, its path, its headers and its body, over several lines", () => {
  const script = `# It isn't much.
TOKEN='Authorization: Bearer cwt=anything'
MEETING=${meeting}
curl -s "$MEETING" -X PUT -H "$TOKEN" -H 'Accept: application/xml' -H 'If-Match: "1"' \\
  -d '<input>
  <property name="subject">Budget</property>
</input>'`;
  expect(readCurlRequests(script)).toEqual([
    {
      method: "PUT",
      path: "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810",
      representation: "xml",
      headers: { "If-Match": '"1"' },
      xml: '<input>\n  <property name="subject">Budget</property>\n</input>',
    },
  ]);
});

test.each([
  ["has no token", `curl -s ${meeting}`],
  ["needs what an earlier request gave", `curl -s ${meeting} -H 'Authorization: Bearer cwt=x' -H "If-Match: $ETAG"`],
  ["sends a file", `curl -s ${meeting} -H 'Authorization: Bearer cwt=x' -d @changed.json`],
  ["goes to the mock itself", "curl -s -X POST http://127.0.0.1:4010/__mock/reset -H 'Authorization: Bearer cwt=x'"],
])("A request that %s cannot be tried by itself", (_, script) => {
  expect(readCurlRequests(script)).toEqual([]);
});
